import LogsInsights

/// A scalar as SQL, with what SQLite can make of it.
struct Term: Sendable {
  var sql: SQLFragment {
    didSet { eventCall = nil }
  }
  /// What is known of the value.
  var facts: ValueFacts
  /// The value, if it is known now.
  var constant: Literal?
  var logic: Logic?
  /// The event's field, if the term is nothing else.
  var field: Int?
  /// Something equal exactly where the values are equal, and cheaper.
  var key: SQLFragment?
  /// Something NULL exactly where the value is, and cheaper.
  var presenceKey: SQLFragment?
  /// The number that the text is, and cheaper than to read the text.
  var numberKey: SQLFragment?
  /// The call that ``sql`` is, if later levels had better make it themselves.
  var eventCall: EventCall?

  /// A function of the number of an event.
  struct EventCall {
    let function: String
    var event: SQLFragment
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
    /// An event's field starts with a text, which is not empty.
    case starts(field: Int, String)
  }

  init(_ sql: SQLFragment, _ facts: ValueFacts) {
    self.sql = sql
    self.facts = facts
  }

  init(_ sql: SQLFragment, _ type: ValueType) {
    self.init(sql, ValueFacts(type))
  }

  var type: ValueType { facts.type }

  /// The term as a later level sees it, which knows only its value.
  func asValue(_ sql: SQLFragment) -> Term {
    var term = Term(sql, facts)
    term.constant = constant
    return term
  }
}

// MARK: - Constants

extension Term {
  /// The value that is never there.
  static let missing: Term = {
    var facts = ValueFacts(.missing)
    facts.whenMissing = .missing
    return Term(.null, facts)
  }()

  /// A constant, of which is known what its scalar knows.
  init(_ literal: Literal, _ facts: ValueFacts) {
    self.init(SQLFragment(literal), facts)
    if literal != .missing { constant = literal }
  }

  static func text(_ text: String) -> Term { Term(.text(text), ValueFacts(.text)) }

  /// The text of a literal.
  var constantText: String? {
    if case .text(let text) = constant, type == .text { text } else { nil }
  }
}

extension SQLFragment {
  init(_ literal: Literal) {
    switch literal {
    case .missing: self = .null
    case .integer(let value): self = .constant(.integer(value))
    case .real(let value): self = .constant(.real(value))
    case .text(let text): self = .constant(.text(text))
    case .boolean(let value): self = .constant(.integer(value ? 1 : 0))
    }
  }
}

// MARK: - Missing values

extension Term {
  /// Whether the value is missing even where maps and lists count.
  var isAbsent: Bool { type == .missing || type == .json }

  /// What is NULL exactly where the term is missing.
  var presence: SQLFragment {
    // Where the type differs from row to row the value may be an inner node.
    type == .any ? .call(.scalar, sql) : presenceKey ?? sql
  }

  /// What is NULL exactly where the term is missing as a scalar, which maps and lists are.
  var scalarPresence: SQLFragment { type == .any && facts.mayHoldMembers ? textSQL : presence }

  /// What a test of values is known to be: missing where one of them is.
  static func testFacts(of operands: [Term]) -> ValueFacts {
    var facts = ValueFacts(.boolean)
    if operands.contains(where: { $0.facts.whenMissing == .missing }) {
      facts.whenMissing = .missing
    }
    return facts
  }
}
