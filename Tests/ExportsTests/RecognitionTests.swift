import Testing

@testable import Exports

@Suite("Recognising what content is")
struct RecognitionTests {
  private func recognize(_ bytes: [UInt8]) -> Recognition {
    bytes.withUnsafeBytes { Recognition($0) }
  }

  @Test(arguments: [
    ("PAR1\u{15}\u{4}", RefusedFormat.parquet), ("Obj\u{1}\u{4}avro.schema", .avro),
    ("ORC\u{8}", .orc),
    ("SQLite format 3\u{0}\u{10}", .sqlite),
    ("%PDF-1.7", .pdf), ("GIF89a", .image),
  ])
  func refusedFormats(_ content: String, _ format: RefusedFormat) throws {
    for content in format.isText ? [content, "\u{feff}" + content] : [content] {
      for bytes in [Array(content.utf8), GzipWriter.member(content)] {
        let reading = try read(bytes)
        #expect(reading.error?.reason == .refused(format))
        #expect(reading.records.isEmpty)
      }
    }
  }

  @Test(arguments: [
    ([0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59], RefusedFormat.snappy),
    ([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00], .snappy),
    ([0xff, 0xfe, 0x7b, 0x00, 0x22, 0x00], .utf16), ([0xfe, 0xff, 0x00, 0x7b], .utf16),
    ([0x7b, 0, 0x22, 0, 0x61, 0, 0x22, 0], .utf16), ([0, 0x7b, 0, 0x22, 0, 0x61, 0, 0x22], .utf16),
    ([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0], .utf32), ([0, 0, 0, 0x7b, 0, 0, 0, 0x22], .utf32),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4], .sevenZip), ([0x04, 0x22, 0x4d, 0x18, 1], .lz4),
    (Array("Rar!".utf8) + [0x1a, 7, 1, 0], .rar), ([0x1f, 0x9d, 0x90], .compress),
    ([0x7f, 0x45, 0x4c, 0x46, 2], .program), ([0xff, 0xd8, 0xff, 0xe0], .image),
    ([0, 0, 0, 12, 0, 0, 0, 14, 12, 44] + Array("hello, hello".utf8), .snappy),
  ])
  func refusedMagicNumbers(_ bytes: [UInt8], _ format: RefusedFormat) throws {
    #expect(try read(bytes).error?.reason == .refused(format))
  }

  @Test(arguments: [
    "{\"detail-type\":\"x\",\"events\":[],\"searchedLogStreams\":[],\"Messages\":[{\"Body\":1}]}",
    "{\"detail\":{\"events\":[],\"tasks\":[]},\"results\":1,\"message\":\"m\",\"timestamp\":1}",
    "[{\"detail-type\":\"x\",\"@message\":1}]", "{\"taskArn\":\"a\",\"lastStatus\":\"STOPPED\"}",
    "{}", "[]", "[[", "{]",
    "[{\"Type\":\"a\"}]", "{\"\":[\"x\"]}", "[1,\"x\"]", "{'version': '0'}", "{\"events\":\"x\"}",
    "{\"a\":\"\\\"messageType\\\"",
    "[1]",
    "x\n{\"a\":1}",
  ])
  func bareEvents(_ content: String) {
    #expect(recognize(Array(content.utf8)) == .shape(.bareEvents))
  }

  @Test(arguments: ["Permission Check Successful", "Permission Check Successful\n"])
  func writeTest(_ content: String) throws {
    for bytes in [Array(content.utf8), GzipWriter.member(content)] {
      let reading = try read(bytes)
      #expect(reading.summary?.shape == .writeTest)
      #expect(reading.records.isEmpty && reading.warnings.isEmpty)
    }
    #expect(try read("Permission Check Successful but more").error != nil)
  }

  @Test(arguments: ["", " \n\r\n\t", "\u{feff}"])
  func emptyContent(_ content: String) throws {
    for bytes in [Array(content.utf8), GzipWriter.member(content)] {
      let reading = try read(bytes)
      #expect(reading.summary?.shape == .empty)
      #expect(reading.summary?.bytesOut == Int64(content.utf8.count))
      #expect(reading.error == nil)
    }
  }

  @Test func unknownContentIsShown() throws {
    let reading = try read(
      [0x01, 0x0a, 0x41, 0x22, 0x5c, 0xff] + Array(repeating: 0x7a, count: 200))
    let shown = "\\x01\\nA\\\"\\\\\\xff" + String(repeating: "z", count: 6)
    #expect(reading.error?.reason == .unknownFormat(beginning: shown))
    #expect(
      reading.error?.description
        == "test: unrecognized format; it begins with \"\(shown)\"")
    #expect(try read("# Readme\n\nText\n{\n}\n").error != nil)
    #expect(try read("2020-06-05T12:17:11Z {\"a\":1}\n").error != nil)
  }

  @Test func refusalsNameTheFormatAndSayWhatIsRead() {
    for format in RefusedFormat.allCases {
      let text = ExportError("a/b.gz", .refused(format)).description
      #expect(text == "a/b.gz: is \(format.name)" + (format.hint.map { "; \($0)" } ?? ""))
      #expect(!text.hasSuffix("."))
    }
    #expect(
      ExportError("x", .refused(.utf16)).description
        == "x: is text in UTF-16; convert it with iconv -f UTF-16 -t UTF-8")
  }
}

extension RefusedFormat {
  fileprivate var isText: Bool {
    switch self {
    case .s3Error, .xml, .webPage, .cliError, .yaml, .cliTable, .markdownTable, .taskText,
      .messageText, .taskColumns, .listOfTasks, .insightsColumns, .athenaStructs, .csvRow:
      true
    default: false
    }
  }
}
