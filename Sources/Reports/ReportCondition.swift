import Queries
import Rows
import SQLite

/// A condition on a report's rows: an expression of SQL over its columns, which sees nothing else.
final class ReportCondition {
  private let table: ResultTable
  private let sandbox: SQLSandbox
  private let select: Statement

  /// - Throws: `ReportError.invalidCondition` if the text is none, or names other columns.
  init(
    _ text: String, columns: [String], _ connection: Connection, _ sandbox: SQLSandbox
  ) throws {
    self.sandbox = sandbox
    table = try ResultTable(columns: columns, connection)
    let hidden = try Self.tables(connection, sandbox)
    let head = table.definition + " SELECT ("
    do {
      // The line break ends a comment in it.
      select = try sandbox.prepare(
        "\(head)\(text)\n) IS TRUE FROM \(ResultTable.name)", hiding: hidden)
    } catch .invalid(let error) {
      let offset = error.offset.map { $0 - head.utf8.count }
      throw Self.mistake(text, error.message, at: offset, columns)
    } catch .refused(let sentence) {
      throw Self.mistake(text, sentence, at: nil, columns)
    } catch .parameters(_, let first) {
      let place = text.firstRange(of: first)?.lowerBound
      throw Self.mistake(
        text, "\(first) is a parameter, and nothing gives it a value",
        at: place.map { text.utf8.distance(from: text.startIndex, to: $0) }, columns)
    } catch .nulByte(_, let offset) {
      throw Self.mistake(text, "it has a NUL byte", at: offset - head.utf8.count, columns)
    } catch {
      throw error
    }
  }

  /// What is in the archive: a condition knows nothing of it.
  private static func tables(
    _ connection: Connection, _ sandbox: SQLSandbox
  ) throws -> Set<String> {
    let names = RowCollector()
    let select = try connection.prepare("SELECT lower(name) FROM sqlite_schema", persistent: false)
    try sandbox.runner.run(select, to: names)
    return Set(names.texts)
  }

  private static func mistake(
    _ text: String, _ message: String, at offset: Int?, _ columns: [String]
  ) -> ReportError {
    // An error after the condition means that it ends too early.
    let isBehind = (offset ?? 0) > text.utf8.count
    return .invalidCondition(
      text, offset: offset.map { min(max(0, $0), text.utf8.count) },
      message: isBehind ? "it ends too early" : message, columns: columns)
  }

  /// Takes a row of the result.
  func take(_ row: Row) throws(SQLSandboxError) {
    do {
      try table.take(row)
    } catch {
      throw sandbox.runner.explain(error)
    }
  }

  /// What the condition says of the rows that were taken.
  func outcome() throws -> ReportResult.Failing? {
    let answers = Answers()
    try sandbox.run(select, to: answers)
    guard answers.trueCount > 0 else { return nil }
    // An aggregate gives one answer for all rows.
    return answers.count == table.count
      ? .rows(answers.trueCount, of: table.count) : .whole
  }

  /// Counts the answers of a condition.
  private final class Answers: RowWriter {
    private(set) var count = 0
    private(set) var trueCount = 0

    func begin(columns: [ResultColumn]) {}

    func write(row: Row) {
      count += 1
      if case .integer(1) = row[0] { trueCount += 1 }
    }

    func end() {}
  }
}
