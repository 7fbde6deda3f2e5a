/// Splits content into records.
protocol RecordFramer: ~Copyable {
  /// The next record, valid until the next call; nil after the last one.
  mutating func next() throws(ExportError) -> ExportRecord?

  /// The number of bytes of content read so far.
  var bytesOut: Int64 { get }
}
