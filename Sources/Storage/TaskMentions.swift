import JSON

/// The tasks that the bytes of an unreadable record name.
struct TaskMentions {
  /// A task's ARN up to and including its last `/`, and the rest.
  struct TaskARN: Hashable {
    var prefix: [UInt8]
    var id: [UInt8]
  }

  /// Of a longer record only the beginning is kept, so that it may name more tasks than can be seen.
  private static let bytesMax = 64 << 10

  /// Whether the bytes are a JSON value from beginning to end.
  let isWhole: Bool
  /// All the tasks whose events the record can have held; nil if it may have held others as well.
  let tasks: Set<TaskARN>?

  init(_ record: UnsafeRawBufferPointer, parser: borrowing JSONParser) {
    let padded = ByteBuffer(capacity: record.count + JSONParser.padding)
    padded.append(record)
    padded.reserve(JSONParser.padding)
    isWhole = (try? parser.parse(padded.bytes)) != nil
    let found = Self.arns(in: record)
    // Compressed data, which base64 writes with these letters, may hide more.
    guard record.count < Self.bytesMax, let found, !found.isEmpty, !record.contains("H4sI"),
      isWhole || found.count == 1 && Self.isOneEvent(record)
    else {
      tasks = nil
      return
    }
    tasks = found
  }

  /// Whether a truncated record was one event: the envelope's kind comes before any list, in which several could be.
  private static func isOneEvent(_ record: UnsafeRawBufferPointer) -> Bool {
    guard let kind = record.firstRange(of: "\"detail-type\"") else { return false }
    return !record[..<kind].contains(UInt8(ascii: "["))
  }

  /// The ARNs of ECS tasks; nil if one is cut off that is not the beginning of another.
  private static func arns(in record: UnsafeRawBufferPointer) -> Set<TaskARN>? {
    var found: Set<TaskARN> = []
    var cut: [UInt8]?
    var position = 0
    while let start = record.firstRange(of: "arn:", from: position) {
      var arn: [UInt8] = []
      position = start
      while position < record.count, isPart(record[position]) {
        // JSON may write a slash with a backslash.
        if record[position] != UInt8(ascii: "\\") { arn.append(record[position]) }
        position += 1
      }
      guard let task = TaskARN(arn) else { continue }
      if position == record.count { cut = arn } else { found.insert(task) }
    }
    guard let cut else { return found }
    return found.contains { ($0.prefix + $0.id).starts(with: cut) } ? found : nil
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "/"),
      UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "\\"):
      true
    default: false
    }
  }
}

extension TaskMentions.TaskARN {
  /// Nil for the ARN of anything but an ECS task.
  fileprivate init?(_ arn: [UInt8]) {
    let parts = arn.split(
      separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[2].elementsEqual("ecs".utf8),
      parts[5].starts(with: "task/".utf8), let slash = arn.lastIndex(of: UInt8(ascii: "/"))
    else { return nil }
    prefix = Array(arn[...slash])
    id = Array(arn[(slash + 1)...])
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func contains(_ text: StaticString) -> Bool { firstRange(of: text) != nil }

  /// Where a text begins.
  fileprivate func firstRange(of text: StaticString, from start: Int = 0) -> Int? {
    guard count >= start + text.utf8CodeUnitCount else { return nil }
    let wanted = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var position = start
    while position + wanted.count <= count {
      guard let next = self[position...].firstIndex(of: wanted[0]), next + wanted.count <= count
      else { return nil }
      if self[next..<(next + wanted.count)].elementsEqual(wanted) { return next }
      position = next + 1
    }
    return nil
  }
}
