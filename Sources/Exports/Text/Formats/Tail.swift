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
      guard let stream = scanner.takeName() else { return nil }
      prefix.logStream = stream
      // At the end of a line blanks may have been removed.
      guard scanner.take(UInt8(ascii: " ")) || scanner.next == nil || scanner.next == 0x0d else {
        return nil
      }
    }
    prefix.byteCount = scanner.position
    return prefix
  }
}
