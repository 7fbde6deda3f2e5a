import Testing

@testable import Exports

@Suite("Bare events")
struct BareEventsTests {
  @Test func oneALineWithBlankLines() throws {
    let reading = try read("\n{\"a\":1}\n\n  \r\n{\"b\":2}\r\n\t{\"c\":3}")
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"])
    #expect(reading.records.map(\.position.line) == [2, 5, 6])
    #expect(reading.records.allSatisfy { $0.loggedAt == nil && $0.flaw == nil })
    #expect(reading.summary?.shape == .bareEvents)
  }

  @Test func prettyPrintedOneAfterAnother() throws {
    let event = "{\n    \"a\": {\n        \"b\": []\n    }\n}"
    let reading = try read("\(event)\n\(event)\(event)\r\n\r\n\(event)")
    #expect(reading.texts == [event, event, event, event])
    #expect(reading.flaws == [nil, nil, nil, nil])
  }

  @Test func concatenatedWithoutSeparator() throws {
    let events = [
      "{\"a\":\"}{\"}", "{\"b\":\"\\\\\"}", "{\"c\":\"\\\"}{\"}", "{}", "{\"d\":[{},{}]}",
    ]
    #expect(try read(events.joined()).texts == events)
    #expect(try read(events.joined(separator: "\t")).texts == events)
  }

