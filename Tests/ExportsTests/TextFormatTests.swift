import TestSupport
import Testing

@testable import Exports

/// Formats of text that put times and names before a message, or in columns beside it.
@Suite("Text formats")
struct TextFormatTests {
  private static let stream = "0cd9fa33-cff1-70e9-d38f-a286ad8e1381"
  private static let group = "/aws/events/ECSStoppedTasksEvent"
  private static let event =
    "{\"detail-type\":\"ECS Task State Change\",\"é\":\"漢字 🎉\",\"n\":[1,2]}"
  private static let pretty = "{\n  \"version\": \"0\",\n  \"n\": [\n    1\n  ]\n}"
  private static let time: Int64 = 1_591_359_431_000
  private static let ingested: Int64 = 1_591_359_432_105

  /// A file of two messages in some layout.
  struct Sample: CustomTestStringConvertible, Sendable {
    let shape: ExportShape
    let text: String
    var messages: [String] = [event, event]
    var loggedAt: Int64? = time
    var ingestionTime: Int64?
    var logStream: String?
    var logGroup: String?

    var testDescription: String { String(text.prefix(60)) }
  }

  private static func twice(_ line: String) -> String { "\(line)\n\(line)\n" }

  private static func colored(_ text: String, _ code: Int) -> String {
    "\u{1b}[\(code)m\(text)\u{1b}[0m"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  static let samples: [Sample] = [
    // aws logs tail
    Sample(
      shape: .tail, text: twice("2020-06-05T12:17:11.000000+00:00 \(stream) \(event)"),
      logStream: stream),
    Sample(
      shape: .tail, text: twice("2020-06-05T14:17:11.000999+02:00 \(stream) \(event)"),
      logStream: stream),
    Sample(
      shape: .tail, text: twice("2020-06-05T12:17:11.000000+00:00 my stream 2 \(event)"),
      logStream: "my stream 2"),
    Sample(
      shape: .tail, text: twice("2020-06-05T12:17:11+00:00 my stream \n\(pretty)"),
      messages: [pretty, pretty], logStream: "my stream"),
    Sample(
      shape: .tail, text: twice("2020-06-05T12:17:11.000000+00:00 \(stream) INFO \(event)"),
      messages: ["INFO \(event)", "INFO \(event)"], logStream: stream),
    Sample(shape: .tail, text: twice("2020-06-05T12:17:11 \(event)")),
    Sample(
      shape: .tail, text: twice("2020-06-05T12:17:11+00:00 \(stream) \n\(pretty)"),
      messages: [pretty, pretty], logStream: stream),
    Sample(
      shape: .tail,
      text: twice(
        "\(colored("2020-06-05T12:17:11.000000+00:00", 32)) \(colored(stream, 36)) \(event)"),
      logStream: stream),
    Sample(shape: .tail, text: twice("\(colored("2020-06-05T12:17:11", 32)) \(event)")),
    // saw, cw
    Sample(
      shape: .saw, text: twice("[2020-06-05T12:17:11Z] (\(stream)) \(event)"), logStream: stream),
    Sample(
      shape: .saw,
      text: twice(
        "[\(colored("2020-06-05T14:17:11+02:00", 31))] (\(colored(stream, 37))) \(event)"),
      logStream: stream),
    Sample(
      shape: .cw, text: twice("\(group) - \(stream) - \(event)"), loggedAt: nil, logStream: stream,
      logGroup: group),
    Sample(
      shape: .cw, text: twice("2020-06-05T12:17:11 - \(group) - \(stream) - \(event)"),
      logStream: stream, logGroup: group),
    Sample(shape: .cw, text: twice("2020-06-05T12:17:11 - \(event)")),
    Sample(
      shape: .cw, text: twice("\(colored(stream, 34)) - \(event)"), loggedAt: nil, logStream: stream
    ),
    Sample(
      shape: .cw, text: twice("2020-06-05T12:17:11 - \(group) - \(stream) - 3548001 - \(event)"),
      logStream: stream, logGroup: group),
    Sample(
      shape: .cw,
      text: twice("\(stream) - \(String(repeating: "7", count: 56)) - \(event)"), loggedAt: nil,
      logStream: stream),
    Sample(
      shape: .cw, text: twice("my-group - \(stream) - \(event)"), loggedAt: nil, logStream: stream,
      logGroup: "my-group"),
    // awslogs
    Sample(
      shape: .awslogs, text: twice("2020-06-05T12:17:11.000Z 2020-06-05T12:17:12.105Z \(event)"),
      ingestionTime: ingested),
    Sample(
      shape: .awslogs, text: twice("stream-1 2020-06-05T12:17:11.000Z \(event)"),
      logStream: "stream-1"),
    Sample(
      shape: .awslogs,
      text: twice("\(group) 2020-06-05T12:17:11.000Z 2020-06-05T12:17:12.105Z \(event)"),
      ingestionTime: ingested, logGroup: group),
    Sample(
      shape: .awslogs, text: twice("\(group) \(stream) \(event)"), loggedAt: nil, logStream: stream,
      logGroup: group),
    Sample(
      shape: .awslogs,
      text: twice("\(group) \(stream) 2020-06-05T12:17:11.000Z 2020-06-05T12:17:12.105Z \(event)"),
      ingestionTime: ingested, logStream: stream, logGroup: group),
    Sample(
      shape: .awslogs, text: twice("\(stream) 2020-06-05T12:17:11.000Z \(event)"), logStream: stream
    ),
    Sample(shape: .awslogs, text: twice("\(group) \(event)"), loggedAt: nil, logGroup: group),
    Sample(
      shape: .awslogs,
      text: twice(
        "\(colored(group, 32)) \(colored(stream, 36)) \(colored("2020-06-05T12:17:11.000Z", 33)) \(event)"
      ),
      logStream: stream, logGroup: group),
    Sample(
      shape: .awslogs, text: twice("\(group) \(stream) \(pretty)"), messages: [pretty, pretty],
      loggedAt: nil, logStream: stream, logGroup: group),
    // Text output of the AWS CLI
    Sample(
      shape: .cliText,
      text: twice("EVENTS\t354881\t\(ingested)\t\(stream)\t\(event)\t\(time)")
        + "SEARCHEDLOGSTREAMS\tTrue\t\(stream)\n",
      ingestionTime: ingested, logStream: stream),
    Sample(
      shape: .cliText, text: "b/3548\tf/3548\n" + twice("EVENTS\t\(ingested)\t\(event)\t\(time)"),
      ingestionTime: ingested),
    Sample(
      shape: .cliText, text: twice("EVENTS\t\(ingested)\t\(pretty)\t\(time)"),
      messages: [pretty, pretty], ingestionTime: ingested),
    Sample(shape: .cliText, text: twice("\(time)\t\(event)")),
    Sample(shape: .cliText, text: twice("\(time)\t\(stream)\t\(event)"), logStream: stream),
    Sample(
      shape: .insightsText,
      text: "AQIC\tCWLI\tComplete\n"
        + twice(
          "RESULTS\t@timestamp\t2020-06-05 12:17:11.000\nRESULTS\t@message\t\(event)\nRESULTS\t@ptr\tCmEKJ"
        )
        + "STATISTICS\t1.0\t2.0\n"),
    // CSV
    Sample(
      shape: .csv,
      text: "@timestamp,@message\n" + twice("2020-06-05 12:17:11.000,\(quoted(event))")),
    Sample(
      shape: .csv,
      text: "\u{feff}@message,detail.stoppedReason,@timestamp,@logStream,@log,@ingestionTime\n"
        + twice(
          "\(quoted(event)),\"a, \"\"b\"\"\",2020-06-05 12:17:11.000,\(stream),1234:\(group),2020-06-05 12:17:12.105"
        ),
      ingestionTime: ingested, logStream: stream, logGroup: "1234:\(group)"),
    Sample(
      shape: .csv,
      text: "@timestamp,@message\n" + twice("2020-06-05 12:17:11.000,\(quoted(pretty))"),
      messages: [pretty, pretty]),
    Sample(shape: .csv, text: "timestamp,message\n" + twice("\(time),\(quoted(event))")),
    Sample(
      shape: .csv, text: "\"timestamp\",\"message\"\n" + twice("\"\(time)\",\(quoted(event))")),
    Sample(
      shape: .csv, text: "timestamp;message\n" + twice("2020-06-05T12:17:11.000Z;\(quoted(event))")),
    Sample(
      shape: .csv,
      text: "sep=;\ntimestamp;message\n" + twice("2020-06-05 12:17:11.000 UTC;\(quoted(event))")),
    Sample(shape: .csv, text: "timestamp\tmessage\n" + twice("\(time)\t\(quoted(event))")),
    Sample(
      shape: .csv, text: twice("\(time),\(stream),\(group),\(quoted(event))"), logStream: stream,
      logGroup: group),
    Sample(
      shape: .csv,
      text: "@timestamp,@message\n2020-06-05 12:17:11.000,\(quoted(event))\n"
        + "@logStream,@message,@timestamp\n,\(quoted(event)),2020-06-05 12:17:11.000\n"),
    Sample(
      shape: .csv,
      text: "@timestamp,@message,copy\n"
        + twice("2020-06-05 12:17:11.000,text,\(quoted(#"{"lastStatus":"STOPPED","n":[1]}"#))"),
      messages: Array(repeating: #"{"lastStatus":"STOPPED","n":[1]}"#, count: 2)),
    Sample(
      shape: .csv, text: "\"day\",\"line\"\n" + twice("\"1\",\(quoted(event))"), loggedAt: nil),
  ]

  /// What reading a sample gives, beside the messages.
  private func check(_ sample: Sample, _ bytes: [UInt8], _ bufferBytes: Int) throws {
    var limits = ExportReader.Limits()
    limits.bufferBytes = bufferBytes
    let reader = ExportReader("test", limits: limits, digests: true) { () throws(ExportError) in
      BytesSource(bytes, readBytesMax: bufferBytes)
    }
    var messages: [String] = []
    let summary = try reader.read { record in
      messages.append(String(decoding: record.message, as: UTF8.self))
      #expect(record.flaw == nil)
      #expect(record.metadata.loggedAt == sample.loggedAt)
      #expect(record.metadata.ingestionTime == sample.ingestionTime)
      #expect(
        record.metadata.logStream.map { String(decoding: $0, as: UTF8.self) } == sample.logStream)
      #expect(
        record.metadata.logGroup.map { String(decoding: $0, as: UTF8.self) } == sample.logGroup)
    }
    #expect(messages == sample.messages, "buffer of \(bufferBytes)")
    #expect(summary.shape == sample.shape)
    #expect(summary.bytesOut == Int64(bytes.count))
  }

  @Test(arguments: samples)
  func messagesAndMetadata(_ sample: Sample) throws {
    let bytes = Array(sample.text.utf8)
    for bufferBytes in [1, 2, 3, 5, 17, 100, 4_096] { try check(sample, bytes, bufferBytes) }
    // Without a line end at the end, and as Windows programs write it.
    try check(sample, Array(bytes.dropLast()), 64)
    var windows = sample
    windows.messages = sample.messages.map { $0.replacing("\n", with: "\r\n") }
    try check(windows, Array(sample.text.replacing("\n", with: "\r\n").utf8), 64)
  }

  @Test(arguments: samples)
  func truncatedInTheLastMessage(_ sample: Sample) throws {
    let bytes = Array(sample.text.utf8)
    let last = sample.text.utf8.count - 1
    guard let brace = bytes[..<last].lastIndex(of: UInt8(ascii: "[")) else { return }
    var flaws: [ExportRecord.Flaw?] = []
    let reader = ExportReader("test", limits: .init(), digests: false) { () throws(ExportError) in
      BytesSource(Array(bytes[..<brace]), readBytesMax: 50)
    }
    _ = try reader.read { flaws.append($0.flaw) }
    #expect(flaws == [nil, .unterminated])
  }

  @Test func messagesThatAreTooLong() throws {
    let long = "{\"x\":\"\(String(repeating: "a", count: 5_000))\"}"
    let short = "{\"a\":1}"
    let texts = [
      "2020-06-05T12:17:11 \(long)\n2020-06-05T12:17:11 \(short)\n",
      "EVENTS\t1591359432105\t\(long)\t1591359431000\nEVENTS\t1591359432105\t\(short)\t1591359431000\n",
      "timestamp,message\n1591359431000,\(Self.quoted(long))\n1591359431000,\(Self.quoted(short))\n",
    ]
    for text in texts {
      var limits = ExportReader.Limits()
      limits.bufferBytes = 100
      limits.recordBytesMax = 1_000
      let reader = ExportReader("test", limits: limits, digests: false) { () throws(ExportError) in
        BytesSource(Array(text.utf8), readBytesMax: 100)
      }
      var flaws: [ExportRecord.Flaw?] = []
      var last = ""
      _ = try reader.read { record in
        flaws.append(record.flaw)
        last = String(decoding: record.message, as: UTF8.self)
      }
      #expect(flaws == [.tooLong, nil], "\(text.prefix(30))")
      #expect(last == short)
    }
  }

  @Test func aBrokenMessageDoesNotSwallowTheNext() throws {
    let reading = try texts(
      "EVENTS\t1591359432105\t{\"cut\":\"\nEVENTS\t1591359432105\t{\"a\":1}\t1591359431000\n")
    #expect(reading.last == "{\"a\":1}")
    #expect(try texts("1591359431000\t{\"cut\":[\n1591359431000\t{\"a\":1}\n").last == "{\"a\":1}")
    #expect(
      try texts("2020-06-05T12:17:11 {\"cut\":[\n2020-06-05T12:17:11 {\"a\":1}\n").last
        == "{\"a\":1}")
  }

