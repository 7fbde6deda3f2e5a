/// A value of a document that is printed as YAML, JSON or HCL: the values of JSON, and values that an infrastructure
/// tool computes when it deploys.
package indirect enum DocumentValue: Hashable, Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([DocumentValue])
  case object([DocumentMember])
  /// The value of a parameter or the identity of a resource: `Ref` in CloudFormation, an expression in HCL.
  case reference(String)
  /// A string with `${…}` in it that the tool replaces: `Fn::Sub` in CloudFormation, a quoted template in HCL.
  case substitution(String)
  /// A document that is embedded in this one as JSON text, such as a policy.
  case encoded([DocumentMember])
}

/// A name and its value in an object.
package struct DocumentMember: Hashable, Sendable {
  package var name: String
  package var value: DocumentValue
  /// A comment for readers, one element per line; formats without comments omit it.
  package var comment: [String] = []

  package init(_ name: String, _ value: DocumentValue, comment: [String] = []) {
    self.name = name
    self.value = value
    self.comment = comment
  }
}

extension DocumentValue {
  /// A list of strings.
  package static func texts(_ texts: [String]) -> DocumentValue { .list(texts.map { .text($0) }) }

  /// Whether a part of it is replaced on deployment.
  package var isDeferred: Bool {
    switch self {
    case .text, .number, .flag: false
    case .reference, .substitution: true
    case .list(let items): items.contains(where: \.isDeferred)
    case .object(let members), .encoded(let members): members.contains { $0.value.isDeferred }
    }
  }
}
