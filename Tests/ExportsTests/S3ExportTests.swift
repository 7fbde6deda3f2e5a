import Testing

@testable import Exports

@Suite("CloudWatch Logs export to S3")
struct S3ExportTests {
  private let first = "2020-06-05T12:17:11.000Z "
  private let second = "2020-06-05T12:17:12.345Z "
  private let firstTime: Int64 = 1_591_359_431_000
  private let secondTime: Int64 = 1_591_359_432_345

  @Test func oneMessageALine() throws {
    let reading = try read("\(first){\"a\":1}\n\(second){\"b\":2}\n")
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":2}"])
    #expect(reading.records.map(\.loggedAt) == [firstTime, secondTime])
    #expect(
      reading.records.map(\.position) == [
        SourcePosition(line: 1, offset: 25), SourcePosition(line: 2, offset: 58),
      ])
    #expect(reading.flaws == [nil, nil])
    #expect(reading.summary?.shape == .s3Export)
    #expect(reading.summary?.bytesOut == 66)
  }

  @Test func noFinalLineEnd() throws {
    let reading = try read("\(first){\"a\":1}\n\(second){\"b\":2}")
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":2}"])
    #expect(reading.flaws == [nil, nil])
  }

  @Test func messageOfSeveralLines() throws {
    let message = "{\n  \"a\": [\n    1\n  ]\n}"
    let reading = try read("\(first)\(message)\n\(second)\(message)\n")
    #expect(reading.texts == [message, message])
    #expect(reading.records.map(\.position.line) == [1, 6])
  }

  @Test func lineEndsAfterAMessageAreNoPartOfIt() throws {
    let reading = try read("\(first){\"a\":1}\n\n\r\n\(second){\"b\":\r\n2}\r\n")
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":\r\n2}"])
    #expect(reading.records.map(\.position.line) == [1, 4])
  }

  @Test func messagesThatAreNoJSON() throws {
    let reading = try read(
      "\(first)hello \(second)\n at line two\n\(second)\n\(first)[x\n\(second)y")
    #expect(reading.texts == ["hello \(second)\n at line two", "", "[x", "y"])
    #expect(reading.records.map(\.loggedAt) == [firstTime, secondTime, firstTime, secondTime])
    #expect(reading.flaws == [nil, nil, nil, nil])
  }

  @Test(arguments: [
    "2020-13-05T12:17:11.000Z ", "2020-06-31T12:17:11.000Z ", "2021-02-29T12:17:11.000Z ",
    "2020-06-05T24:17:11.000Z ", "2020-06-05T12:60:11.000Z ", "2020-06-05T12:17:60.000Z ",
    "2020-06-05T12:17:11Z ", "2020-06-05 12:17:11.000Z ", "2020-06-05T12:17:11.000Z\t",
    "2020-06-05T12:17:11.000000+00:00 ", " 2020-06-05T12:17:11.000Z ", "2020-0a-05T12:17:11.000Z ",
    "2020-06-05T12:17:11.000Z",
  ])
  func lineThatLooksLikeATimestampBelongsToTheMessage(_ line: String) throws {
    let reading = try read("\(first)text\n\(line)\n\(second)x\n")
    #expect(reading.texts == ["text\n\(line)", "x"])
  }

  @Test func brokenJSONHarmsOnlyItself() throws {
    let reading = try read(
      "\(first){\"a\":\"\n\(second){\"b\":2}\n\(first){{{\n\(second)[1\n\(first){}\n")
    #expect(reading.texts == ["{\"a\":\"", "{\"b\":2}", "{{{", "[1", "{}"])
  }

  @Test func timestampBeforeJSONIsCertain() throws {
    let reading = try read("\(first){\"a\":\"x\n\(second){\"}\n\(first){\"b\":\"\n\(second)[\"}\n")
    #expect(reading.texts == ["{\"a\":\"x", "{\"}", "{\"b\":\"", "[\"}"])
  }

  @Test func brokenJSONBeforeTextHarmsOnlyItself() throws {
    let reading = try read("\(first){\"a\":\"\n\(second)one\n\(first)two\n\(second){\"b\":2}\n")
    #expect(reading.texts == ["{\"a\":\"", "one", "two", "{\"b\":2}"])
    #expect(reading.records.map(\.position.line) == [1, 2, 3, 4])
    let atEnd = try read("\(first){\"a\":\"\n\(second)one\n\(first)two\n")
    #expect(atEnd.texts == ["{\"a\":\"", "one", "two"])
  }

  @Test func timestampInsideAStringWithLineEnds() throws {
    let message = "{\"a\":\"log:\n\(second)inner\n\(first)again\n\"}"
    let reading = try read("\(first)\(message)\n\(second){\"b\":2}\n")
    #expect(reading.texts == [message, "{\"b\":2}"])
    #expect(reading.records.map(\.position.line) == [1, 5])
  }

  @Test func messageOfSeveralValues() throws {
    let message = "{\"a\":\"\n\(second)x\"} y\n{\"b\":\"\n\(first)z\"}"
    let reading = try read("\(first)\(message)\n\(second)tail\n")
    #expect(reading.texts == [message, "tail"])
  }

  @Test func contentCutInsideATimestamp() throws {
    for count in 1..<25 {
      let reading = try read("\(first){\"a\":1}\n\(second.prefix(count))")
      #expect(reading.texts == ["{\"a\":1}", String(second.prefix(count))])
      #expect(reading.flaws == [nil, .unterminated])
      #expect(reading.records.map(\.loggedAt) == [firstTime, nil])
    }
    let whole = try read("\(first){\"a\":1}\n\(second)")
    #expect(whole.records.map(\.loggedAt) == [firstTime, secondTime])
    // In plain text a number on the last line is not a timestamp.
    #expect(try read("\(first)text\n2020").texts == ["text\n2020"])
  }

  @Test func contentCutInsideAMessage() throws {
    let reading = try read("\(first){\"a\":1}\n\(second){\"a\":{\"b\":\"x")
    #expect(reading.texts == ["{\"a\":1}", "{\"a\":{\"b\":\"x"])
    #expect(reading.flaws == [nil, .unterminated])
  }

  @Test func contentCutInTheFirstTimestamp() throws {
    for count in 1...24 {
      let reading = try read(String(first.prefix(count)))
      #expect(reading.summary?.shape == .s3Export)
      #expect(reading.flaws == [.unterminated])
    }
  }

  @Test func textBeforeTheFirstTimestamp() throws {
    let reading = try read("rest of a message\"}\n\(first){\"a\":1}\n")
    #expect(reading.texts == ["rest of a message\"}", "{\"a\":1}"])
    #expect(reading.flaws == [.noTimestamp, nil])
    #expect(reading.records.map(\.loggedAt) == [nil, firstTime])
  }

  @Test func anyBytesSurvive() throws {
    let message: [UInt8] = [0x7b, 0x00, 0xff, 0xc3, 0x0d, 0x0a, 0xed, 0xa0, 0x80, 0x00, 0x7d]
    let reading = try read(Array(first.utf8) + message + [0x0a] + Array(second.utf8) + [0x00])
    #expect(reading.records.map(\.message) == [message, [0x00]])
  }

  @Test func tooLongRecords() throws {
    let long = "{\"a\":\"" + String(repeating: "x", count: 500) + "\"}"
    let content = "\(first){\"a\":1}\n\(second)\(long)\n more\n\(first){\"b\":2}\n\(second)\(long)"
    let reading = try read(content, recordBytesMax: 100)
    #expect(
      reading.texts == [
        "{\"a\":1}", String(long.prefix(100)), "{\"b\":2}", String(long.prefix(100)),
      ])
    #expect(reading.flaws == [nil, .tooLong, nil, .tooLong])
    #expect(reading.records.map(\.position.line) == [1, 2, 4, 5])
    let fits = try read(content, recordBytesMax: long.utf8.count + " more".utf8.count + 2)
    #expect(fits.flaws == [nil, nil, nil, nil])
  }

  @Test func timestampInsideAStringThatIsTooLong() throws {
    let filler = String(repeating: "x", count: 40)
    let reading = try read("\(first){\"a\":\"\n\(second)y\n\(filler)\"}\n", recordBytesMax: 70)
    #expect(reading.texts == ["{\"a\":\"", "y\n\(filler)\"}"])
  }

  @Test func tooLongRecordOfManyLines() throws {
    let lines = String(repeating: "line\n", count: 100)
    let reading = try read("\(first)\(lines)\(second){}\n", recordBytesMax: 50)
    #expect(reading.texts == [String(repeating: "line\n", count: 10).dropLast() + "", "{}"])
    #expect(reading.records.map(\.position.line) == [1, 101])
  }
}

