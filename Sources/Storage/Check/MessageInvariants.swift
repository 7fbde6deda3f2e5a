import CXXHash
import Events
import Exports
import JSON
import SQLite

/// The messages, which are printed from the rows of their tasks.
enum MessageInvariants {
  static let all = [messages, superseded]

  private static let messages = Invariant(
    name: "messages", statement: "every message is rebuilt as it arrived",
    advice: CheckAdvice.restore
  ) { result, context in
    guard !context.isQuick else {
      result.isSkipped = true
      return
    }
    var check = try MessageCheck(context)
    try check.run(&result)
  }

  private static let superseded = Invariant(
    name: "superseded", statement: "every superseded event is what was stored",
    advice: CheckAdvice.restore
  ) { result, context in
    let select = try context.connection.prepare(
      "SELECT id, value_hash, message FROM superseded", persistent: false)
    var digest = JSONValueDigest()
    while try select.step() {
      result.checked += 1
      let hash = digest.digest(of: select.unsafeBytes(at: 2))
      guard select.integer(at: 1) != Int64(bitPattern: hash) else { continue }
      result.note("row \(select.integer(at: 0)) of superseded is not the event that was stored")
    }
  }
}

/// Rebuilds each message of an archive.
private struct MessageCheck: ~Copyable {
  private let context: CheckContext
  private let reader: MessageReader
  private var capture = EventCapture()
  private var batch = EventBatch()

  init(_ context: CheckContext) throws {
    self.context = context
    reader = try MessageReader(context.connection)
  }

  mutating func run(_ result: inout CheckResult) throws {
    let total = Int(try context.connection.integer("SELECT count(*) FROM tasks") ?? 0)
    let select = try context.connection.prepare(
      "SELECT id, \(TaskInvariants.taskID), \(try hashColumn()) FROM tasks AS t ORDER BY id",
      persistent: false)
    while try select.step() {
      if result.checked % CheckContext.rowsPerProgress == 0 {
        try context.progress(result.checked, total)
      }
      result.checked += 1
      let hash = select.isNull(at: 2) ? nil : select.integer(at: 2)
      if hash == nil { result.unverified += 1 }
      guard let problem = try problem(ofTask: select.integer(at: 0), hash) else { continue }
      result.note("task \(select.string(at: 1) ?? ""): \(problem)")
    }
  }

  /// The column with the checksum of each message; NULL in an archive without it.
  private func hashColumn() throws(SQLiteError) -> String {
    let isThere = try context.connection.integer(
      "SELECT 1 FROM pragma_table_info('tasks') WHERE name = 'message_hash'")
    return isThere == nil ? "NULL" : "message_hash"
  }

  private mutating func problem(ofTask row: Int64, _ hash: Int64?) throws -> String? {
    let rows: MessagePrinter.Rows
    do {
      rows = try reader.load(row)
    } catch let error as ShapeError {
      return "its shape has an unknown hole \"\(error.hole)\""
    }
    if let misfit = reader.misfit(of: rows) { return misfit }
    let message = reader.print(rows)
    if let hash {
      let found = Int64(bitPattern: XXH3_64bits(message.baseAddress, message.count))
      return found == hash ? nil : "its message is not the one that arrived"
    }
    return isStop(message) ? nil : "its message is not that of a stopped task"
  }

  private mutating func isStop(_ message: UnsafeRawBufferPointer) -> Bool {
    batch.removeAll()
    capture.append(
      ExportRecord(
        message: message, metadata: LogMetadata(loggedAt: 0),
        position: SourcePosition(line: 1, offset: 0)),
      to: &batch)
    if case .stop = batch.events[0].outcome { return true }
    return false
  }
}
