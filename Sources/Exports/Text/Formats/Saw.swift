// The output of `saw`: `[2026-06-05T12:17:11Z] (STREAM) MESSAGE`, also in color.
extension LineFormat {
  static let saw = LineFormat(shape: .saw) { line in
    sawPrefix(line).map { _ in LineLayout(prefix: sawPrefix) }
  }

  @Sendable private static func sawPrefix(_ line: UnsafeRawBufferPointer) -> LinePrefix? {
    var scanner = LineScanner(line)
    guard scanner.take("["), let time = scanner.takeTime(), time.zone != .none,
      scanner.take("] ("), let stream = scanner.takeBracketed(), scanner.take(") ")
    else { return nil }
    return LinePrefix(
      byteCount: scanner.position, loggedAt: time.milliseconds, logStream: stream)
  }
}