  @Test func elementsOfArrays() throws {
    let reading = try read(
      "[{\"a\":1},\n {\"b\":[2]} , {}]\n[]\n[\n  {\"c\":3}\n]{\"d\":4}[{\"e\":5}]")
    #expect(
      reading.texts == ["{\"a\":1}", "{\"b\":[2]}", "{}", "{\"c\":3}", "{\"d\":4}", "{\"e\":5}"])
    #expect(reading.flaws.allSatisfy { $0 == nil })
    #expect(reading.warnings.isEmpty)
  }

  @Test func elementsThatAreNoObjects() throws {
    let reading = try read("[1 , \"a,]\\\"b\", null, [2, {}], tru\n, {\"a\":1}]")
    #expect(reading.texts == ["1", "\"a,]\\\"b\"", "null", "[2, {}]", "tru", "{\"a\":1}"])
    #expect(reading.flaws == Array(repeating: .notAnObject, count: 5) + [nil])
  }

  @Test func scalarsAndGarbageAreRecordsOfTheirOwn() throws {
    let reading = try read(
      "{\"a\":1}\n17\n\"text\"\n]\n},\nnot {json}\r\n{\"b\":2} rest\n{\"c\":3}\n")
    #expect(
      reading.texts == [
        "{\"a\":1}", "17", "\"text\"", "]", "},", "not {json}", "{\"b\":2}", "rest", "{\"c\":3}",
      ])
    #expect(
      reading.flaws == [
        nil, .notAnObject, .notAnObject, .notAnObject, .notAnObject, .notAnObject, nil,
        .notAnObject,
        nil,
      ])
  }

  @Test func lineEndInsideAString() throws {
    let reading = try read("{\"a\":1}\n{\"b\":\"x\n{\"c\":\"y\\\n{\"d\":4}\n")
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":\"x", "{\"c\":\"y\\", "{\"d\":4}"])
    #expect(reading.flaws == [nil, .lineBreakInString, .lineBreakInString, nil])
  }

  @Test(arguments: [
    "{", "{\"a\"", "{\"a\":", "{\"a\":[", "{\"a\":[{}", "{\"a\":[{},", "{\"a\":1,", "{\"a\":tru",
    "{\"a\":{\"b\":[[", "{\"a\":\"", "{\"a\":\"\\", "{\"a", "{\"a\":[1]", "{\"a\":1]", "{[}",
  ])
  func brokenLineDoesNotTakeItsNeighbours(_ broken: String) throws {
    for end in ["", "\n", "\r\n"] {
      let reading = try read("{\"before\":1}\n\(broken)\n{\"after\":1}\n{\"after\":2}\(end)")
      #expect(reading.texts == ["{\"before\":1}", broken, "{\"after\":1}", "{\"after\":2}"])
      #expect(reading.flaws.map { $0 == nil } == [true, false, true, true])
    }
    let several = try read("\(broken)\n\(broken)\n{\"after\":1}")
    #expect(several.texts == [broken, broken, "{\"after\":1}"])
  }

  @Test func brokenLineBeforeTheEnd() throws {
    let reading = try read("{\"a\":1}\n{\"b\":[{\"c\":2},")
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":[{\"c\":2},"])
    #expect(reading.flaws == [nil, .unterminated])
  }

  @Test func damagedPrettyPrintedObjectIsOneRecord() throws {
    let sound = "{\n  \"a\": {\n    \"b\": \"c\"\n  }\n}"
    for damaged in [
      "{\n  \"a\": {\n    \"b\": \"c\n  }\n}", "{\n  \"a\": {\n    \"b\": \"c\"\n}",
      "{\n  \"a\": {\n    \"b\": \"c\"", "{\n  \"a\": {\n    \"b\":",
      "{\n  \"a\": [\n    \"b\": {\n  }\n}",
      "{\n  \"a\": {\n    \"b\": [\"c\"\n  }\n}",
    ] {
      let reading = try read("\(sound)\n\(damaged)\n\(sound)\n\(sound)\n")
      #expect(reading.texts == [sound, damaged, sound, sound])
      #expect(reading.flaws.map { $0 == nil } == [true, false, true, true])
    }
  }

  @Test func damagedElementIsOneRecord() throws {
    let sound = "{\n    \"a\": 1\n  }"
    for damaged in [
      "{\n    \"a\": \"1\n  }", "{\n    \"a\": [\n  }", "{\n    \"a\": {", "{\n    \"a\": 1,",
      "{\"a\": 1",
    ] {
      let last = try read("[\n  \(sound),\n  \(sound),\n  \(damaged)\n]\n{\"b\":2}\n")
      #expect(last.texts == [sound, sound, damaged, "{\"b\":2}"])
      let inner = try read("[\n  \(sound),\n  \(damaged)\n  ,\n  \(sound)\n]\n{\"b\":2}\n")
      #expect(inner.texts.count >= 4)
      #expect(inner.texts.first == sound)
      #expect(inner.texts.suffix(2) == [sound, "{\"b\":2}"])
    }
  }

  @Test func arrayThatIsNotClosed() throws {
    let reading = try read("{\"a\":1}\n [{\"b\":2},\n{\"c\":3},")
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"])
    #expect(reading.warnings == [.unclosedArray(SourcePosition(line: 2, offset: 9))])
    let damaged = try read("[{\"b\":2}, {\"c\":[3}]\n{\"d\":4}")
    #expect(damaged.texts == ["{\"b\":2}", "{\"c\":[3}", "{\"d\":4}"])
  }

  @Test func layoutsThatLookLikeDamage() throws {
    // No indentation at all: lines begin with brackets where values go on.
    let flat = "{\n\"a\": [\n{\n\"b\": 1\n},\n{\n\"c\":\n{}\n}\n],\n\"d\":\n[\n[\n]\n]\n}"
    #expect(try read("\(flat)\n\(flat)\(flat)\n").texts == [flat, flat, flat])
    let rows = "{\"a\":[\n{\"b\":1},\n{\"c\":2}\n]}"
    #expect(try read("\(rows)\n\(rows)\n{}").texts == [rows, rows, "{}"])
  }

  @Test func anyBytesSurvive() throws {
    let event: [UInt8] =
      Array("{\"a\":\"".utf8) + [0, 0xff, 0xc3, 0xed, 0xa0, 0x80, 0x7f] + Array("\"}".utf8)
    let garbage: [UInt8] = [0, 0, 0xfe, 0]
    let reading = try read(event + [0x0a] + garbage + [0x0a] + event)
    #expect(reading.records.map(\.message) == [event, garbage, event])
  }

  @Test func byteOrderMark() throws {
    let reading = try read("\u{feff}{\"a\":1}\n{\"b\":2}")
    #expect(reading.texts == ["{\"a\":1}", "{\"b\":2}"])
    #expect(reading.records.map(\.position.offset) == [3, 11])
    #expect(try read("\u{feff}2020-06-05T12:17:11.000Z {}\n").texts == ["{}"])
  }

  @Test func deepNesting() throws {
    let deep = String(repeating: "{\"a\":[", count: 50_000) + String(repeating: "]}", count: 50_000)
    #expect(try read("\(deep)\n{\"b\":2}").texts == [deep, "{\"b\":2}"])
  }

  @Test func lineOfOneMegabyte() throws {
    let long = "{\"a\":\"" + String(repeating: "x", count: 1 << 20) + "\"}"
    #expect(try read("{}\n\(long)\n{}").texts == ["{}", long, "{}"])
  }

  @Test func tooLongValues() throws {
    let filler = String(repeating: "x", count: 300)
    let content =
      "{\"a\":1}{\"b\":\"\(filler)\"}{\"c\":[\n\"\(filler)\"\n]}{\"d\":4}\n\(filler)\n{\"e\":5}"
    let reading = try read(content, recordBytesMax: 100)
    #expect(reading.flaws == [nil, .tooLong, .tooLong, nil, .tooLong, nil])
    #expect(reading.texts[3] == "{\"d\":4}")
    #expect(reading.texts[5] == "{\"e\":5}")
    #expect(reading.records.map(\.message.count) == [7, 100, 100, 7, 100, 7])
  }

  @Test func tooLongAndDamaged() throws {
    let filler = String(repeating: "x", count: 300)
    let reading = try read(
      "{\"a\":\"\(filler)\n{\"b\":[\"\(filler)\"\n{\"c\":3}\n", recordBytesMax: 100)
    #expect(reading.flaws == [.tooLong, .tooLong, nil])
    #expect(reading.texts.last == "{\"c\":3}")
    let element = try read(
      "[{\"a\":\"\(filler)\"}, 17, \"\(filler)\",\n{\"b\":2}]", recordBytesMax: 100)
    #expect(element.flaws == [.tooLong, .notAnObject, .tooLong, nil])
    let pretty = "{\n  \"a\": \"x,\n" + String(repeating: "  \"b\": [1],\n", count: 20) + "}"
    let several = try read("\(pretty)\n{\"b\":2}\n\(pretty){\"c\":3}", recordBytesMax: 100)
    #expect(several.flaws == [.tooLong, nil, .tooLong, nil])
    #expect(several.texts.last == "{\"c\":3}")
    let stray = try read("{\"a\":]\(filler)\(filler)\n{\"b\":2}", recordBytesMax: 100)
    #expect(stray.flaws == [.tooLong, nil])
  }

  /// What follows the part that was tried in vain is framed as usual.
  @Test func validObjectBehindALongTrial() throws {
    let trial = "{\"a\":[\n" + String(repeating: "{\"b\":1}", count: 3)
    let object = "{\"x\":[\n{\"y\":1}\n]}"
    let reading = try read(trial + object, recordBytesMax: trial.utf8.count)
    #expect(reading.texts == ["{\"a\":[", "{\"b\":1}", "{\"b\":1}", "{\"b\":1}", object])
  }
}
