import Testing

@testable import Verdicts

@Suite struct ReasonTextTests {
  private func normalized(_ bytes: [UInt8]) -> String {
    var result = Array("what was there before".utf8)
    bytes.withUnsafeBytes { ReasonNormalizer.normalize($0, into: &result) }
    return String(decoding: result, as: UTF8.self)
  }

  @Test func textsArePrepared() {
    #expect(normalized([]) == "")
    #expect(normalized([0x20, 0x0A]) == "")
    #expect(normalized(Array(" A\t\n\u{0B}\u{0C}\r Z ".utf8)) == "a z")
    #expect(normalized(Array("@AMZ[`amz{0".utf8)) == "@amz[`amz{0")
    #expect(normalized(Array("‘don’t’".utf8)) == "'don't'")
    #expect(normalized(Array("Ä…“K”".utf8)) == "?????" + "???k???")
    #expect(normalized([0xE2, 0x80]) == "??")
    #expect(normalized([0xE2, 0x80, 0x41]) == "??a")
    #expect(normalized([0xE2, 0xE2, 0x80, 0x99]) == "?'")
    #expect(normalized([0xE2, 0x80, 0x9A]) == "???")
    #expect(normalized([0x00, 0x1F, 0x7F]) == "\u{00}\u{1F}\u{7F}")
  }
}
