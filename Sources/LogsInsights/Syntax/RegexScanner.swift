/// Cuts a regular expression into the elements whose legality has to be checked.
struct RegexScanner {
  struct Element {
    let kind: Kind
    let range: Range<Int>

    /// Whether the element opens a group that captures.
    var captures: Bool { kind == .group(.plain) || kind == .group(.named) }
  }

  enum Kind: Equatable {
    case character
    case escape(UInt8)
    /// A whole `[…]`.
    case characterClass
    case group(Group)
    case groupEnd
    case alternation
    case quantifier
    /// An element that the language does not have, by its name.
    case unsupported(String)
    /// Text that is not a regular expression, by what it has.
    case malformed(String)
  }

  enum Group: Equatable {
    case plain, named, nonCapturing
    /// `(?i)`, which holds to the end of the group around it.
    case flags
  }

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func next() -> Element? {
    guard offset < bytes.count else { return nil }
    let start = offset
    let kind = scan()
    return Element(kind: kind, range: start..<offset)
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skip(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard bytes[offset...].starts(with: wanted) else { return false }
    offset += wanted.count
    return true
  }

  private mutating func scan() -> Kind {
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case UInt8(ascii: "\\"): return escape()
    case UInt8(ascii: "["): return characterClass()
    case UInt8(ascii: "("): return group()
    case UInt8(ascii: ")"): return .groupEnd
    case UInt8(ascii: "|"): return .alternation
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"): return quantifierEnd()
    case UInt8(ascii: "{"): return repetition()
    default: return .character
    }
  }

  private mutating func escape() -> Kind {
    guard let byte = current else { return .malformed("a backslash at its end") }
    offset += 1
    switch byte {
    case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "k"), UInt8(ascii: "g"):
      return .unsupported("a back-reference")
    case UInt8(ascii: "K"), UInt8(ascii: "G"), UInt8(ascii: "R"), UInt8(ascii: "X"),
      UInt8(ascii: "C"):
      return .unsupported("'\\\(Character(UnicodeScalar(byte)))'")
    case UInt8(ascii: "Q"):
      while offset < bytes.count, !skip("\\E") { offset += 1 }
      return .character
    case UInt8(ascii: "u"): return unicodeEscape()
    case UInt8(ascii: "x"), UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "o"):
      if skip("{") {
        while offset < bytes.count, !skip("}") { offset += 1 }
      }
      return .escape(byte)
    default: return .escape(byte)
    }
  }

  /// `\uXXXX`, whose `\u` has been read.
  private mutating func unicodeEscape() -> Kind {
    switch UnicodeEscape.read(bytes[(offset - 2)...]) {
    case .scalar(_, let length):
      offset += length - 2
      return .escape(UInt8(ascii: "u"))
    case .fault(let fault): return .malformed(fault)
    }
  }

  private mutating func characterClass() -> Kind {
    _ = skip("^")
    // A bracket right at the start stands for itself.
    _ = skip("]")
    while let byte = current {
      offset += 1
      switch byte {
      case UInt8(ascii: "]"): return .characterClass
      case UInt8(ascii: "\\"):
        if skip("Q") {
          while offset < bytes.count, !skip("\\E") { offset += 1 }
        } else if skip("u") {
          let kind = unicodeEscape()
          if case .malformed = kind { return kind }
        } else {
          offset = min(offset + 1, bytes.count)
        }
      case UInt8(ascii: "["):
        if skip(":") {
          while offset < bytes.count, !skip(":]") { offset += 1 }
        }
      default: break
      }
    }
    return .malformed("a '[' without its ']'")
  }

  private mutating func group() -> Kind {
    if skip("*") { return .unsupported("a control verb") }
    guard skip("?") else { return .group(.plain) }
    if skip("=") || skip("!") || skip("<=") || skip("<!") {
      return .unsupported("look-around")
    }
    if skip(">") { return .unsupported("an atomic group") }
    if skip("#") { return .unsupported("a comment") }
    if skip("(") { return .unsupported("a condition") }
    if skip("|") { return .unsupported("a branch reset") }
    if skip("P=") { return .unsupported("a back-reference") }
    if skip("&") || skip("R") || skip("P>") || current?.isDigit == true {
      return .unsupported("recursion")
    }
    if skip("P<") || skip("<") { return groupName(until: UInt8(ascii: ">")) }
    if skip("'") { return groupName(until: UInt8(ascii: "'")) }
    return flags()
  }

  private mutating func groupName(until end: UInt8) -> Kind {
    let start = offset
    while let byte = current, byte.isNameRest || byte == UInt8(ascii: ".") { offset += 1 }
    guard offset > start, current == end else { return .malformed("a group name with no end") }
    offset += 1
    return .group(.named)
  }

  private mutating func flags() -> Kind {
    while let byte = current {
      offset += 1
      switch byte {
      case UInt8(ascii: ":"): return .group(.nonCapturing)
      case UInt8(ascii: ")"): return .group(.flags)
      case UInt8(ascii: "i"), UInt8(ascii: "m"), UInt8(ascii: "s"), UInt8(ascii: "-"): continue
      default: return .unsupported("'(?\(Character(UnicodeScalar(byte)))'")
      }
    }
    return .malformed("a '(' without its ')'")
  }

  /// After a quantifier: `?` makes it lazy, `+` possessive.
  private mutating func quantifierEnd() -> Kind {
    if skip("+") { return .unsupported("a possessive quantifier") }
    _ = skip("?")
    return .quantifier
  }

  /// `{2}`, `{2,}`, `{2,5}`; any other brace stands for itself.
  private mutating func repetition() -> Kind {
    let start = offset
    guard let low = digits() else { return .character }
    var high: Int? = low
    if skip(",") { high = digits() }
    guard skip("}") else {
      offset = start
      return .character
    }
    if let high, high < low { return .malformed("a repetition that counts down") }
    if max(low, high ?? 0) > 1000 { return .malformed("a repetition above 1000") }
    return quantifierEnd()
  }

  private mutating func digits() -> Int? {
    let start = offset
    while let byte = current, byte.isDigit { offset += 1 }
    guard offset > start else { return nil }
    return Int(String(decoding: bytes[start..<offset], as: UTF8.self)) ?? Int.max
  }
}
