/// How a pattern recognizes a reason.
///
/// Wildcards compare case, so they have the spelling of AWS. A wildcard that begins with a star costs EventBridge much more
/// than a prefix, and few of them are allowed at one field (EventBridge user guide, "Comparison operators").
struct ReasonMatch: Hashable, Sendable {
  let alternative: DocumentValue

  /// Reasons that begin with this, in any case.
  static func starts(_ text: String) -> ReasonMatch {
    let operand = DocumentValue.operator("equals-ignore-case", .text(text))
    return ReasonMatch(alternative: .operator("prefix", operand))
  }

  /// The reason itself, in any case.
  static func equals(_ text: String) -> ReasonMatch {
    ReasonMatch(alternative: .operator("equals-ignore-case", .text(text)))
  }

  /// Reasons that begin with the first part and go on as the stars in it allow.
  static func wildcard(_ text: String) -> ReasonMatch {
    ReasonMatch(alternative: .operator("wildcard", .text(text)))
  }

  /// Reasons that contain this.
  static func contains(_ text: String) -> ReasonMatch { wildcard("*\(text)*") }
}

extension DocumentValue {
  /// An alternative of a pattern: `{"prefix": "x"}`.
  static func `operator`(_ name: String, _ operand: DocumentValue) -> DocumentValue {
    .object([DocumentMember(name, operand)])
  }

  static func exists(_ exists: Bool) -> DocumentValue { .operator("exists", .flag(exists)) }
}
