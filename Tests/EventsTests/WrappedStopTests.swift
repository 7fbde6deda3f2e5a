import Events
import JSON
import TestSupport
import Testing

/// A stopped task is found in JSON of any form, and anything else is skipped.
@Suite struct WrappedStopTests {
  private static let arn = "arn:aws:ecs:eu-west-1:111122223333:task/c/1"
  private static let task = #"{"taskArn":"\#(arn)","lastStatus":"STOPPED"}"#

  private func outcome(_ text: String) -> CapturedEvent.Outcome {
    var capture = EventCapture()
    var batch = EventBatch()
    Array(text.utf8).withUnsafeBytes {
      capture.append($0, loggedAt: 1, line: 1, byteOffset: 0, flaw: nil, to: &batch)
    }
    return batch.events[0].outcome
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

  static let wrapped: [(String, String)] = [
    (task, ""), (#"{"tasks":[{"a":1},\#(task)]}"#, "tasks.1"),
    (#"{"Tasks":[{"TaskArn":"\#(arn)","LastStatus":"STOPPED"}]}"#, "Tasks.0"),
    (#"{"Detail":\#(quoted(task))}"#, "Detail"),
    (#"{"Cause":\#(quoted(#"{"Detail":\#(quoted(task))}"#))}"#, "Cause.Detail"),
    (#"[[\#(task)]]"#, "0.0"), (quoted(task), ""),
    (#"{"detail-type":"ECS Task State Change","detail":\#(quoted(task))}"#, "detail"),
    (
      #"{"detail-type":"Step Functions Execution Status Change","detail":{"cause":\#(quoted(task))}}"#,
      "detail.cause"
    ),
    (#"{"kinesis":{"data":"\#(base64(task))"}}"#, "kinesis.data"),
    (#"{"d":"\#(base64(base64(task)))"}"#, "d"),
    (#"{"m":\#(quoted("INFO received event: \(task)"))}"#, "m"),
    (#"{"m":\#(quoted("\(task)\n\(task)"))}"#, "m"), (#"{"m":\#(quoted("\(task) end"))}"#, "m"),
    (
      #"{"a":\#(quoted(#"{"b":\#(quoted(#"{"c":\#(quoted(#"{"d":\#(quoted(task))}"#))}"#))}"#))}"#,
      "a.b.c.d"
    ),
    (#"{"m":\#(quoted(task.replacing("STOPPED", with: #"\u0053TOPPED"#)))}"#, "m"),
    (#"{"task":{"task_arn":"\#(arn)","last_status":"STOPPED"}}"#, "task"),
    (
      #"{"detail-type":"ECS Task State Change","detail":{"lastStatus":"RUNNING","original":\#(task)}}"#,
      "detail.original"
    ),
  ]

  @Test(arguments: wrapped)
  func isSeen(_ text: String, _ path: String) {
    guard case .rejected(let reason) = outcome(text) else {
      Issue.record("\(text) is not rejected")
      return
    }
    #expect(reason == .wrapped(path: path))
  }

  @Test func compressedDataIsNamed() {
    let data = "H4sIAAAAAAAAA" + String(repeating: "abcd", count: 20)
    guard case .rejected(let reason) = outcome(#"{"rawData":"\#(data)"}"#) else {
      Issue.record("not rejected")
      return
    }
    #expect(reason == .compressed(path: "rawData"))
  }

  @Test(arguments: [
    #"{"taskArn":"\#(arn)","lastStatus":"RUNNING","desiredStatus":"STOPPED"}"#,
    #"{"containers":[{"containerArn":"c","taskArn":"\#(arn)","lastStatus":"STOPPED"}]}"#,
    #"{"text":"the taskArn of a STOPPED task"}"#, #"{"taskArn":"\#(arn)"}"#, "{}", "[]", "7",
    #"{"detail-type":"ECS Task State Change","detail":{"lastStatus":"RUNNING","desiredStatus":"STOPPED"}}"#,
  ])
  func isPassedOver(_ text: String) {
    guard case .skipped = outcome(text) else {
      Issue.record("\(text) is not skipped")
      return
    }
  }
}
