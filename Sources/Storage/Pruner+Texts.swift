import Events
import SQLite

/// Deletes unused strings and returns free space to the file system.
extension Pruner {
  /// How often all references are collected again because another process has written meanwhile.
  private static let attemptsMax = 3
  /// The number of pages that one transaction frees.
  private static let pagesMax = 1_000

  /// A string of a text table.
  struct UnusedText {
    let id: Int64
    /// For reasons and shapes only.
    let text: String?
  }

  /// The rows of a text table that nothing refers to.
  func unusedTexts(
    in textTable: TextTable, _ use: TextUse
  ) throws(SQLiteError) -> [UnusedText] {
    let isNamed = PrunePlan.UnusedTexts.namesTexts(of: textTable)
    let text = isNamed ? textTable.textColumn : "NULL"
    let select = try connection.prepare(
      "SELECT id, \(text) FROM \(textTable.name) ORDER BY id", persistent: false)
    let used = use.used[textTable.rawValue]
    var unused: [UnusedText] = []
    while try select.step() {
      let id = select.integer(at: 0)
      if !used.contains(id) { unused.append(UnusedText(id: id, text: select.string(at: 1))) }
    }
    return unused
  }

  /// Deletes unused strings.
  ///
  /// References are collected outside write transactions, because that takes a while. If another process has written
  /// since, it may refer to a string again, so all references are collected again; if writing goes on, the rest is left
  /// to the next prune.
  func deleteUnusedTexts(
    into summary: inout PruneSummary, _ progress: (PruneProgress) throws -> Void
  ) throws {
    for _ in 0..<Self.attemptsMax {
      let (version, unused) = try gatherUnusedTexts()
      var next = 0
      var isStale = false
      while next < unused.count, !isStale {
        try progress(PruneProgress(phase: .texts, done: next, total: unused.count))
        let end = try deleteBatch(of: unused, from: next, version: version)
        for row in unused[next..<end] {
          summary.deleted.note(unused: row.text.id, row.text.text, in: row.textTable)
        }
        if end > next { summary.batches += 1 }
        isStale = end == next
        next = end
      }
      if !isStale { return }
    }
    summary.leftUnusedTexts = true
  }

  private typealias UnusedRow = (textTable: TextTable, text: UnusedText)

  private func gatherUnusedTexts() throws(SQLiteError) -> (version: Int64, rows: [UnusedRow]) {
    let transaction = try Transaction(connection, .deferred)
    let version = try connection.pragma("data_version")
    let use = try TextUse(connection, before: .min)
    var rows: [UnusedRow] = []
    for textTable in TextTable.allCases {
      for text in try unusedTexts(in: textTable, use) { rows.append((textTable, text)) }
    }
    try transaction.commit()
    return (version, rows)
  }

  /// Deletes one batch and returns its end; nil if another process has written.
  private func deleteBatch(
    of rows: [UnusedRow], from start: Int, version: Int64
  ) throws(SQLiteError) -> Int {
    let textTable = rows[start].textTable
    return try inBatch { () throws(SQLiteError) in
      guard try connection.pragma("data_version") == version else { return start }
      let delete = try connection.prepare(
        "DELETE FROM \(textTable.name) WHERE id = ?1", persistent: false)
      let clock = BatchClock()
      var position = start
      repeat {
        try delete.bind(rows[position].text.id, at: 1)
        try delete.run()
        position += 1
      } while position < rows.count && rows[position].textTable == textTable && !clock.isOver
      return position
    }
  }

  /// Returns free pages to the file system; returns the number of bytes by which the file shrank.
  func returnSpace(_ progress: (PruneProgress) throws -> Void) throws -> Int64 {
    let pageSize = try connection.pragma("page_size")
    let pagesBefore = try connection.pragma("page_count")
    let total = try connection.pragma("freelist_count")
    var left = total
    while left > 0 {
      try progress(PruneProgress(phase: .space, done: Int(total - left), total: Int(total)))
      try connection.execute("PRAGMA incremental_vacuum(\(Self.pagesMax))")
      let now = try connection.pragma("freelist_count")
      // An archive that was rebuilt without `auto_vacuum` keeps its free pages and reuses them.
      guard now < left else { break }
      left = now
    }
    try truncateLog()
    return (pagesBefore - (try connection.pragma("page_count"))) * pageSize
  }

  /// Checkpoints and truncates the WAL; if there are readers, this is left to a later writer.
  private func truncateLog() throws(SQLiteError) {
    // Waiting for readers here would block other writers, too.
    do {
      try connection.withoutWaiting { () throws(SQLiteError) in
        try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
      }
    } catch  where error.isBusy {}
  }
}
