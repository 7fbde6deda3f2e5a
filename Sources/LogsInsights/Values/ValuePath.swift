/// A path into a map or list, as the SQL functions take it: ``.user.`odd key`[0]``.
package struct ValuePath: Sendable {
  package let steps: [FieldPath.Step]

  package init(_ steps: [FieldPath.Step]) {
    self.steps = steps
  }

  package var text: String { FieldPath.text(of: steps[...]) }

  /// Reads the text of a path.
  package init(text: String) {
    var steps: [FieldPath.Step] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.popFirst() {
      if first == UInt8(ascii: "[") {
        steps.append(.index(Int(Self.take(&rest, until: UInt8(ascii: "]"))) ?? 0))
        rest = rest.dropFirst()
      } else if rest.first == UInt8(ascii: "`") {
        rest = rest.dropFirst()
        steps.append(.name(Self.take(&rest, until: UInt8(ascii: "`"))))
        rest = rest.dropFirst()
      } else {
        let name = rest.prefix(while: \.isNameRest)
        steps.append(.name(String(decoding: name, as: UTF8.self)))
        rest = rest[name.endIndex...]
      }
    }
    self.steps = steps
  }

  /// Reads a path that stands in quotes: `user.name`, `items[0].id`.
  init(quoted text: String) {
    var steps: [FieldPath.Step] = []
    for part in text.split(separator: ".") {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      if let name = pieces.first, !name.isEmpty { steps.append(.name(String(name))) }
      for piece in pieces.dropFirst() {
        let digits = piece.prefix { $0 != "]" }
        steps.append(Int(digits).map { .index($0) } ?? .name(String(digits)))
      }
    }
    self.steps = steps
  }

  private static func take(_ rest: inout ArraySlice<UInt8>, until end: UInt8) -> String {
    let taken = rest.prefix { $0 != end }
    rest = rest[taken.endIndex...]
    return String(decoding: taken, as: UTF8.self)
  }
}
