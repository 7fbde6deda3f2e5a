/// Finds the comments and string literals of Swift source; interpolations are left out.
struct SwiftProse {
  private let source: [UInt8]
  private let hasStrings: Bool
  private var position = 0
  private var line = 1
  private(set) var pieces: [Prose.Piece] = []

  init(_ source: String, hasStrings: Bool) {
    self.source = Array(source.utf8)
    self.hasStrings = hasStrings
    readCode(isInterpolation: false)
  }

  private func hasPrefix(_ text: String) -> Bool { source[position...].starts(with: text.utf8) }

  private mutating func readCode(isInterpolation: Bool) {
    var depth = 0
    while position < source.count {
      if hasPrefix("//") {
        readComment()
      } else if let delimiter = delimiter() {
        readString(delimiter)
      } else {
        switch source[position] {
        case UInt8(ascii: "\n"): line += 1
        case UInt8(ascii: "(") where isInterpolation: depth += 1
        case UInt8(ascii: ")") where isInterpolation:
          if depth == 0 { return }
          depth -= 1
        default: break
        }
        position += 1
      }
    }
  }

  private mutating func readComment() {
    let end = source[position...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
    note(source[position..<end])
    position = end
  }

  /// The number signs and quotes that begin a string here; nil if none does.
  private func delimiter() -> (signs: Int, isMultiline: Bool)? {
    let signs = source[position...].prefix { $0 == UInt8(ascii: "#") }.count
    let quotes = source[(position + signs)...].prefix { $0 == UInt8(ascii: "\"") }.count
    return quotes == 0 ? nil : (signs, quotes >= 3)
  }

  private mutating func readString(_ delimiter: (signs: Int, isMultiline: Bool)) {
    let signs = String(repeating: "#", count: delimiter.signs)
    let quote = delimiter.isMultiline ? "\"\"\"" : "\""
    position += delimiter.signs + quote.utf8.count
    var text: [UInt8] = []
    while position < source.count, !hasPrefix(quote + signs) {
      let byte = source[position]
      if hasPrefix("\\" + signs) {
        position += 1 + delimiter.signs
        readEscape()
        text.append(UInt8(ascii: " "))
      } else {
        if byte == UInt8(ascii: "\n") {
          noteString(text)
          text = []
          line += 1
        } else {
          text.append(byte)
        }
        position += 1
      }
    }
    noteString(text)
    position += quote.utf8.count + delimiter.signs
  }

  /// Reads what follows a backslash: an interpolation as code, else one character.
  private mutating func readEscape() {
    guard position < source.count else { return }
    if source[position] == UInt8(ascii: "(") {
      position += 1
      readCode(isInterpolation: true)
    } else if source[position] == UInt8(ascii: "\n") {
      line += 1
    }
    position += 1
  }

  private mutating func noteString(_ text: [UInt8]) {
    if hasStrings { note(text[...]) }
  }

  private mutating func note(_ text: ArraySlice<UInt8>) {
    pieces.append(
      Prose.Piece(line: line, text: Prose.withoutCode(String(decoding: text, as: UTF8.self))))
  }
}
