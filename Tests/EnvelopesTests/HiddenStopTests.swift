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
  @Test(arguments: [
    (#"{"m":\#(quoted("INFO \(task.dropLast(2))"))}"#, ExportRecord.Flaw.wrapped(path: "m")),
    ("INFO received \(task.dropLast(2))", .wrapped(path: "")),
    ("{'detail': {'taskArn': '\(arn)', 'lastStatus': 'STOPPED'}}", .printed(by: .python)),
    ("{ detail: { taskArn: '\(arn)', lastStatus: 'STOPPED' } }", .printed(by: .javaScript)),
  ])
  func isRefused(_ text: String, _ flaw: ExportRecord.Flaw) throws {
    #expect(try opened(text).map(\.flaw) == [flaw])
  }

  @Test func damagedDataIsNamed() throws {
    let data = "H4sIAAAAAAAAA" + String(repeating: "abcd", count: 20)
    #expect(
      try opened(#"{"rawData":"\#(data)"}"#).map(\.flaw) == [.damagedContent(path: "rawData")])
  }

  @Test(arguments: [
    #"{"containers":[{"containerArn":"c","taskArn":"\#(arn)","lastStatus":"STOPPED"}]}"#,
    #"{"text":"the taskArn of a STOPPED task, and nothing else is in this text"}"#,
    #"{"taskArn":"\#(arn)"}"#, "{}", "[]", "7",
  ])
  func isPassedOver(_ text: String) throws {
    #expect(try opened(text).isEmpty)
  }
}
