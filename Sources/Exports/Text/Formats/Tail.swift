// The output of `aws logs tail`:
//
//     2026-06-05T12:17:11.000000+00:00 STREAM MESSAGE      --format detailed, also in color
//     2026-06-05T12:17:11 MESSAGE                          --format short: UTC
//     2026-06-05T12:17:11+00:00 STREAM ⏎ MESSAGE           --format json, if the message is JSON
extension LineFormat {
  static let tail = LineFormat(shape: .tail) { line in
    var scanner = LineScanner(line)
    guard let time = scanner.takeTime(), time.zone != .utc else { return nil }
    let hasStream = time.zone == .offset
    let layout = LineLayout { tailPrefix($0, hasStream: hasStream) }
    return layout.prefix(line) == nil ? nil : layout
  }

  private static func tailPrefix(
    _ line: UnsafeRawBufferPointer, hasStream: Bool
  ) -> LinePrefix? {
    var scanner = LineScanner(line)
    guard let time = scanner.takeTime(), time.zone == (hasStream ? .offset : .none),
      scanner.take(UInt8(ascii: " "))
    else { return nil }
    var prefix = LinePrefix(loggedAt: time.milliseconds)
    if hasStream {
      guard let stream = takeStream(of: line, &scanner) else { return nil }
      prefix.logStream = stream
      // At the end of a line blanks may have been removed.
      guard scanner.take(UInt8(ascii: " ")) || scanner.next == nil || scanner.next == 0x0d else {
        return nil
      }
    }
    prefix.byteCount = scanner.position
    return prefix
  }

  /// The name of a stream: a word, or several if the words cannot be anything else.
  private static func takeStream(
    of line: UnsafeRawBufferPointer, _ scanner: inout LineScanner
  ) -> Range<Int>? {
    var ahead = scanner
    guard let word = ahead.takeName() else { return nil }
    let name = line[from: word.lowerBound, to: word.upperBound]
    if name.isUUID || name.contains("/") || !line.hasWord(after: ahead.position) {
      scanner = ahead
      return word
    }
    return scanner.takeNameBeforeJSON() ?? scanner.takeName()
  }
}

extension UnsafeRawBufferPointer {
  /// Whether a blank and something else than an object follow on the line.
  fileprivate func hasWord(after position: Int) -> Bool {
    guard position + 1 < count, self[position] == 0x20 else { return false }
    return self[position + 1] > 0x20 && self[position + 1] != UInt8(ascii: "{")
  }
}
