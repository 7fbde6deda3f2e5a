/// How a pattern recognizes a reason.
///
/// Wildcards are case-sensitive, so they use the spelling of AWS. A wildcard that begins with an asterisk costs
/// EventBridge much more than a prefix, and only a few are allowed per field (EventBridge user guide, "Comparison
/// operators").
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

  /// Reasons that begin with the first part and continue as its asterisks allow.
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
