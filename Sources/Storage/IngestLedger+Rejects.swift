package import SQLite

/// The records that cannot be read.
extension IngestLedger {
  /// How many unreadable records of a file are kept; the rest are counted.
  ///
  /// A file of 2 GB has fewer stops, so all of a genuine file are kept. Without a limit a compressed file of 64 kB could
  /// add gigabytes to the archive: a record such as `5` has two bytes in the file, and its row has a hundred.
  package static let rejectsKeptMax = 1_000_000

  /// Keeps a record that cannot be read.
  package func reject(
    _ record: UnsafeRawBufferPointer, _ origin: RejectOrigin, reason: String
  ) throws(SQLiteError) {
    try insertReject.bind(origin.export, at: 1)
    try insertReject.bind(Int64(origin.line), at: 2)
    try insertReject.bind(Int64(origin.byteOffset), at: 3)
    try insertReject.bind(text: reason, at: 4)
    try insertReject.bindBorrowedBlob(record, at: 5)
    try insertReject.bind(origin.loggedAt.map { .integer($0) } ?? .null, at: 6)
    try insertReject.bind(origin.log.stream.map { .integer($0) } ?? .null, at: 7)
    try insertReject.bind(origin.log.group.map { .integer($0) } ?? .null, at: 8)
    try insertReject.bind(origin.member.map { .text($0) } ?? .null, at: 9)
    try insertReject.run()
  }

  /// Where a record that cannot be read comes from, and what the export says about it.
  package struct RejectOrigin {
    package var export: Int64
    /// The path in the tar or zip archive that the file is; nil if it is none.
    package var member: String?
    package var line: Int
    package var byteOffset: Int
    /// Milliseconds since 1970; nil if the export gives no time.
    package var loggedAt: Int64?
    package var log: LogPlace

    package init(
      export: Int64, member: String? = nil, line: Int, byteOffset: Int, loggedAt: Int64?,
      log: LogPlace = LogPlace()
    ) {
      self.export = export
      self.member = member
      self.line = line
      self.byteOffset = byteOffset
      self.loggedAt = loggedAt
      self.log = log
    }
  }
}
