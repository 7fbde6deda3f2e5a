/// A message for people, in addition to the data.
package struct Notice: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case error, warning, note
  }

  package let kind: Kind
  package let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}
