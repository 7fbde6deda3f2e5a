import Events
import SQLite
import TestSupport
import Testing
import Time

/// What the views print of values in compact forms, against what the events said.
@Suite("Views print what the events said") struct ViewFormsTests {
  @Test("ids, addresses and times in all their forms")
  func randomForms() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let events = (0..<400).map { RandomStop(number: $0, &random) }
    let archive = try TestArchive(events: events.map(\.json))
    let rows = try archive.rows(
      """
      SELECT t.task_arn, t.event_id, t.container_instance_arn, t.stopped_at, t.event_at, t.family, t.revision,
        c.runtime_id, c.container_arn, c.private_ipv4_address AS address, c.attachment_id AS reference,
        a.attachment_id, a.network_interface_id, a.mac_address, a.private_dns_name, a.private_ipv4_address
      FROM stopped_tasks AS t
      JOIN stopped_containers AS c ON c.task = t.id
      JOIN stopped_attachments AS a ON a.task = t.id
      ORDER BY t.id
      """)
    try #require(rows.count == events.count)
    for (row, event) in zip(rows, events) {
      #expect(row.values == event.values, "seed \(seed): \(event.json)")
    }
  }

  @Test("each millisecond of a minute, and the ends of time")
  func times() throws {
    let archive = try TestArchive(events: [ViewEvents.ec2])
    let select = try archive.connection.prepare(
      """
      SELECT strftime('%Y-%m-%d %H:%M:%f', value / 1000.0, 'unixepoch') FROM (SELECT ?1 AS value)
      """)
    let view = try archive.rows("SELECT sql FROM sqlite_schema WHERE name = 'stopped_tasks'")
    guard case .text(let sql)? = view.first?["sql"] else { return #expect(Bool(false)) }
    #expect(
      sql.contains("strftime('%Y-%m-%d %H:%M:%f', t.stopped_at / 1000.0, 'unixepoch')"),
      "the expression that this test proves is no longer the view's")
    let minute: Int64 = 1_767_225_540_000
    let ends: [Int64] = [-62_167_219_200_000, -1, 0, 1, 253_402_300_799_999]
    for time in ends + Array(minute..<minute + 60_000) {
      try select.bind(time, at: 1)
      _ = try select.step()
      let text = select.string(at: 0)
      select.reset()
      guard text == RandomStop.printed(time) else {
        Issue.record("\(time) is printed as \(text ?? "NULL")")
        return
      }
    }
  }

  @Test("events of all kinds can be read", arguments: 0..<4)
  func mutatedEvents(_ part: Int) throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = EventGenerator(seed: seed)
    var mutator = EventMutator(seed: seed &+ 1)
    let mutated = (0..<150).map { _ in
      mutator.mutated(generator.event(), changes: mutator.random.below(6)).text()
    }
    let archive = try TestArchive(
      events: mutated + (part == 0 ? OddEvent.all.map(\.message) : []), passesOverOthers: true)
    let tasks = try archive.rows("SELECT count(*) FROM tasks").first?.values
    for view in ["stopped_tasks", "stopped_containers", "stopped_attachments"] {
      let rows = try archive.rows("SELECT * FROM \(view)")
      #expect(rows.count > 50, "\(view), seed \(seed)")
      if view == "stopped_tasks" { #expect(tasks == [.integer(Int64(rows.count))]) }
      let blobs = rows.flatMap(\.values).filter { if case .blob = $0 { true } else { false } }
      #expect(blobs.isEmpty, "\(view) shows a value in its compact form, seed \(seed)")
    }
  }

  @Test("an attribute list that SQLite could not read does no harm")
  func deepAttributes() throws {
    let deep = String(repeating: "[", count: 1015) + String(repeating: "]", count: 1015)
    let event = ViewEvents.ec2.replacing(
      #"{"ecs.cpu-architecture":"x86_64"}"#, with: deep)
    let archive = try TestArchive(events: [event])
    let rows = try archive.rows("SELECT cpu_architecture, attributes FROM stopped_tasks")
    #expect(rows.first?.values == [.null, .text(deep)])
  }
}

/// One stop with random ids and addresses, in compact forms and others.
private struct RandomStop {
  let json: String
  /// What the view should show, in the order of the test's query.
  let values: [Value]

