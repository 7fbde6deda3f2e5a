import Exports

/// Where texts stand inside a record.
struct RecordPlaces {
  private let record: UnsafeRawBufferPointer
  /// The place that was asked for last: texts follow one another, so their lines are counted once.
  private var last = (bytes: 0, lines: 0)

  init(in record: UnsafeRawBufferPointer) {
    self.record = record
  }

  /// How many bytes and lines of the record are before a text; none for a text that was decoded from it.
  mutating func passed(before text: UnsafeRawBufferPointer) -> (bytes: Int, lines: Int) {
    guard let start = text.baseAddress, let base = record.baseAddress, start >= base,
      start + text.count <= base + record.count
    else { return (0, 0) }
    let bytes = start - base
    if bytes < last.bytes { last = (0, 0) }
    last.lines += UnsafeRawBufferPointer(rebasing: record[last.bytes..<bytes]).lineFeedCount
    last.bytes = bytes
    return last
  }
}
