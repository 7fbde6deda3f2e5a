extension Scalar {
  /// The value that is never there.
  static let missing: Scalar = {
    var facts = ValueFacts(.missing)
    facts.whenMissing = .missing
    return Scalar(.literal(.missing), facts)
  }()

  static func text(_ text: String) -> Scalar {
    Scalar(.literal(.text(text)), ValueFacts(.text))
  }

  static func boolean(_ value: Bool) -> Scalar {
    var facts = ValueFacts.integer(upTo: 1)
    facts.type = .boolean
    return Scalar(.literal(.boolean(value)), facts)
  }

  static func integer(_ value: Int64) -> Scalar {
    Scalar(.literal(.integer(value)), .integer(upTo: Double(value).magnitude))
  }

  /// A number from the text of one; missing if it is not one, or not finite.
  static func number(_ digits: String) -> Scalar {
    switch DynamicValue.number(in: digits) {
    case .integer(let value): return .integer(value)
    case .real(let value): return .real(value)
    default: return .missing
    }
  }

  static func real(_ value: Double) -> Scalar {
    var facts = ValueFacts(.number)
    facts.bound = value.magnitude
    return Scalar(.literal(.real(value)), facts)
  }

  /// The value of a column, of which is known what was known of its definition.
  static func column(_ id: ColumnID, _ facts: ValueFacts) -> Scalar {
    Scalar(.column(id), facts)
  }

  /// The value, if it is known now.
  public var constant: Literal? {
    switch kind {
    case .literal(.missing): nil
    case .literal(let literal): literal
    case .convert(let value, .any): value.constant
    default: nil
    }
  }

  /// The text of a literal.
  var constantText: String? {
    if case .literal(.text(let text)) = kind { text } else { nil }
  }
}
