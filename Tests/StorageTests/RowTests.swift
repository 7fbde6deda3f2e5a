import SQLite
import Storage
import TestSupport
import Testing

/// What the rows of an event hold.
struct RowTests {
  /// The columns of one table's rows that are not NULL, with strings in place of ids of text tables.
  private func rows(_ table: String, _ archive: borrowing Archive) throws -> [[String: String]] {
    try CanonicalDump.lines(of: archive.connection).filter { $0.hasPrefix(table + ": ") }.map {
      line in
      var columns: [String: String] = [:]
      for column in line.dropFirst(table.count + 2).split(separator: ", ") {
        guard let mark = column.firstIndex(of: "=") else { continue }
        let value = column[column.index(after: mark)...]
        if value != "NULL" {
          columns[String(column[..<mark])] = String(value).replacing("'", with: "")
        }
      }
      return columns
    }
  }

  private func archive(_ events: JSONSource...) throws -> TemporaryArchive {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    try write(
      events.map { Record(message: $0.text(), loggedAt: 1_769_851_805_000, stream: "night") },
      to: archive)
    return temporary
  }

  @Test func taskRow() throws {
    let temporary = try archive(PlainEvent.fargate)
    let archive = try Archive(path: temporary.path, .read)
    var row = try #require(try rows("tasks", archive).first)
    #expect(row.removeValue(forKey: "shape_id") != nil)
    #expect(row.removeValue(forKey: "verdict_id")?.hasPrefix("out_of_memory") == true)
    #expect(row.removeValue(forKey: "message_hash") != nil)
    let expected = [
      "task_prefix_id": "arn:aws:ecs:eu-north-1:000012345678:task/orchard/",
      "task_id": "X0123456789ABCDEF0123456789ABCDEF", "logged_at": "1769851805000",
      "log_stream_id": "night",
      "pattern_id": "OutOfMemoryError: Container killed due to memory usage",
      "event_id": "X0A1B2C3D98BDB9C9043FC924CD120F54", "account_id": "000012345678",
      "region_id": "eu-north-1", "event_at": "0", "replay_name_id": "second-night",
      "cluster_id": "arn:aws:ecs:eu-north-1:000012345678:cluster/orchard",
      "task_definition_id": "arn:aws:ecs:eu-north-1:000012345678:task-definition/ferry:7",
      "group_id": "service:ferry", "starter_id": "ecs-svc/0123456789012345678", "version": "6",
      "stop_code_id": "EssentialContainerExited",
      "reason_id": "Essential container in task exitedessential_container_exited",
      "created_at": "1769850000000", "connectivity_at": "1769850000001",
      "pull_started_at": "1769850010100", "pull_stopped_at": "1769850020250",
      "started_at": "1769850060000", "stopping_at": "1769851780000",
      "execution_stopped_at": "1769851790500", "stopped_at": "1769851800120",
      "updated_at": "1769851800120", "desired_status_id": "STOPPED",
      "connectivity_id": "CONNECTED", "launch_type_id": "FARGATE",
      "capacity_provider_id": "FARGATE_SPOT", "availability_zone_id": "eu-north-1b",
      "platform_version_id": "1.4.0", "platform_family_id": "Linux",
      "health_status_id": "UNHEALTHY", "cpu": "256", "memory": "512",
      "enable_execute_command": "1", "ephemeral_storage_gib": "21",
      "attributes_id": #"[{"name":"ecs.cpu-architecture","value":"arm64"}]"#,
      "overrides_id": #"{"containerOverrides":[{"name":"web"}]}"#,
      "fargate_ephemeral_storage_id": #"{"sizeInGiB":22}"#, "inference_accelerators_id": "[]",
      "tags_id": #"[{"key":"team","value":"pears"}]"#,
    ]
    #expect(row == expected)
  }

