/// A string in which `*` stands for any characters, `\*` for an asterisk and `\\` for a backslash.
public struct WildcardText: Hashable, Sendable {
  /// The string as written in the pattern.
  public let text: [UInt8]
  /// The literal parts before, between and after the asterisks, with their escapes resolved; one if there is no
  /// asterisk.
  public let parts: [[UInt8]]

  /// Why a string is not valid, and after how many bytes.
  enum Fault: Error, Equatable {
    case consecutiveStars(Int)
    case escape(Int)
  }

  init(_ text: [UInt8]) throws(Fault) {
    let (star, backslash) = (UInt8(ascii: "*"), UInt8(ascii: "\\"))
    var parts: [[UInt8]] = [[]]
    var position = 0
    while position < text.count {
      let next = position + 1 < text.count ? text[position + 1] : nil
      switch text[position] {
      case star:
        guard next != star else { throw .consecutiveStars(position) }
        parts.append([])
      case backslash:
        guard let next, next == star || next == backslash else { throw .escape(position) }
        parts[parts.count - 1].append(next)
        position += 1
      case let byte: parts[parts.count - 1].append(byte)
      }
      position += 1
    }
    self.text = text
    self.parts = parts
  }

  /// Whether the whole value matches; each part is matched at its first occurrence.
  func accepts(_ value: UnsafeRawBufferPointer) -> Bool {
    let last = parts.count - 1
    guard last > 0 else { return value.equals(parts[0]) }
    guard value.hasPrefix(parts[0]) else { return false }
    var position = parts[0].count
    for part in parts[1..<last] {
      guard let found = value.firstPosition(of: part, from: position) else { return false }
      position = found + part.count
    }
    return value.count - position >= parts[last].count && value.hasSuffix(parts[last])
  }
}
