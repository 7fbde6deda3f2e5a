/// Finds what reasons have in common that differ only in ids, numbers, addresses, images and resource names.
package enum ReasonPattern {
  /// Replaces the parts of a reason that differ from case to case with `*`.
  package static func make(from text: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, !isBoundary(text[end]) { end += 1 }
      if end > start { appendToken(UnsafeRawBufferPointer(rebasing: text[start..<end]), to: &out) }
      if end < text.count { out.append(text[end]) }
      start = end + 1
    }
    return out
  }

  /// Whether a byte separates tokens.
  private static func isBoundary(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: ";"):
      true
    default: false
    }
  }

  private static func appendToken(_ token: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    // A colon or full stop at the end belongs to the sentence.
    let tail = token.last == UInt8(ascii: ":") || token.last == UInt8(ascii: ".") ? 1 : 0
    let word = UnsafeRawBufferPointer(rebasing: token.dropLast(tail))
    if isImage(word) {
      out.append(UInt8(ascii: "*"))
    } else if word.starts(with: "arn:".utf8) {
      // The resource's type is kept, its name is replaced.
      let cut = word.firstIndex(of: UInt8(ascii: "/")) ?? word.count
      appendWords(UnsafeRawBufferPointer(rebasing: word[..<cut]), to: &out)
      if cut < word.count { out.append(contentsOf: "/*".utf8) }
    } else {
      appendWords(word, to: &out)
    }
    out.append(contentsOf: token.suffix(tail))
  }

  /// Whether a word is `<account>.dkr.ecr.<region>.amazonaws.com/<name>:<tag>`.
  private static func isImage(_ word: UnsafeRawBufferPointer) -> Bool {
    word.indices.contains {
      word[$0] == UInt8(ascii: ".") && word[$0...].starts(with: ".dkr.ecr.".utf8)
    }
  }

  /// Replaces each run of letters, digits, `-`, `_` and `.` that looks like an id: one that has a digit and at
  /// least six characters, or only digits, dots and dashes.
  private static func appendWords(_ text: UnsafeRawBufferPointer, to out: inout [UInt8]) {
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, isWordByte(text[end]) { end += 1 }
      if end == start {
        out.append(text[start])
        start += 1
        continue
      }
      let word = text[start..<end]
      if isID(word) { out.append(UInt8(ascii: "*")) } else { out.append(contentsOf: word) }
      start = end
    }
  }

  private static func isID(_ word: Slice<UnsafeRawBufferPointer>) -> Bool {
    let digits = word.count { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    let joints = word.count { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    return digits > 0 && (digits + joints == word.count || word.count >= 6)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }
}