  @Test func containerAndAttachmentRows() throws {
    let temporary = try archive(PlainEvent.fargate)
    let archive = try Archive(path: temporary.path, .read)
    let task = "arn:aws:ecs:eu-north-1:000012345678:task/orchard/X0123456789ABCDEF0123456789ABCDEF"
    var containers = try rows("containers", archive)
    for index in containers.indices { containers[index]["shape_id"] = nil }
    #expect(
      containers == [
        [
          "task": task, "position": "0", "container_id": "XAAAAAAAABBBBCCCCDDDDEEEEEEEEEEEE",
          "name_id": "web", "image_id": "registry.example/ferry@sha256:0123",
          "image_digest_id": "sha256:4567", "runtime_id": "527074092", "exit_code": "137",
          "reason_id": "OutOfMemoryError: Container killed due to memory usageout_of_memory",
          "last_status_id": "STOPPED", "health_status_id": "UNKNOWN", "cpu": "128",
          "memory": "256", "memory_reservation": "64", "network_attachment": "0",
          "private_ipv4_address": "0", "ipv6_address": "0",
          "network_bindings": #"[{"hostPort":32768}]"#,
          "managed_agents": #"[{"name":"ExecuteCommandAgent"}]"#, "gpu_ids": #"["gpu-0"]"#,
        ],
        [
          "task": task, "position": "1", "container_id": "XFFFFFFFFBBBBCCCCDDDDEEEEEEEEEEEE",
          "name_id": "log-router", "runtime_id": "X" + String(repeating: "0F", count: 32),
          "exit_code": "-1", "last_status_id": "STOPPED", "cpu": "0",
        ],
      ])
    var attachments = try rows("attachments", archive)
    for index in attachments.indices { attachments[index]["shape_id"] = nil }
    #expect(
      attachments == [
        [
          "task": task, "position": "0", "attachment_id": "X11111111222233334444555555555555",
          "type_id": "eni", "status_id": "DELETED", "subnet_id": "subnet-0123456789abcdef0",
          "network_interface_id": "X0123456789ABCDEF", "mac_address": "X0A1B2C3D4E5F",
          "private_dns_name": "1", "private_ipv4_address": "X0A141E28",
          "private_ipv6_address": "2001:db8::1", "reason_id": "detached by handunknown",
        ]
      ])
    #expect(try rows("nonconforming_values", archive).isEmpty)
  }

  @Test func oldEventHasTexts() throws {
    let temporary = try archive(PlainEvent.old)
    let archive = try Archive(path: temporary.path, .read)
    let task = try #require(try rows("tasks", archive).first)
    #expect(task["task_id"] == "7ade6b5f-1f3a-4d32-9d4a-1a2b3c4d5e6f")
    #expect(task["container_instance_id"] == "b54a2a04-046f-4331-9d74-3f6d7f6ca315")
    #expect(task["stop_code_id"] == nil && task["launch_type_id"] == nil && task["cpu"] == nil)
    let container = try #require(try rows("containers", archive).first)
    #expect(
      container["container_id"]
        == "arn:aws:ecs:us-east-1:000012345678:container/3305bea1-bd16-4217-803d-3e0482170a17")
    #expect(container["exit_code"] == nil)
  }

  /// A value that its column cannot hold is found beside it, under its path, as a query sees it.
  @Test func nonconformingValuesAreKeptByPath() throws {
    var event = PlainEvent.fargate
    var detail = try #require(event["detail"])
    detail["version"] = .literal("9223372036854775808")
    detail["createdAt"] = .text("2026-01-31T09:00:00.000Z")
    detail["startedAt"] = .text("soon")
    detail["stoppedReason"] = .text("")
    detail["enableExecuteCommand"] = .text("yes")
    var containers = try #require(detail["containers"])
    containers[1]?["exitCode"] = .literal("0.5")
    containers[0]?["cpu"] = .text("null")
    detail["containers"] = containers
    event["detail"] = detail
    let temporary = try archive(event)
    let archive = try Archive(path: temporary.path, .read)
    let nonconformingValues = try archive.connection.rows(
      "SELECT path, value FROM nonconforming_values ORDER BY path")
    #expect(
      nonconformingValues == [
        [.text("detail.containers.1.exitCode"), .text("0.5")],
        [.text("detail.createdAt"), .text("2026-01-31T09:00:00.000Z")],
        [.text("detail.enableExecuteCommand"), .text("yes")],
        [.text("detail.startedAt"), .text("soon")], [.text("detail.stoppedReason"), .text("")],
        [.text("detail.version"), .text("9223372036854775808")],
      ])
    let task = try #require(try rows("tasks", archive).first)
    #expect(task["version"] == nil && task["started_at"] == nil && task["reason_id"] == nil)
    // The instant is known all the same.
    #expect(task["created_at"] == "1769850000000")
    #expect(try rows("containers", archive).map { $0["cpu"] } == ["null", "0"])
    #expect(try messages(of: archive) == [event.text()])
  }
}
