/// A container's name, or a pattern of names: `*` stands for any characters, and case does not matter.
package struct NamePattern: Hashable, Sendable {
  /// The pattern in lower case.
  package let text: String
  private let bytes: [UInt8]

  /// Reads a pattern; `nil` if no name could match it, or every name would.
  init?(_ text: Substring) {
    let bytes = text.utf8.map(Self.lowercased)
    // The names that ECS gives to its own containers have a few more characters than those of task definitions.
    guard bytes.contains(where: { $0 != Self.star }), bytes.count <= 255,
      bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"!,#\"'".utf8.contains($0) })
    else { return nil }
    self.bytes = bytes
    self.text = String(decoding: bytes, as: UTF8.self)
  }

  private static let star = UInt8(ascii: "*")

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// Whether the whole name matches.
  package func matches(_ name: UnsafeRawBufferPointer) -> Bool {
    var (at, position) = (0, 0)
    // The position of the last star, and how much of the name it has matched.
    var star: (at: Int, position: Int)?
    while position < name.count {
      if at < bytes.count, bytes[at] == Self.star {
        star = (at, position)
        at += 1
      } else if at < bytes.count, bytes[at] == Self.lowercased(name[position]) {
        (at, position) = (at + 1, position + 1)
      } else if let last = star {
        star = (last.at, last.position + 1)
        (at, position) = (last.at + 1, last.position + 1)
      } else {
        return false
      }
    }
    return bytes[at...].allSatisfy { $0 == Self.star }
  }
}