  private func texts(_ text: String) throws -> [String] {
    let reader = ExportReader("test", limits: .init(), digests: false) { () throws(ExportError) in
      BytesSource(Array(text.utf8), readBytesMax: 64)
    }
    var messages: [String] = []
    _ = try reader.read { messages.append(String(decoding: $0.message, as: UTF8.self)) }
    return messages
  }

  @Test(arguments: [
    ("@timestamp,detail.taskArn\n2022-06-01 19:03:41.000,arn\n", RefusedFormat.insightsColumns),
    ("\"account\",\"detail\"\n\"1\",\"{taskarn=arn, laststatus=STOPPED}\"\n", .athenaStructs),
    ("| @timestamp | @message |\n| --- | --- |\n", .markdownTable),
    ("------------------------------\n|        DescribeTasks       |\n", .cliTable),
    ("events:\n- eventId: '37'\n", .yaml), ("- failures: []\n  tasks:\n", .yaml),
    ("---\na: 1\n", .yaml),
    ("TASKS\teu-west-1d\tFARGATE\n", .taskText),
    ("MESSAGES\t{\"version\":\"0\"}\t0c3f\n", .messageText),
    (String(repeating: "-", count: 5_000) + "\n|  FilterLogEvents  |\n", .cliTable),
    ("arn:aws:ecs:eu-west-1:1:task/a/b\tScaling activity\n", .taskColumns),
    ("<!DOCTYPE html>\n<html></html>", .webPage), ("<html><body>403</body></html>", .webPage),
    (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code></Error>",
      .s3Error
    ),
    ("<?xml version=\"1.0\"?><a/>", .xml),
    ("\nAn error occurred (AccessDenied) when calling the GetObject operation\n", .cliError),
  ])
  func refusedByName(_ text: String, _ format: RefusedFormat) throws {
    #expect(try read(text).error?.reason == .refused(format))
    #expect(try read(Compression.xz.member(text)).error?.reason == .refused(format))
  }

  @Test(arguments: [
    "INFO main {\"a\":1}\n", "key: value\n", "name,size\na,1\n", "2020-06-05T12:17:11Z {\"a\":1}\n",
    "hello world\n", "EVENTS\n",
  ])
  func otherText(_ text: String) throws {
    guard case .unknownFormat = try read(text).error?.reason else {
      Issue.record("\(text) was read")
      return
    }
  }
}
