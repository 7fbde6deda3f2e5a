import TestSupport
import Testing

@testable import Exports

/// Objects with a list of events that are cut off, damaged, or longer than the limit for one record.
@Suite struct EventListTests {
  private static func answer(_ count: Int, end: String = #"],"nextToken":"a]}b"}"#) -> String {
    let events = (0..<count).map { #"{"timestamp":\#($0),"message":"{\"n\":\#($0)}"}"# }
    return #"{"searched":[{"a":1}],"events":["# + events.joined(separator: ",\n") + end
  }

  @Test func wholeAnswersAreOneRecord() throws {
    let reading = try read(Self.answer(3) + "\n" + Self.answer(2))
    #expect(reading.texts == [Self.answer(3), Self.answer(2)])
  }

  @Test(arguments: [1, 7, 1000]) func longAnswersAreReadByElements(_ bufferBytes: Int) throws {
    let reading = try read(
      Self.answer(30) + #"{"detail-type":"x"}"#, bufferBytes: bufferBytes, recordBytesMax: 200)
    #expect(reading.records.count == 31)
    #expect(reading.flaws.allSatisfy { $0 == nil })
    #expect(reading.texts.last == #"{"detail-type":"x"}"#)
    #expect(reading.warnings.isEmpty)
    #expect(reading.records.last?.position.line == 30)
  }

  @Test func aCutAnswerLosesOnlyItsEnd() throws {
    let whole = Self.answer(5)
    let cut = String(whole.prefix(whole.count - 45))
    let reading = try read(cut)
    #expect(reading.flaws.filter { $0 == nil }.count == 4)
    #expect(reading.flaws.last == .unterminated)
    #expect(reading.warnings.count == 1)
  }

  /// Elements keep what the object says before them, and lists inside objects are found.
  @Test(arguments: [
    (#"{"owner":"1","logEvents":["#, "]}"), (#"{"hits":{"total":{"value":9},"hits":["#, "]}}"),
    (#"{"resourceLogs":[{"resource":{"a":[1]},"scopeLogs":[{"scope":{},"logRecords":["#, "]}]}]}"),
  ])
  func elementsKeepTheirHead(_ head: String, _ closing: String) throws {
    let element = #"{"message":"{\"n\":[1]}"}"#
    for bufferBytes in [1, 9, 1000] {
      let cut = try read(
        "\(head)\(element), \(element),\(element.dropLast(5))", bufferBytes: bufferBytes)
      #expect(cut.texts.dropLast() == [head + element + closing, head + element + closing])
      #expect(cut.flaws == [nil, nil, .unterminated])
      let long = try read(
        head + String(repeating: element + ",", count: 40) + element + closing + #"{"b":1}"#,
        bufferBytes: bufferBytes, recordBytesMax: 500)
      #expect(long.texts == Array(repeating: head + element + closing, count: 41) + [#"{"b":1}"#])
      #expect(long.warnings.isEmpty)
    }
  }

  @Test func wrappedBase64IsOneRecord() throws {
    let line = "eyJ2" + String(repeating: "QUJD", count: 18)
    let text = "\(line)\n\(line.dropFirst(4))AAAA\nQUJD\n\(line)\n\(line)\n"
    for bufferBytes in [1, 7, 1000] {
      let reading = try read(text, bufferBytes: bufferBytes)
      #expect(reading.texts == ["\(line)\n\(line.dropFirst(4))AAAA\nQUJD", line, line])
    }
  }

  @Test func objectsWithoutAListAreRejectedAsBefore() throws {
    let reading = try read(#"{"detail-type":"x","detail":{"events":[{"a":1},"#)
    #expect(reading.flaws == [.unterminated])
  }
}
