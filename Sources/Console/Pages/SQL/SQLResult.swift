import Charts
import ECSStops
import JSON
import LogsAPI
import Masking
import Queries
import Rows
import SQLite
import Storage

/// The rows of a statement, with secrets masked.
struct SQLResult {
  let rows: ResultRows
  let isCut: Bool
  /// How long it worked.
  let milliseconds: Int64

  /// Runs the statement in the sandbox.
  ///
  /// - Throws: `StatementError` for what is wrong with it.
  init(_ sql: String, rowsMax: Int, _ reader: ConsoleReader) throws {
    let rows = ResultRows()
    let masker = reader.reports.masker
    let clock = ContinuousClock()
    let begin = clock.now
    do {
      let outcome = try reader.archive.withArchive { _, sandbox in
        let select = try sandbox.prepare(sql)
        // A pragma that answers nothing has no columns.
        let writer: any RowWriter = masker.map { MaskingWriter($0, to: rows) } ?? rows
        return try sandbox.run(select, rowsMax: rowsMax, to: writer)
      }
      isCut = outcome.isCut
    } catch let error as SQLSandboxError {
      throw StatementError(error, reader)
    }
    self.rows = rows
    milliseconds = Int64((clock.now - begin) / .milliseconds(1))
  }

  func answer(in format: DataFormat) throws -> ConsoleAnswer {
    try RowsAnswer(
      columns: rows.columns, rows: cells(0..<rows.count), name: "sql",
      members: [
        .init(
          "statistics",
          .object([
            .init("rows", .integer(rows.count)), .init("milliseconds", .integer(Int(milliseconds))),
            .init("isCut", .boolean(isCut)),
          ]))
      ]
    ).answer(in: format)
  }

  func cells(_ range: Range<Int>) throws -> [[Cell]] {
    var all: [[Cell]] = []
    try rows.forEach(in: range) { row in all.append(row.indices.map { Cell(row[$0]) }) }
    return all
  }
}

/// What is wrong with a statement, explained as the command explains it.
struct StatementError: Error {
  let explanation: ErrorExplanation
  let schema: SQLSchema

  init(_ error: SQLSandboxError, _ reader: ConsoleReader) {
    let names = SQLSchema.names(reader)
    var explanation = ErrorExplanation(
      error, names: { names.tables }, columns: { names.columns(in: $0) })
    switch error {
    case .timedOut, .interrupted:
      explanation.message = "the statement was stopped after \(Int(Console.secondsMax)) s"
      explanation.help = "read fewer rows, or use ecs-stops sql, which has --timeout"
    default: break
    }
    self.explanation = explanation
    schema = SQLSchema(reader)
  }
}
