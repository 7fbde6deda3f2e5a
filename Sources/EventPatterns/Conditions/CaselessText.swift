/// A string that is compared without regard to case, as in `equals-ignore-case`.
///
/// Each of its characters has two spellings, its full lowercase and its full uppercase mapping, and a value must
/// consist of such spellings. This is not symmetric: "straße" accepts "STRASSE", but "STRASSE" does not accept
/// "straße". Characters beyond U+FFFF are equal only to themselves.
public struct CaselessText: Hashable, Sendable {
  /// The string as written in the pattern.
  public let text: [UInt8]
  private let characters: [Character]

  private struct Character: Hashable {
    let lower: [UInt8]
    let upper: [UInt8]

    init(_ scalar: Unicode.Scalar) {
      let properties = scalar.properties
      let isBeyond = scalar.value > 0xffff
      lower = Array((isBeyond ? String(scalar) : properties.lowercaseMapping).utf8)
      upper = Array((isBeyond ? String(scalar) : properties.uppercaseMapping).utf8)
    }
  }

  public init(_ text: [UInt8]) {
    self.text = text
    characters = String(decoding: text, as: UTF8.self).unicodeScalars.map(Character.init)
  }

  func equals(_ value: UnsafeRawBufferPointer) -> Bool { endOfPrefix(value) == value.count }

  func isPrefix(of value: UnsafeRawBufferPointer) -> Bool { endOfPrefix(value) != nil }

  func isSuffix(of value: UnsafeRawBufferPointer) -> Bool {
    var position = value.count
    for character in characters.reversed() {
      if value.starts(with: character.lower, at: position - character.lower.count) {
        position -= character.lower.count
      } else if value.starts(with: character.upper, at: position - character.upper.count) {
        position -= character.upper.count
      } else {
        return false
      }
    }
    return true
  }

  /// The position in the value after the string, if the value begins with it; neither spelling of a character is a
  /// prefix of the other.
  private func endOfPrefix(_ value: UnsafeRawBufferPointer) -> Int? {
    var position = 0
    for character in characters {
      if value.starts(with: character.lower, at: position) {
        position += character.lower.count
      } else if value.starts(with: character.upper, at: position) {
        position += character.upper.count
      } else {
        return nil
      }
    }
    return position
  }
}
