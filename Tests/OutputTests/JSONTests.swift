import Foundation
import Output
import Rows
import TestSupport
import Testing

@Suite struct JSONTests {
  /// Any text, valid UTF-8 or not, as JSONSerialization reads it back.
  @Test func anyTextReadsBack() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<3_000 {
      let bytes = Self.randomBytes(&random)
      let line = try writtenCell(.ndjson, bytes)
      #expect(line.filter { $0 == 0x0a }.count == 1, "seed \(seed)")
      let object = try JSONSerialization.jsonObject(with: Foundation.Data(line))
      let value = (object as? [String: Any])?["a"] as? String
      let expected = String(decoding: bytes, as: UTF8.self)
      #expect(value.map { Array($0.utf8) } == Array(expected.utf8), "seed \(seed)")
    }
  }

  /// Bytes in which quotes, controls, and the beginnings of characters are frequent.
  private static func randomBytes(_ random: inout SeededGenerator) -> [UInt8] {
    let special: [UInt8] = [
      0x00, 0x0a, 0x1f, 0x22, 0x5c, 0x7f, 0x80, 0xbf, 0xc2, 0xc3, 0xe0, 0xe2, 0xed, 0xef, 0xf0,
      0xf4, 0xf5, 0xff,
    ]
    let pieces = ["é", "漢", "🦆", "\u{202e}", "\u{85}", "\u{2028}", "plain text "]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      switch Int.random(in: 0...3, using: &random) {
      case 0: bytes.append(special.randomElement(using: &random) ?? 0)
      case 1: bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
      case 2: bytes.append(UInt8.random(in: 0x20...0x7e, using: &random))
      default: bytes.append(UInt8.random(in: .min ... .max, using: &random))
      }
    }
    return bytes
  }

  @Test func eachByteAtEachPlaceOfAWordIsSeen() throws {
    for byte in UInt8.min ... .max {
      for place in 0..<17 {
        var bytes = Array(repeating: UInt8(ascii: "x"), count: 17)
        bytes[place] = byte
        let line = try writtenCell(.ndjson, bytes)
        let isPlain = byte >= 0x20 && byte < 0x7f && byte != 0x22 && byte != 0x5c
        #expect((line == Array("{\"a\":\"".utf8) + bytes + Array("\"}\n".utf8)) == isPlain)
      }
    }
  }

  @Test func rowsReadBack() throws {
    let columns = ["text", "whole", "fraction", "blob", "nothing"]
    let rows: [[Cell]] = (0..<500).map { number in
      [
        .text("row \(number) \u{1}\u{2028}\"\\"), .integer(Int64(number) * 1_000_003),
        .real(Double(number) / 8), .blob([UInt8(number & 255)]), .null,
      ]
    }
    let array = try JSONSerialization.jsonObject(
      with: Foundation.Data(written(.json, columns, rows)))
    let objects = try #require(array as? [[String: Any]])
    let lines = try text(.ndjson, columns, rows).split(separator: "\n")
    #expect(objects.count == 500)
    #expect(lines.count == 500)
    for (number, object) in objects.enumerated() {
      #expect(Set(object.keys) == ["text", "whole", "fraction", "blob"])
      #expect(object["text"] as? String == "row \(number) \u{1}\u{2028}\"\\")
      #expect((object["whole"] as? NSNumber)?.int64Value == Int64(number) * 1_000_003)
      #expect((object["fraction"] as? NSNumber)?.doubleValue == Double(number) / 8)
      let line = try JSONSerialization.jsonObject(with: Foundation.Data(lines[number].utf8))
      #expect(object as NSDictionary == line as? NSDictionary)
    }
  }

  @Test func controlCharactersAreEscaped() throws {
    #expect(
      try text(
        .ndjson, ["a\u{1b}"], [[.text("\u{0}\u{8}\u{c}\r\u{1b}\u{7f}\u{9b}\u{202e}\u{2066}")]])
        == "{\"a\\u001b\":\"\\u0000\\b\\f\\r\\u001b\\u007f\\u009b\\u202e\\u2066\"}\n")
  }
}
