/// The path of a field in an event: the names of its members, joined by dots.
///
/// Array positions are not part of it, and only the joined text counts: `a.b` is the field `b` of `a` as well as the
/// field `a.b`. Paths are compared byte for byte, and sorted by UTF-16 code units.
public struct PatternPath: Sendable {
  /// The path as UTF-8.
  public let utf8: [UInt8]

  /// Creates a path from its joined text.
  public init(_ text: some StringProtocol) { utf8 = Array(text.utf8) }

  init(utf8: [UInt8]) { self.utf8 = utf8 }

  /// The path as a string; compare paths, not strings, because `String` considers other spellings equal.
  public var text: String { String(decoding: utf8, as: UTF8.self) }
}

extension PatternPath: Hashable, Comparable, CustomStringConvertible {
  public static func < (left: PatternPath, right: PatternPath) -> Bool {
    left.text.utf16.lexicographicallyPrecedes(right.text.utf16)
  }

  public var description: String { text }
}
