/// What is known about a value when the query is compiled.
enum ValueType: Equatable, Sendable {
  /// Always missing.
  case missing
  case text, number, boolean
  /// Whole milliseconds; text and number by its uses.
  case timestamp
  /// An inner node of the event: shown, and missing for all else.
  case json
  /// A map or list that the query made, encoded as ``DynamicValue`` says; missing for all that
  /// wants a scalar.
  case structure
  /// To be seen row by row; the value is encoded as ``DynamicValue`` says.
  case any

  /// Whether the SQL value is a number.
  var isNumeric: Bool {
    switch self {
    case .number, .boolean, .timestamp: true
    case .missing, .text, .json, .structure, .any: false
    }
  }
}

/// An expression of the query as typed SQL.
struct Term: Sendable {
  var sql: SQLFragment {
    didSet { eventCall = nil }
  }
  var type: ValueType
  /// The value, if it is a literal.
  var constant: Binding?
  /// Whether the SQL value is always an INTEGER or NULL.
  var isInteger = false
  /// What the number's magnitude cannot exceed; it decides whether results may overflow.
  var bound = Double.infinity
  /// Whether the query may have made a map or list of it, into which paths reach.
  var holdsMembers = false
  var whenMissing = WhenMissing.unknown
  var logic: Logic?
  /// The event's field, if the term is nothing else.
  var field: Int?
  /// Something equal exactly where the values are equal, and cheaper.
  var key: SQLFragment?
  /// Something NULL exactly where the value is, and cheaper.
  var presenceKey: SQLFragment?

  /// The number that the text is, and cheaper than to read the text.
  var numberKey: SQLFragment?

  /// What the text looks like, if it is that of an event's field.
  var textForm = Field.TextForm.any

  /// The call that ``sql`` is, if later levels had better make it themselves.
  var eventCall: EventCall?

  /// A function of the number of an event.
  struct EventCall {
    let function: String
    var event: SQLFragment
  }

  /// The term's value when every field in it is missing.
  enum WhenMissing {
    case missing
    /// False or missing.
    case notTrue
    case unknown
  }

  /// The structure of a condition, for what can be done with its parts.
  indirect enum Logic: Sendable {
    case and([Term])
    case or([Term])
    case not(Term)
    /// An event's field is equal to a text.
    case equals(field: Int, String)
    /// An event's field contains a text.
    case contains(field: Int, String)
  }

  init(_ sql: SQLFragment, _ type: ValueType) {
    self.sql = sql
    self.type = type
  }

  /// A term made from others, missing where one of them is unless told otherwise.
  init(_ sql: SQLFragment, _ type: ValueType, from operands: [Term], isStrict: Bool = true) {
    self.init(sql, type)
    if isStrict, operands.contains(where: { $0.whenMissing == .missing }) {
      whenMissing = .missing
    }
  }
}

// MARK: - Literals

extension Term {
  /// The value that is never there.
  static let missing: Term = {
    var term = Term(.null, .missing)
    term.whenMissing = .missing
    return term
  }()

  static func text(_ text: String) -> Term {
    var term = Term(.constant(.text(text)), .text)
    term.constant = .text(text)
    return term
  }

  static func boolean(_ value: Bool) -> Term {
    var term = Term.integer(value ? 1 : 0)
    term.type = .boolean
    return term
  }

  static func integer(_ value: Int64) -> Term {
    var term = Term(.constant(.integer(value)), .number)
    term.constant = .integer(value)
    term.isInteger = true
    term.bound = Double(value).magnitude
    return term
  }

  /// A number from the text of one; missing if it is none or not finite.
  static func number(_ digits: String) -> Term {
    switch DynamicValue.number(in: digits) {
    case .integer(let value): return .integer(value)
    case .real(let value):
      var term = Term(.constant(.real(value)), .number)
      term.constant = .real(value)
      term.bound = value.magnitude
      return term
    default: return .missing
    }
  }

  /// The text of a literal.
  var constantText: String? {
    if case .text(let text) = constant, type == .text { text } else { nil }
  }

  /// Whether every operation on the term as a scalar is missing.
  var isMissing: Bool { type == .missing || type == .json || type == .structure }

  /// What is NULL exactly where the term is missing as a scalar, which maps and lists are.
  var scalarPresence: SQLFragment { type == .any && holdsMembers ? asText.sql : presence }

  /// What is NULL exactly where the term is missing.
  var presence: SQLFragment {
    // Where the type differs from row to row the value may be an inner node.
    type == .any ? .call(.scalar, sql) : presenceKey ?? sql
  }
}
