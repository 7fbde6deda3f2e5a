/// Cuts content into records.
protocol RecordFramer: ~Copyable {
  /// The next record, valid until the next call; nil after the last one.
  mutating func next() throws(ExportError) -> ExportRecord?

  /// How many bytes of content were taken in so far.
  var bytesOut: Int64 { get }
}
