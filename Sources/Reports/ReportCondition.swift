import SQLite

/// A condition on a report's rows, evaluated in a database of its own that holds nothing else.
final class ReportCondition {
  private let text: String
  private let connection: Connection
  private let insert: Statement
  private let select: Statement
  private var taken = 0

  /// - Throws: `ReportError.invalidCondition` if the text is none, or names other columns.
  init(_ text: String, columns: [String]) throws {
    self.text = text
    connection = try Connection.inMemory()
    try ReportFunctions.register(on: connection)
    let names = columns.map(SQLText.name).joined(separator: ", ")
    try connection.execute("CREATE TABLE result (\(names))")
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    insert = try connection.prepare("INSERT INTO result VALUES (\(marks))")
    // The line break ends a comment in it.
    let head = "SELECT ("
    let sql = "\(head)\(text)\n) IS TRUE FROM result"
    do {
      select = try connection.prepare(sql)
    } catch {
      throw Self.mistake(text, error, at: error.offset.map { $0 - head.utf8.count }, columns)
    }
  }

  private static func mistake(
    _ text: String, _ error: SQLiteError, at offset: Int?, _ columns: [String]
  ) -> ReportError {
    // What is wrong behind the condition is that it ends too early.
    let isBehind = (offset ?? 0) > text.utf8.count
    return .invalidCondition(
      text, offset: offset.map { min(max(0, $0), text.utf8.count) },
      message: isBehind ? "it ends too early" : error.message, columns: columns)
  }

  /// Takes a row of the result.
  func take(_ row: [Value]) throws(SQLiteError) {
    for (index, value) in row.enumerated() { try insert.bind(value, at: Int32(index) + 1) }
    try insert.run()
    taken += 1
  }

  /// What the condition says of the rows that were taken.
  func outcome() throws(SQLiteError) -> ReportResult.Failing? {
    var answers = 0
    var count = 0
    while try select.step() {
      answers += 1
      count += Int(select.integer(at: 0))
    }
    guard count > 0 else { return nil }
    // An aggregate gives one answer for all rows.
    return answers == taken ? .rows(count, of: taken) : .whole
  }
}
