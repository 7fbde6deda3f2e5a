/// A value of a document that is printed as YAML, JSON or HCL: those of JSON, and what an infrastructure tool works out
/// when it deploys.
package indirect enum DocumentValue: Hashable, Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([DocumentValue])
  case object([DocumentMember])
  /// The value of a parameter or the identity of a resource: `Ref` in CloudFormation, an expression in HCL.
  case reference(String)
  /// A text with `${…}` in it that the tool replaces: `Fn::Sub` in CloudFormation, a quoted template in HCL.
  case substitution(String)
  /// A document that travels as JSON text inside this one, such as a policy.
  case encoded([DocumentMember])
}

/// A name and its value in an object.
package struct DocumentMember: Hashable, Sendable {
  package var name: String
  package var value: DocumentValue
  /// What a reader should know, a line each; formats without comments leave it out.
  package var comment: [String] = []

  package init(_ name: String, _ value: DocumentValue, comment: [String] = []) {
    self.name = name
    self.value = value
    self.comment = comment
  }
}

extension DocumentValue {
  /// A list of texts.
  package static func texts(_ texts: [String]) -> DocumentValue { .list(texts.map { .text($0) }) }

  /// Whether something in it is replaced when it is deployed.
  package var isDeferred: Bool {
    switch self {
    case .text, .number, .flag: false
    case .reference, .substitution: true
    case .list(let items): items.contains(where: \.isDeferred)
    case .object(let members), .encoded(let members): members.contains { $0.value.isDeferred }
    }
  }
}
