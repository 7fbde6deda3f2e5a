/// The keys at the top of the first JSON value: enough to tell one export format from another.
struct FormatSniffer {
  /// Paths such as `.events[].message`; a string that is the first element of an array adds `=text`.
  private(set) var paths: Set<String> = []

  private static let depthMax = 4

  /// The paths that together identify a format; the first match decides.
  private static let marks: [(paths: [String], format: RefusedFormat)] = [
    ([".messageType", ".logEvents"], .subscription),
    (["[].messageType", "[].logEvents"], .subscription),
    ([".events[].message", ".events[].timestamp"], .filterLogEvents),
    ([".events", ".searchedLogStreams"], .filterLogEvents),
    ([".events", ".nextForwardToken"], .filterLogEvents),
    ([".events", ".nextToken"], .filterLogEvents),
    (["[].message", "[].timestamp", "[].ingestionTime"], .filteredEvents),
    ([".message", ".timestamp", ".ingestionTime"], .filteredEvents),
    ([".results[][].field"], .insightsResults),
    ([".results", ".statistics"], .insightsResults),
    (["[][].field", "[][].value"], .insightsResults),
    ([".@message"], .insightsRows),
    ([".@timestamp"], .insightsRows),
    (["[].@message"], .insightsRows),
    (["[].@timestamp"], .insightsRows),
    (["[].@ptr"], .insightsRows),
    ([".logRecord"], .insightsRecord),
    ([".Messages[].Body"], .sqs),
    ([".Messages[].ReceiptHandle"], .sqs),
    ([".Type", ".Message", ".TopicArn"], .sns),
    ([".Type", ".TopicArn", ".SubscribeURL"], .sns),
    ([".awslogs.data"], .lambda),
    ([".Records[].eventSource"], .lambda),
    ([".Records[].EventSource"], .lambda),
    ([".records[].data"], .lambda),
    ([".Records[].Data"], .lambda),
    ([".tasks", ".failures"], .describeTasks),
    ([".tasks[].taskArn"], .describeTasks),
    ([".task.taskArn"], .describeTasks),
    (["[]=text"], .messageList),
  ]

  /// The format to refuse; nil for events and for other JSON.
  var format: RefusedFormat? {
    if paths.contains(".detail-type") || paths.contains("[].detail-type") { return nil }
    return Self.marks.first { $0.paths.allSatisfy(paths.contains) }?.format
  }

  /// Reads the first value, or the part of it that is there.
  init(of text: UnsafeRawBufferPointer) {
    var containers: [Container] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        // Below this depth no path is built: it would grow with each level.
        let parent = containers.count < Self.depthMax ? containers.last : nil
        containers.append(parent.child(isArray: byte == UInt8(ascii: "[")))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        containers.removeLast()
        if containers.isEmpty { return }
      case UInt8(ascii: ","):
        containers[containers.count - 1].expectsKey = true
        containers[containers.count - 1].isAtStart = false
      case UInt8(ascii: ":"): containers[containers.count - 1].expectsKey = false
      case UInt8(ascii: "\""):
        let start = index + 1
        index = Self.stringEnd(text, from: start)
        if index == text.count { return }
        if containers.count <= Self.depthMax {
          note(text[from: start, to: index], in: &containers[containers.count - 1])
        }
      default: break
      }
      index += 1
    }
  }

  private mutating func note(_ string: UnsafeRawBufferPointer, in container: inout Container) {
    if container.isArray {
      if container.isAtStart { paths.insert(container.path + "=text") }
    } else if container.expectsKey {
      container.key = container.path + "." + String(decoding: string, as: UTF8.self)
      paths.insert(container.key)
    }
  }

  /// The position of the quote that closes a string.
  private static func stringEnd(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < text.count, text[index] != UInt8(ascii: "\"") {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, text.count)
  }
}

private struct Container {
  let isArray: Bool
  /// The path of the contents: with `[]` for an array.
  let path: String
  /// The path of the key read last.
  var key = ""
  var expectsKey = true
  var isAtStart = true
}

extension Container? {
  /// The container that begins inside this one, or at the top.
  fileprivate func child(isArray: Bool) -> Container {
    let path = map { $0.isArray ? $0.path : $0.key } ?? ""
    return Container(isArray: isArray, path: path + (isArray ? "[]" : ""))
  }
}
