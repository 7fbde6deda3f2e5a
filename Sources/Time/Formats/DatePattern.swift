/// The pattern of `parseDate`: Java's DateTimeFormatter in English, `yyyy-MM-dd'T'HH:mm:ss.SSSX`.
package struct DatePattern {
  enum Element: Equatable {
    case literal(UInt8)
    /// The same letter so many times.
    case field(UInt8, count: Int)
    /// What is wrong here.
    case fault(String)
  }

  private var rest: Slice<UnsafeRawBufferPointer>
  private var isQuoted = false

  init(_ pattern: UnsafeRawBufferPointer) {
    rest = pattern[...]
  }

  /// What is wrong with a pattern, if anything is.
  package static func fault(in pattern: String) -> String? {
    var pattern = pattern
    return pattern.withUTF8 { bytes in
      var elements = DatePattern(UnsafeRawBufferPointer(bytes))
      while let element = elements.next() {
        if case .fault(let fault) = element { return fault }
      }
      return nil
    }
  }

  mutating func next() -> Element? {
    let quote = UInt8(ascii: "'")
    guard let byte = rest.popFirst() else {
      guard isQuoted else { return nil }
      isQuoted = false
      return .fault("a quote of the pattern has no end")
    }
    if byte == quote {
      // Two quotes are a quote, inside of quotes as well as outside.
      if rest.first == quote {
        rest.removeFirst()
        return .literal(quote)
      }
      isQuoted.toggle()
      return next()
    }
    if isQuoted { return .literal(byte) }
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      let others = rest.prefix { $0 == byte }
      rest = rest.dropFirst(others.count)
      return field(byte, count: others.count + 1)
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "#"):
      return .fault("'\(Character(UnicodeScalar(byte)))' stands outside of quotes in the pattern")
    default: return .literal(byte)
    }
  }

  private func field(_ letter: UInt8, count: Int) -> Element {
    let isLegal =
      switch letter {
      case UInt8(ascii: "y"), UInt8(ascii: "u"): [1, 2, 4].contains(count)
      case UInt8(ascii: "M"), UInt8(ascii: "L"), UInt8(ascii: "E"), UInt8(ascii: "z"): count <= 4
      case UInt8(ascii: "d"), UInt8(ascii: "H"), UInt8(ascii: "k"), UInt8(ascii: "h"),
        UInt8(ascii: "K"), UInt8(ascii: "m"), UInt8(ascii: "s"):
        count <= 2
      case UInt8(ascii: "D"), UInt8(ascii: "X"), UInt8(ascii: "x"): count <= 3
      case UInt8(ascii: "Z"): count <= 3 || count == 5
      case UInt8(ascii: "S"): count <= 9
      case UInt8(ascii: "a"): count == 1
      default: false
      }
    if isLegal { return .field(letter, count: count) }
    let text = String(repeating: Character(UnicodeScalar(letter)), count: min(count, 20))
    return .fault("'\(text)' is not part of a date pattern")
  }
}
