/// A path into a map or list, as the SQL functions take it: ``.user.`odd key`[0]``.
///
/// In backticks, two of them stand for one.
public struct ValuePath: Sendable {
  public let steps: [FieldPath.Step]

  public init(_ steps: [FieldPath.Step]) {
    self.steps = steps
  }

  public var text: String {
    let escaped = steps.map { step in
      guard case .name(let name) = step else { return step }
      let pieces = name.split(separator: "`", omittingEmptySubsequences: false)
      return .name(pieces.joined(separator: "``"))
    }
    return FieldPath.text(of: escaped[...])
  }

  /// Reads the text of a path.
  public init(text: String) {
    var steps: [FieldPath.Step] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.popFirst() {
      if first == UInt8(ascii: "[") {
        let digits = rest.prefix(while: \.isDigit)
        steps.append(.index(Int(String(decoding: digits, as: UTF8.self)) ?? 0))
        rest = rest[digits.endIndex...].dropFirst()
      } else if rest.first == UInt8(ascii: "`") {
        rest = rest.dropFirst()
        steps.append(.name(Self.takeQuoted(&rest)))
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

  /// Takes a name up to its closing backtick, and that one.
  private static func takeQuoted(_ rest: inout ArraySlice<UInt8>) -> String {
    let backtick = UInt8(ascii: "`")
    var name: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == backtick {
        guard rest.first == backtick else { break }
        rest = rest.dropFirst()
      }
      name.append(byte)
    }
    return String(decoding: name, as: UTF8.self)
  }
}
