/// How much a statement that reads may take.
package struct ReadLimits: Sendable {
  /// Seconds of work, waiting for the reader of the rows not counted; nil for no limit.
  package var seconds: Double?
  /// Bytes of one value; nil for SQLite's own limit.
  package var valueBytesMax: Int32?
  /// Bytes that SQLite and the functions that it calls may hold in memory, in the whole process; nil for no limit.
  ///
  /// Sorting goes on in a file.
  package var memoryBytesMax: Int64?
  /// Asked now and then whether to stop, for Ctrl-C.
  package var isInterrupted: @Sendable () -> Bool

  /// What a command may take.
  ///
  /// The longest record of an archive is a quarter of the longest value.
  package init(
    seconds: Double?, valueBytesMax: Int32? = 64 << 20, memoryBytesMax: Int64? = 512 << 20,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.seconds = seconds
    self.valueBytesMax = valueBytesMax
    self.memoryBytesMax = memoryBytesMax
    self.isInterrupted = isInterrupted
  }

  /// For programs that set limits of their own.
  package static let none = ReadLimits(seconds: nil, valueBytesMax: nil, memoryBytesMax: nil)
}
