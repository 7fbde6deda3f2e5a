import Exports
import JSON
import Time

/// A task without an event around it, as an event: the `detail` of an event alone, or the answer of the ECS API
/// (events.md, c.11 and c.12).
///
/// Account and region are those of its ARN; it has no id and no time of its own. The `detail` of an event stays as it
/// is. An answer of the API is written as an event writes it: keys begin in lowercase, times are text in UTC, and null
/// and empty text, which mean that there is nothing, are left out.
struct TaskEvent {
  static let format = "ECS tasks"

  /// The event's text.
  let text: ByteBuffer

  /// The spellings of the members that make an object a task; those of a container have `containerArn` too.
  private static let keys = [
    ("taskArn", "lastStatus", "containerArn"), ("TaskArn", "LastStatus", "ContainerArn"),
    ("task_arn", "last_status", "container_arn"),
  ]

  /// Nil if the object is not a task.
  ///
  /// - Parameter names: the names of its members.
  init?(_ object: JSONPlace, _ names: Set<String>) {
    let spelling = Self.keys.first { names.contains($0.0) && names.contains($0.1) }
    guard let spelling, !names.contains(spelling.2),
      let arn = object.member(spelling.0)?.string,
      object.member(spelling.1)?.kind == .string
    else { return nil }
    text = ByteBuffer(capacity: object.bytes.count + 256)
    text.append("{\"detail-type\":\"ECS Task State Change\",\"source\":\"aws.ecs\"")
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    if parts.count == 6, parts[0] == "arn" {
      write("account", parts[4])
      write("region", parts[3])
    }
    text.append(",\"detail\":")
    if Self.isDetail(object) {
      text.append(object.bytes)
    } else {
      Respelling(into: text).write(object)
    }
    text.append("}")
  }

  private func write(_ name: StaticString, _ value: Substring) {
    text.append(",\"")
    text.append(name)
    text.append("\":\"")
    Array(value.utf8).withUnsafeBytes { JSONString.escape($0, into: text) }
    text.append("\"")
  }

  /// Whether an object is the `detail` of an event: only events say when the task was updated.
  private static func isDetail(_ object: JSONPlace) -> Bool {
    guard let time = object.member("updatedAt")?.text else { return false }
    return time.withUnsafeBytes { Timestamp.parse($0) } != nil
  }
}

/// Writes an answer of the ECS API as an event writes it.
private struct Respelling {
  private let out: ByteBuffer

  init(into out: ByteBuffer) {
    self.out = out
  }

  func write(_ value: JSONPlace) {
    switch value.kind {
    case .object: writeObject(value)
    case .array: writeArray(value)
    default: out.append(value.bytes)
    }
  }

  private func writeObject(_ object: JSONPlace) {
    out.append("{")
    var isFirst = true
    object.forEachMember { name, value in
      if value.kind == .null || value.kind == .string && value.innerBytes.isEmpty { return }
      if !isFirst { out.append(",") }
      isFirst = false
      out.append("\"")
      let key = Self.key(name)
      Array(key.utf8).withUnsafeBytes { JSONString.escape($0, into: out) }
      out.append("\":")
      if key.hasSuffix("At"), let time = LogTime.milliseconds(value) {
        out.append("\"")
        out.append(room: Timestamp.textBytesMax) { Timestamp.write(time, to: $0) }
        out.append("\"")
      } else {
        write(value)
      }
    }
    out.append("}")
  }

  private func writeArray(_ array: JSONPlace) {
    out.append("[")
    var isFirst = true
    array.forEachElement { element in
      if !isFirst { out.append(",") }
      isFirst = false
      write(element)
    }
    out.append("]")
  }

  /// `StoppedReason` and `stopped_reason` are `stoppedReason`.
  private static func key(_ name: String) -> String {
    let words = name.split(separator: "_")
    let joined =
      words.count > 1
      ? words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      : name
    return joined.prefix(1).lowercased() + joined.dropFirst()
  }
}
