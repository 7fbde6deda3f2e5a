import Events
import Exports
import JSON
import TestSupport
import Testing

/// What a record is taken for.
struct CaptureTests {
  private func event(_ changes: (inout JSONSource, inout JSONSource) -> Void) -> String {
    var event = PlainEvent.fargate
    var detail = event["detail"] ?? .object([])
    changes(&event, &detail)
    event["detail"] = detail
    return event.text()
  }

  @Test(arguments: [
    ("{}", "skipped /"), ("[]", "skipped /"), ("7", "skipped /"), ("null", "skipped /"),
    (#""ECS Task State Change""#, "skipped /"), (#"[{"detail-type":"x"}]"#, "skipped /"),
    (#"{"detail-type":"ECS Service Action"}"#, "skipped ECS Service Action/"),
    (#"{"detail-type":7,"detail":{"lastStatus":"STOPPED"}}"#, "skipped /STOPPED"),
    (
      #"{"detail-type":"ECS Task State Change","detail":{"lastStatus":"RUNNING"}}"#,
      "skipped ECS Task State Change/RUNNING"
    ),
    (#"{"detail-type":"ECS Task State Change","detail":[]}"#, "skipped ECS Task State Change/"),
    (
      #"{"detail-type":"ECS Task State Change","detail":{"lastStatus":"STOPPED"}}"#,
      "rejected: a STOPPED event without detail.taskArn"
    ),
    (
      #"{"detail-type":"ECS Task State Change","detail":{"lastStatus":"STOPPED","taskArn":""}}"#,
      "rejected: a STOPPED event without detail.taskArn"
    ),
    (
      #"{"detail-type":"ECS Task State Change","detail":{"lastStatus":"STOPPED","taskArn":null}}"#,
      "rejected: a STOPPED event without detail.taskArn"
    ),
    (
      #"{"detail-type":"ECS Task State Change","detail":{"lastStatus":"STOPPED","taskArn":"t"}}"#,
      "rejected: a STOPPED event without time, detail.updatedAt or detail.stoppedAt"
    ),
    (
      #"{"detail-type":"ECS Task State Change","time":"2026-01-31T09:30:00Z","detail":{"lastStatus":"STOPPED","taskArn":"t"}}"#,
      "stop"
    ),
    (
      #"{"detail-type":"ECS Task State Change","time":"soon","detail":{"lastStatus":"STOPPED","taskArn":"t","stoppedAt":"2026-01-31T09:30:00Z"}}"#,
      "stop"
    ),
    (
      #"{"detail-typ\u0065":"ECS Task State Ch\u0061nge","time":"2026-01-31T09:30:00Z","detail":{"lastSt\u0061tus":"ST\u004fPPED","taskArn":"t"}}"#,
      "stop"
    ),
  ])
  func outcome(message: String, outcome: String) throws {
    let reprint = try reprint(message)
    #expect(reprint.outcome == outcome)
    if outcome == "stop" { #expect(difference(reprint.message, message) == nil) }
  }

  @Test(arguments: [
    "", " ", "{", "}", "nul", "{\"a\":1,}", "{'a':1}", "[1 2]", "{\"a\":01}", "{\"a\":1.}",
    "{\"a\":-}",
    "{\"a\":1e400x}", "{\"a\":1e}", "[-1e400-]", "[1e400 1e400]", "{\"a\":\"\\x\"}",
    "{\"a\":\"\\ud80\"}",
    "{\"a\":\"\u{1}\"}", "{\"a\":\"\n\"}", "{} {}", "{}x", "NaN", "[1e999,]", "\u{feff}\u{feff}{}",
  ])
  func whatIsNoJSONIsRejected(message: String) throws {
    #expect(try reprint(message).outcome.hasPrefix("rejected: not JSON: "))
  }

  /// Bytes that are not valid UTF-8 are not JSON.
  @Test func invalidUTF8IsRejected() {
    var batch = EventBatch()
    var capture = EventCapture()
    for bytes in [[0x22, 0xff, 0x22], [0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22]]
      as [[UInt8]]
    {
      bytes.withUnsafeBytes {
        capture.append(
          ExportRecord(
            message: $0, metadata: LogMetadata(loggedAt: 1),
            position: SourcePosition(line: 3, offset: 9)),
          to: &batch)
      }
    }
    #expect(batch.events.count == 3)
    for event in batch.events {
      guard case .rejected(.notJSON) = event.outcome else {
        Issue.record("\(event.outcome)")
        continue
      }
      #expect(event.line == 3 && event.byteOffset == 9 && event.message.count > 0)
    }
  }

  @Test func flawIsTheReasonOfARejection() {
    var batch = EventBatch()
    var capture = EventCapture()
    Array(PlainEvent.fargate.text().utf8).withUnsafeBytes {
      capture.append(
        ExportRecord(
          message: $0, position: SourcePosition(line: 1, offset: 0), flaw: .unterminated),
        to: &batch)
    }
    guard case .rejected(let reason) = batch.events[0].outcome else {
      Issue.record("\(batch.events[0].outcome)")
      return
    }
    #expect(reason == .flaw(.unterminated))
    #expect(batch.objects.isEmpty && batch.nonconformingValues.isEmpty)
  }

  /// Other programs write text to a log group; without a log time, it is not a record of one.
  @Test func plainTextIsNotAnEvent() throws {
    #expect(try reprint("Listening on port 80", loggedAt: 1).outcome == "text")
    #expect(try reprint("Listening on port 80").outcome.hasPrefix("rejected: not JSON"))
    #expect(try reprint("{\"detail-type\":\"(text)\"}", loggedAt: 1).outcome == "skipped (text)/")
  }

  /// An event without account and region has those of its task's ARN, if it is one.
  @Test(arguments: [
    ("arn:aws-cn:ecs:cn-north-1:444455556666:task/a/b", "444455556666", "cn-north-1"),
    ("arn:aws:ecs:eu-west-1::task/a/b", nil, nil), ("t", nil, nil), ("a:b:c:d:e:f", nil, nil),
  ])
  func accountAndRegionOfTheARN(_ arn: String, _ account: String?, _ region: String?) throws {
    let message = event { event, detail in
      event["account"] = nil
      event["region"] = nil
      detail["taskArn"] = .text(arn)
    }
    let found = try reprint(message)
    #expect(found.message == message)
    #expect(found.columns[0]["account_id"] == account)
    #expect(found.columns[0]["region_id"] == region)
  }

  /// The time of the export; else that of the envelope, of the update, of the stop.
  @Test func logTime() throws {
    let message = PlainEvent.fargate.text()
    #expect(try reprint(message, loggedAt: 12).loggedAt == 12)
    #expect(try reprint(message).loggedAt == 1_769_851_800_000)
    let other = event { event, _ in event["time"] = .text("2026-01-31T10:30:00.5+01:00") }
    #expect(try reprint(other).loggedAt == 1_769_851_800_500)
    let updated = event { event, _ in event["time"] = nil }
    #expect(try reprint(updated).loggedAt == 1_769_851_800_120)
    let stopped = event { event, detail in
      event["time"] = .text("soon")
      detail["updatedAt"] = .number(5)
      detail["stoppedAt"] = .text("2026-01-31T09:30:01.9Z")
    }
    #expect(try reprint(stopped).loggedAt == 1_769_851_801_900)
    let first = event { event, detail in
      event["time"] = .text("1970-01-01T00:00:00Z")
      detail["updatedAt"] = nil
    }
    #expect(try reprint(first).loggedAt == 0)
    #expect(try reprint(first, loggedAt: -7).loggedAt == -7)
  }

  /// Known values are holes; unknown or odd ones are in the shape only if few such values can exist.
  @Test func shapes() throws {
    let plain = try reprint(PlainEvent.fargate.text())
    #expect(plain.verbatim.joined().isEmpty)
    #expect(plain.shapes.count == 4)
    #expect(plain.shapes[0].contains(#""version":‹version›}}"#))
    #expect(plain.shapes[0].contains(#""attachments":[‹attachments›]"#))
    #expect(plain.shapes[0].contains(#""resources":["‹task_arn›"]"#))
    #expect(plain.shapes[1].contains(#"{"name":"macAddress","value":"‹mac_address›"}"#))
    #expect(plain.shapes[2].contains(#""taskArn":"‹task_arn›""#))
    let odd = try reprint(
      event { event, detail in
        detail["flag"] = .literal("true")
        detail["nothing"] = .literal("null")
        detail["empty"] = .text("")
        detail["none"] = .array([])
        detail["name"] = .text("n-17")
        detail["tree"] = .members(("a", .number(1)))
        detail["key-17"] = .number(2)
        detail["cpu"] = .number(256)
        event["source"] = .text("aws.test")
      })
    #expect(
      odd.shapes[0].hasSuffix(
        #""flag":true,"nothing":null,"empty":"","none":[],"name":‹verbatim›,"tree":‹verbatim›,‹verbatim›}}"#
      ))
    #expect(odd.verbatim[0] == #""aws.test"‖256‖"n-17"‖{"a":1}‖"key-17":2"#)
    #expect(odd.columns[0]["cpu"] == "256")
  }

  /// Of members with the same key the last one is what a query sees.
  @Test func lastOfDuplicatesWins() throws {
    let message = event { event, detail in
      guard case .object(let members) = detail else { return }
      detail = .object(
        [
          .init("group", .text("first")),
          .init("ephemeralStorage", .members(("sizeInGiB", .number(1)))),
        ]
          + members + [
            .init("stopCode", .text("SpotInterruption")), .init("stoppedReason", .literal("null")),
          ])
      event["time"] = .text("2026-01-31T09:30:00Z")
    }
    let columns = try reprint(message).columns[0]
    #expect(columns["group_id"] == "service:ferry")
    #expect(columns["ephemeral_storage_gib"] == "21")
    #expect(columns["stop_code_id"] == "SpotInterruption")
    #expect(columns["reason_id"] == nil)
  }
}
