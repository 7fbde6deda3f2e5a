/// The place of a field in an event: the names on the way down, joined by dots.
///
/// Positions of arrays are not part of it, and only the joined text counts: `a.b` is the field `b` of `a` as well as
/// the field `a.b`. Paths are equal byte for byte, and in the order of their UTF-16 units.
public struct PatternPath: Sendable {
  /// The path as UTF-8.
  public let utf8: [UInt8]

  /// The path of a joined text.
  public init(_ text: some StringProtocol) { utf8 = Array(text.utf8) }

  init(utf8: [UInt8]) { self.utf8 = utf8 }

  /// The path as text; compare paths, not this, as `String` takes other spellings for equal.
  public var text: String { String(decoding: utf8, as: UTF8.self) }
}

extension PatternPath: Hashable, Comparable, CustomStringConvertible {
  public static func < (left: PatternPath, right: PatternPath) -> Bool {
    left.text.utf16.lexicographicallyPrecedes(right.text.utf16)
  }

  public var description: String { text }
}