  init(number: Int, _ random: inout SeededGenerator) {
    let region = random.pick(["eu-west-1", "us-east-1", ""])
    let isLong = !random.isOne(in: 4)
    // The number keeps tasks apart.
    let task = isLong ? random.hex(28) + Self.digits(number) : random.uuid() + "-\(number)"
    let path = isLong ? "shop/\(task)" : task
    let prefix = "arn:aws-cn:ecs:\(region):123456789012:"
    let revision = !random.isOne(in: 3) ? Int64(random.below(5000) + 1) : nil
    let eventID = !random.isOne(in: 4) ? random.uuid() : random.uuid().uppercased()
    let instance = prefix + "container-instance/shop/" + random.hex(random.pick([32, 28, 32]))

    let stopped = Int64(random.below(4_000_000_000)) * 1000 + Int64(random.below(1000))
    let another = Int64(random.below(2_000_000_000)) * 1000 + 1000
    let eventAt = !random.isOne(in: 3) ? stopped - stopped % 1000 : another

    let dotted = (0..<4).map { _ in String(random.below(256)) }.joined(separator: ".")
    let address = !random.isOne(in: 4) ? dotted : "10.01.0.\(number)"
    let host = "ip-" + address.replacing(".", with: "-")
    let name = random.pick([
      host + ".\(region).compute.internal", host + ".ec2.internal", "host-\(number).example",
    ])
    let attachment = !random.isOne(in: 4) ? random.uuid() : "attachment-\(number)"
    let interface =
      "eni-" + random.pick(["0" + random.hex(16), random.hex(8), "0FFFFFFFFFFFFFFFF"])
    let separator = !random.isOne(in: 4) ? ":" : "-"
    let mac = (0..<6).map { _ in random.hex(2) }.joined(separator: separator)

    let runtime = random.pick([
      task + "-\(random.below(1 << 32))", random.hex(64), "docker-1", task,
    ])
    let container =
      prefix + "container/" + (!random.isOne(in: 3) ? path + "/" : "") + random.uuid()
    let reference = !random.isOne(in: 4) ? attachment : "another"
    let used = !random.isOne(in: 4) ? address : "10.0.0.300"

    values = [
      .text(prefix + "task/" + path), .text(eventID), .text(instance),
      .text(Self.printed(stopped)), .text(Self.printed(eventAt)),
      .text("web-\(number)"), revision.map(Value.integer) ?? .null,
      .text(runtime), .text(container), .text(used), .text(reference),
      .text(attachment), .text(interface), .text(mac), .text(name), .text(address),
    ]
    json = """
      {"id":"\(eventID)","detail-type":"ECS Task State Change",\
      "region":"\(region)","time":"\(Self.iso(eventAt))",\
      "detail":{"lastStatus":"STOPPED","taskArn":"\(prefix)task/\(path)",\
      "containerInstanceArn":"\(instance)",\
      "taskDefinitionArn":"\(prefix)task-definition/web-\(number)\(revision.map { ":\($0)" } ?? "")",\
      "stoppedAt":"\(Self.iso(stopped))","updatedAt":"\(Self.iso(stopped))",\
      "attachments":[{"id":"\(attachment)","type":"eni","details":[\
      {"name":"networkInterfaceId","value":"\(interface)"},\
      {"name":"macAddress","value":"\(mac)"},{"name":"privateDnsName","value":"\(name)"},\
      {"name":"privateIPv4Address","value":"\(address)"}]}],\
      "containers":[{"containerArn":"\(container)","runtimeId":"\(runtime)",\
      "networkInterfaces":[{"attachmentId":"\(reference)","privateIpv4Address":"\(used)"}]}]}}
      """
  }

  private static func digits(_ number: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 4 - text.count) + text
  }

  /// A time as the views print it.
  static func printed(_ time: Int64) -> String { text(time, Timestamp.writeInsights) }

  /// A time as ECS writes it.
  private static func iso(_ time: Int64) -> String { text(time, Timestamp.write) }

  private static func text(
    _ time: Int64, _ write: (Int64, UnsafeMutablePointer<UInt8>) -> Int
  ) -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      if let start = buffer.baseAddress { count = write(time, start) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