@Suite("Timestamps of export lines")
struct LogTimestampTests {
  private func parse(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBytes { LogTimestamp.parse($0, at: 0) }
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00.000Z ", 0), ("1969-12-31T23:59:59.999Z ", -1),
    ("2000-02-29T00:00:00.000Z ", 951_782_400_000),
    ("2020-06-05T12:17:11.042Z ", 1_591_359_431_042),
    ("1900-03-01T00:00:00.000Z ", -2_203_891_200_000),
    ("9999-12-31T23:59:59.999Z ", 253_402_300_799_999),
    ("2100-03-01T00:00:00.001Z ", 4_107_542_400_001),
  ])
  func knownTimes(_ text: String, _ milliseconds: Int64) {
    #expect(parse(text) == milliseconds)
  }

  @Test func eachDayOfFourHundredYears() {
    var days: Int64 = 0
    for year in 1970..<2370 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for (month, count) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        .enumerated()
      {
        for day in [1, count, count + 1] {
          let text = "\(year)-\(two(month + 1))-\(two(day))T00:00:00.000Z "
          let expected = day > count ? nil : (days + Int64(day) - 1) * 86_400_000
          #expect(parse(text) == expected, "\(text)")
        }
        days += Int64(count)
      }
    }
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  @Test func nonLeapCentury() {
    #expect(parse("2100-02-29T00:00:00.000Z ") == nil)
    #expect(parse("2100-02-00T00:00:00.000Z ") == nil)
  }
}
