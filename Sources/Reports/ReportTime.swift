import Events

/// Instants as texts.
package enum ReportTime {
  /// `2026-01-31T09:30:00Z`, with what there is of seconds; UTC.
  package static func instant(_ milliseconds: Int64) -> String {
    guard Timestamp.isPrintable(milliseconds) else { return "\(milliseconds) ms" }
    let bytes = [UInt8](unsafeUninitializedCapacity: Timestamp.textBytesMax) { room, count in
      count = room.baseAddress.map { Timestamp.write(milliseconds, to: $0) } ?? 0
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
