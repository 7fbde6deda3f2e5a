/// Follows the brackets and strings of JSON text, piece by piece, to find where a value ends.
///
/// It checks nothing else: any bytes may be between the brackets.
package struct JSONBracketScanner {
  private var braces = 0
  private var brackets = 0
  /// The innermost open brackets, the last in the lowest bit; a set bit is a brace.
  private var innermost: UInt64 = 0
  private var innermostCount = 0
  private var isEscaped = false

  /// Whether a bracket closed one of the other kind: those left open in between count as closed.
  package private(set) var isMismatched = false

  /// Whether the text so far ends inside a string.
  package private(set) var isInString = false

  /// Whether everything that was opened is closed.
  package var isClosed: Bool { braces == 0 && brackets == 0 && !isInString }

  package init() {}

  /// Begins inside so many objects.
  package init(openBraces: Int) {
    for _ in 0..<openBraces { open(brace: 1) }
  }

  /// Why `advance` stopped.
  package enum Stop {
    /// After the bracket that closes the value.
    case closed
    /// After a line feed, in a string or not.
    case lineEnd
    /// After a closing bracket of a kind that is not open; it is ignored.
    case strayBracket
    /// No more bytes.
    case end
  }

  /// The bytes that have a meaning outside strings.
  private static let marks: [UInt8] = (0...255).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "\""): 1
    case UInt8(ascii: "{"): 2
    case UInt8(ascii: "}"): 3
    case UInt8(ascii: "["): 4
    case UInt8(ascii: "]"): 5
    case 0x0a: 6
    default: 0
    }
  }

  /// Continues at `position` and moves it past the byte at which it stopped.
  package mutating func advance(_ bytes: UnsafeRawBufferPointer, from position: inout Int) -> Stop {
    // A copy, so that the loop can keep it in registers.
    var state = self
    var index = position
    let stop = state.run(bytes, &index)
    self = state
    position = index
    return stop
  }

  @inline(__always)
  private mutating func run(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Stop {
    Self.marks.withUnsafeBufferPointer { marks in
      while true {
        if isInString {
          let stop = skipString(bytes, &index)
          if isInString { return stop }
        }
        var mark: UInt8 = 0
        while mark == 0 {
          guard index < bytes.count else { return .end }
          mark = marks[Int(bytes[index])]
          index += 1
        }
        switch mark {
        case 1: isInString = true
        case 2: open(brace: 1)
        case 4: open(brace: 0)
        case 6: return .lineEnd
        default:
          let brace = mark == 3 ? 1 : 0
          if (brace == 1 ? braces : brackets) == 0 { return .strayBracket }
          close(brace: brace)
          if braces == 0 && brackets == 0 { return .closed }
        }
      }
    }
  }

  /// Records an opening bracket, which is a brace (1) or not (0).
  @inline(__always)
  private mutating func open(brace: Int) {
    braces += brace
    brackets += 1 - brace
    innermost = innermost << 1 | UInt64(brace)
    innermostCount = min(innermostCount + 1, UInt64.bitWidth)
  }

  /// Records a closing bracket of a kind that is open, together with everything left open inside.
  ///
  /// Brackets nested more deeply than there are bits are assumed to match.
  @inline(__always)
  private mutating func close(brace: Int) {
    while innermostCount > 0 && innermost & 1 != UInt64(brace) {
      isMismatched = true
      drop(brace: 1 - brace)
    }
    drop(brace: brace)
  }

  @inline(__always)
  private mutating func drop(brace: Int) {
    braces -= brace
    brackets -= 1 - brace
    innermost >>= 1
    innermostCount = max(innermostCount - 1, 0)
  }

  /// Reads to the end of the string, of the line, or of the bytes.
  @inline(__always)
  private mutating func skipString(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Stop {
    while index < bytes.count {
      if isEscaped {
        isEscaped = false
        // A line feed is illegal even after a backslash.
        if bytes[index] != 0x0a { index += 1 }
        continue
      }
      while index + 8 <= bytes.count {
        let found = Self.notable(bytes, index)
        index += found == 0 ? 8 : found.trailingZeroBitCount / 8
        if found != 0 { break }
      }
      guard index < bytes.count else { return .end }
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        isInString = false
        return .end
      case UInt8(ascii: "\\"): isEscaped = true
      case 0x0a: return .lineEnd
      default: break
      }
    }
    return .end
  }

  /// The first of eight bytes that has a meaning inside a string, as the lowest bit that is set.
  @inline(__always)
  private static func notable(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
    let word = UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    return zeros(word ^ repeated("\"")) | zeros(word ^ repeated("\\"))
      | zeros(word ^ repeated("\n"))
  }

  @inline(__always)
  private static func repeated(_ character: Unicode.Scalar) -> UInt64 {
    UInt64(UInt8(ascii: character)) &* 0x0101_0101_0101_0101
  }

  /// The high bit of each byte that is zero; bits above the first may be wrong because of carries.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
