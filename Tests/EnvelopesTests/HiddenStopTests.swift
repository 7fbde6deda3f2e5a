import Envelopes
import Exports
import Testing

/// A stopped task is found in JSON of any form, and anything else is passed over.
@Suite struct HiddenStopTests {
  private static let arn = "arn:aws:ecs:eu-west-1:111122223333:task/c/1"
  private static let task = #"{"taskArn":"\#(arn)","lastStatus":"STOPPED"}"#

  /// What the opener passes on, and whether with a flaw.
  private func opened(_ text: String) throws -> [(text: String, flaw: ExportRecord.Flaw?)] {
    var found: [(String, ExportRecord.Flaw?)] = []
    let padded = Array(text.utf8) + Array(repeating: 0, count: ExportRecord.padding)
    try padded.withUnsafeBytes { bytes in
      let record = ExportRecord(
        message: UnsafeRawBufferPointer(rebasing: bytes.dropLast(ExportRecord.padding)),
        position: SourcePosition(line: 1, offset: 0))
      _ = try RecordOpener().open(record) {
        found.append((String(decoding: $0.message, as: UTF8.self), $0.flaw))
      }
    }
    return found
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + escaped.replacing("\n", with: "\\n") + "\""
  }

  private static func base64(_ text: String) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    var bits = 0
    var count = 0
    for byte in text.utf8 {
      bits = (bits << 8 | Int(byte)) & 0xffff
      count += 8
      while count >= 6 {
        count -= 6
        out.append(letters[bits >> count & 63])
      }
    }
    if count > 0 { out.append(letters[bits << (6 - count) & 63]) }
    return String(decoding: out, as: UTF8.self)
  }

  private static func numbers(_ text: String) -> String {
    text.utf8.map { "\($0)" }.joined(separator: ",")
  }

  /// `{"0":123,"1":34}`.
  private static func numbered(_ text: String) -> String {
    let members = text.utf8.enumerated().map { "\"\($0.offset)\":\($0.element)" }
    return "{" + members.joined(separator: ",") + "}"
  }

  private static func hex(_ text: String) -> String {
    text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static let wrapped: [String] = [
    task, #"{"tasks":[{"a":1},\#(task)]}"#,
    #"{"Tasks":[{"TaskArn":"\#(arn)","LastStatus":"STOPPED"}]}"#,
    #"{"Detail":\#(quoted(task))}"#,
    #"{"Cause":\#(quoted(#"{"Detail":\#(quoted(task))}"#))}"#,
    #"[[\#(task)]]"#, quoted(task),
    #"{"detail-type":"ECS Task State Change","detail":\#(quoted(task))}"#,
    #"{"detail-type":"Step Functions Execution Status Change","detail":{"cause":\#(quoted(task))}}"#,
    #"{"kinesis":{"data":"\#(base64(task))"}}"#, #"{"d":"\#(base64(base64(task)))"}"#,
    #"{"m":\#(quoted("INFO received event: \(task)"))}"#,
    #"{"m":\#(quoted("\(task)\n\(task)"))}"#, #"{"m":\#(quoted("\(task) end"))}"#,
    #"{"a":\#(quoted(#"{"b":\#(quoted(#"{"c":\#(quoted(#"{"d":\#(quoted(task))}"#))}"#))}"#))}"#,
    #"{"m":\#(quoted(task.replacing("STOPPED", with: #"\u0053TOPPED"#)))}"#,
    #"{"task":{"task_arn":"\#(arn)","last_status":"STOPPED"}}"#,
    #"{"detail-type":"ECS Task State Change","detail":{"lastStatus":"RUNNING","original":\#(task)}}"#,
    "INFO \(task) done",
    #"{"m":"data \#(base64(task)) end"}"#, "data: \(base64(task))", #"{"m":"\#(hex(task))"}"#,
    #"{"m":"\\x\#(hex(task).uppercased())"}"#,
    #"{"Data":{"type":"Buffer","data":[\#(numbers(task))]}}"#, "[\(numbers(task))]",
    #"{"Data":\#(numbered(task))}"#, #"{"MESSAGE":[\#(numbers("INFO \(task)"))]}"#,
    #"{"detail-type":"x","detail":{"tasks":[\#(task)]}}"#,
  ]

  @Test(arguments: wrapped)
  func isFound(_ text: String) throws {
    let found = try opened(text)
    #expect(!found.isEmpty)
    for (message, flaw) in found {
      #expect(flaw == nil)
      #expect(message.contains("ECS Task State Change") && message.contains(Self.arn), "\(message)")
    }
  }

  /// A text that ends inside a task, or that a language printed, is refused with its place.
  static let refused: [(String, ExportRecord.Flaw)] = [
    (#"{"m":\#(quoted("INFO \(task.dropLast(2))"))}"#, .wrapped(path: "m")),
    ("INFO received \(task.dropLast(2))", .wrapped(path: "")),
    ("{'detail': {'taskArn': '\(arn)', 'lastStatus': 'STOPPED'}}", .printed(by: .python)),
    ("{ detail: { taskArn: '\(arn)', lastStatus: 'STOPPED' } }", .printed(by: .javaScript)),
    (#"[{"Task":"\#(arn)","Status":"STOPPED"}]"#, .wrapped(path: "0")),
    (#"[["\#(arn)","STOPPED","a reason"]]"#, .wrapped(path: "0")),
    (#"{"t":{"taskArn":"\#(arn)","stoppedReason":"a reason"}}"#, .wrapped(path: "t")),
    (
      #"{"t":{"lastStatus":"STOPPED","stoppedAt":1795168800.123,"group":"service:web"}}"#,
      .wrapped(path: "t")
    ),
    (
      #"{"@timestamp":"2026-01-02 03:04:05.678","detail.taskArn":"\#(arn)","detail.lastStatus":"STOPPED"}"#,
      .refused(.insightsColumns)
    ),
    (
      #"{"Items":[{"e":{"M":{"lastStatus":{"S":"STOPPED"},"taskArn":{"S":"\#(arn)"}}}}]}"#,
      .wrapped(path: "Items.0.e.M")
    ),
    (
      #"{"attributes":[{"key":"taskArn","value":{"stringValue":"\#(arn)"}},{"key":"lastStatus","value":{"stringValue":"STOPPED"}}]}"#,
      .wrapped(path: "attributes")
    ),
    (
      #"{"containers":[{"containerArn":"c","taskArn":"\#(arn)","lastStatus":"STOPPED"}]}"#,
      .wrapped(path: "containers.0")
    ),
    (#"{"\#(quoted(task).dropFirst().dropLast())":1}"#, .wrapped(path: "")),
  ]

  @Test(arguments: refused)
  func isRefused(_ text: String, _ flaw: ExportRecord.Flaw) throws {
    #expect(try opened(text).map(\.flaw) == [flaw])
  }

  /// The parts of an event that is not a stop are not named: its containers may have stopped.
  @Test(arguments: [
    #"{"containerArn":"c","taskArn":"\#(arn)","lastStatus":"STOPPED"}"#,
    #"{"task":"\#(arn)","status":"STOPPED"}"#,
  ])
  func partsOfEventsAreNotNamed(_ part: String) throws {
    for event in [
      #"{"detail-type":"ECS Task State Change","detail":{"lastStatus":"DEACTIVATING","containers":[\#(part)]}}"#,
      #"{"detail-type":"AWS API Call via CloudTrail","detail":{"requestParameters":\#(part)}}"#,
    ] {
      let found = try opened(#"{"logEvents":[\#(event)]}"#)
      #expect(found.map(\.text) == [event] && found.map(\.flaw) == [nil])
    }
  }

  /// What cannot be parsed is named although other tasks beside it are stored.
  @Test func aDamagedEventAmongOthersIsNamed() throws {
    let damaged = Self.task.replacing("STOPPED", with: #"STOPP\u00\u0045D"#)
    for text in [
      #"{"events":[\#(damaged),\#(Self.task)]}"#, #"{"events":[\#(Self.task),\#(damaged)]}"#,
    ] {
      let flaws = try opened(text).map(\.flaw)
      #expect(flaws.contains(.damagedContent(path: "")) && flaws.contains(nil), "\(text)")
    }
    let many = Array(repeating: damaged, count: 20).joined(separator: ",")
    #expect(
      try opened(#"{"events":[\#(many)],"t":\#(Self.task)}"#).contains { $0.flaw != nil })
    #expect(try opened("INFO \(Self.task) and {\(Self.task)").map(\.flaw) == [nil, nil])
  }

  @Test func damagedDataIsNamed() throws {
    let data = "H4sIAAAAAAAAA" + String(repeating: "abcd", count: 20)
    #expect(
      try opened(#"{"rawData":"\#(data)"}"#).map(\.flaw) == [.damagedContent(path: "rawData")])
  }

  @Test(arguments: [
    #"{"task":"\#(arn)","desiredStatus":"STOPPED"}"#, "[1,2,3,4]", #"{"0":1,"1":2}"#,
    #"{"text":"the taskArn of a STOPPED task, and nothing else is in this text"}"#,
    #"{"taskArn":"\#(arn)"}"#, "{}", "[]", "7",
  ])
  func isPassedOver(_ text: String) throws {
    #expect(try opened(text).isEmpty)
  }
}
