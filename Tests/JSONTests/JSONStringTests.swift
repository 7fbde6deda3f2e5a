import JSON
import TestSupport
import Testing

struct JSONStringTests {
  private func unescape(_ source: String) -> [UInt8] {
    let out = ByteBuffer(capacity: 8)
    Array(source.utf8).withUnsafeBytes { JSONString.unescape($0, into: out) }
    return Array(out.bytes)
  }

  private func escape(_ text: [UInt8]) -> String {
    let out = ByteBuffer(capacity: 8)
    text.withUnsafeBytes { JSONString.escape($0, into: out) }
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("", ""), ("plain é 😀", "plain é 😀"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
    (#"\u0041\u00e9\u00E9\u20ac"#, "Aéé€"), (#"\u0000\u001f\u007f"#, "\u{0}\u{1f}\u{7f}"),
    (#"\ud83d\ude00\uD83D\uDE00"#, "😀😀"), (#"\ud800"#, "\u{fffd}"), (#"\udc00"#, "\u{fffd}"),
    (#"\ud800x"#, "\u{fffd}x"), (#"\ud800\u0041"#, "\u{fffd}A"),
    (#"\ud83d\ud83d\ude00"#, "\u{fffd}😀"), (#"\udc00\ud800"#, "\u{fffd}\u{fffd}"),
    (#"\ud800\n"#, "\u{fffd}\n"), (#"e\u0301"#, "e\u{301}"), (#"\uffff\ufeff"#, "\u{ffff}\u{feff}"),
  ])
  func unescapes(source: String, text: String) {
    #expect(unescape(source) == Array(text.utf8))
  }

  @Test func escapesAsLittleAsPossible() {
    for byte in UInt8.min..<0x80 {
      let source = escape([byte])
      let mustEscape = byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      #expect((source.utf8.count > 1) == mustEscape)
      #expect(unescape(source) == [byte])
    }
    #expect(escape(Array("\u{1f}\n/é\u{2028}😀".utf8)) == "\\u001f\\n/é\u{2028}😀")
  }

  @Test func textsComeBack() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      var text = ""
      for _ in 0..<random.below(12) {
        let scalar = Unicode.Scalar(
          UInt32(random.below(random.pick([0x30, 0x80, 0x800, 0x11_0000]))))
        if let scalar { text.unicodeScalars.append(scalar) }
      }
      #expect(unescape(escape(Array(text.utf8))) == Array(text.utf8))
      #expect(escape(Array(text.utf8)).utf8.elementsEqual(JSONSource.escaped(text).utf8))
    }
  }
}
