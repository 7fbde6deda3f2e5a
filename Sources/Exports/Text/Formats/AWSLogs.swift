import JSON

// The output of `awslogs get`: `GROUP STREAM TIME INGESTION-TIME MESSAGE`, the first two unless options suppress them, the times
// only if options ask for them; also in color.
extension LineFormat {
  static let awslogs = LineFormat(shape: .awslogs) { line in
    var scanner = LineScanner(line)
    var names: [Range<Int>] = []
    var times = 0
    while times < 2 {
      if scanner.takeTime() != nil {
        times += 1
      } else if names.count < 2, times == 0, let word = scanner.takeName() {
        names.append(word)
      } else {
        break
      }
      guard scanner.take(UInt8(ascii: " ")) else { return nil }
    }
    guard scanner.next == UInt8(ascii: "{"), names.count + times > 0 else { return nil }
    let first = names.first.map { Array(line[from: $0.lowerBound, to: $0.upperBound]) }
    let isGroup = names.count == 2 || first?.first == UInt8(ascii: "/")
    // The prefixes of other programs have words too: a time must follow, or one must be what a name of CloudWatch Logs looks
    // like.
    guard
      names.isEmpty && times == 2 || !names.isEmpty && times > 0
        || first?.first == UInt8(ascii: "/")
        || names.last.map({ line[from: $0.lowerBound, to: $0.upperBound].isUUID }) == true
    else { return nil }
    let layout = AWSLogsLayout(
      group: isGroup ? first : nil, hasStream: names.count == 2 || names.count == 1 && !isGroup,
      times: times)
    return LineLayout { layout.prefix($0) }
  }
}

private struct AWSLogsLayout: Sendable {
  /// The log group, the same in all lines; nil if the lines do not name it.
  let group: [UInt8]?
  let hasStream: Bool
  let times: Int

  func prefix(_ line: UnsafeRawBufferPointer) -> LinePrefix? {
    var scanner = LineScanner(line)
    var prefix = LinePrefix()
    if let group {
      guard let word = scanner.takeName(), scanner.take(UInt8(ascii: " ")),
        line[from: word.lowerBound, to: word.upperBound].elementsEqual(group)
      else { return nil }
      prefix.logGroup = word
    }
    if hasStream {
      guard let word = scanner.takeName(), scanner.take(UInt8(ascii: " ")) else { return nil }
      prefix.logStream = word
    }
    for number in 0..<times {
      guard let time = scanner.takeTime(), scanner.take(UInt8(ascii: " ")) else { return nil }
      if number == 0 {
        prefix.loggedAt = time.milliseconds
      } else {
        prefix.ingestionTime = time.milliseconds
      }
    }
    prefix.byteCount = scanner.position
    return prefix
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes have the form of a UUID, which the streams of EventBridge have as names.
  var isUUID: Bool {
    count == 36
      && enumerated().allSatisfy { index, byte in
        [8, 13, 18, 23].contains(index) ? byte == UInt8(ascii: "-") : byte.isHexDigit
      }
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    (0x30...0x39).contains(self) || (0x61...0x66).contains(self) || (0x41...0x46).contains(self)
  }
}
