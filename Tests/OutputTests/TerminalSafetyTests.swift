import Output
import Rows
import Testing

@Suite struct TerminalSafetyTests {
  @Test func aTableShowsControlsEscaped() throws {
    let nasty = "\u{1b}[31mred\u{7}\u{9b}0m\u{7f}\u{202e}\u{2069}\u{2028}\r\n\tend"
    #expect(
      try text(.table, ["a\u{1b}"], [[.text(nasty)]]).split(separator: "\n").map(String.init) == [
        "a\\u001b", String(repeating: "─", count: 60),
        "\\u001b[31mred\\u0007\\u009b0m\\u007f\\u202e\\u2069\\u2028\\r\\n\\tend",
      ])
  }

  @Test func noByteOfATextReachesTheTerminalAsACommand() throws {
    for byte in UInt8.min ... .max {
      for format in [OutputFormat.table, .json, .ndjson] {
        let output = try writtenCell(format, [0x61, byte, 0x62])
        let text = try #require(String(validating: output, as: UTF8.self))
        for scalar in text.unicodeScalars where scalar != "\n" {
          #expect(scalar.value >= 0x20 && !(0x7f...0x9f).contains(scalar.value))
        }
      }
    }
  }

  @Test func invalidUTF8IsReplacedOrKept() throws {
    let broken: [UInt8] = [0x61, 0xff, 0xe2, 0x82, 0x62]
    #expect(
      try String(decoding: writtenCell(.table, broken), as: UTF8.self)
        == "a\n────\na\u{fffd}\u{fffd}b\n")
    #expect(
      try String(decoding: writtenCell(.ndjson, broken), as: UTF8.self)
        == "{\"a\":\"a\u{fffd}\u{fffd}b\"}\n")
    for format in [OutputFormat.csv, .tsv] {
      #expect(try writtenCell(format, broken) == Array("a\n".utf8) + broken + [0x0a])
    }
    #expect(
      try writtenCell(.markdown, broken) == Array("| a |\n| --- |\n| ".utf8) + broken
        + Array(" |\n".utf8))
  }

  @Test(arguments: [OutputFormat.tsv, .markdown, .table, .ndjson])
  func aRowIsALine(_ format: OutputFormat) throws {
    let nasty = (0...0x2fff).compactMap { Unicode.Scalar($0) }.map { "\(Character($0))" }.joined()
    let empty = try text(format, ["a"], [[.text("")]])
    let output = try text(format, ["a"], [[.text(nasty + "\r\n\n\r")]])
    #expect(output.utf8.filter { $0 == 0x0a }.count == empty.utf8.filter { $0 == 0x0a }.count)
    #expect(!output.utf8.contains(0x0d))
  }
}
