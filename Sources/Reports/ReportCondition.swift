import Queries
import SQLite

/// A condition on a report's rows, evaluated in a database of its own that holds nothing else.
final class ReportCondition {
  private let connection: Connection
  private let sandbox: SQLSandbox
  private let insert: Statement
  private let select: Statement
  private var taken = 0

  /// - Parameter clock: that of the report, whose time the condition shares.
  /// - Throws: `ReportError.invalidCondition` if the text is none, or names other columns.
  init(_ text: String, columns: [String], limits: ReadLimits, clock: SQLSandboxClock) throws {
    if let parameter = SQLText(text).firstParameter {
      throw ReportError.invalidCondition(
        text, offset: parameter.lowerBound,
        message: "\(SQLText(text).text(parameter)) is a parameter, and nothing gives it a value",
        columns: columns)
    }
    connection = try Connection.inMemory()
    try ReportFunctions.register(on: connection)
    let names = columns.map(SQLText.name).joined(separator: ", ")
    try connection.execute("CREATE TABLE result (\(names))")
    sandbox = try SQLSandbox(connection, limits: limits, clock: clock)
    // The rows go into memory that nobody else sees.
    try connection.setPragma("query_only", to: 0)
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    insert = try connection.prepare("INSERT INTO result VALUES (\(marks))")
    // The line break ends a comment in it.
    let head = "SELECT ("
    let sql = "\(head)\(text)\n) IS TRUE FROM result"
    do {
      select = try sandbox.prepare(sql)
    } catch .invalid(let error) {
      let offset = error.offset.map { $0 - head.utf8.count }
      throw Self.mistake(text, error.message, at: offset, columns)
    } catch .refused(let sentence) {
      throw Self.mistake(text, sentence, at: nil, columns)
    } catch .nulByte(_, let offset) {
      throw Self.mistake(text, "it has a NUL byte", at: offset - head.utf8.count, columns)
    } catch {
      throw error
    }
  }

  private static func mistake(
    _ text: String, _ message: String, at offset: Int?, _ columns: [String]
  ) -> ReportError {
    // What is wrong behind the condition is that it ends too early.
    let isBehind = (offset ?? 0) > text.utf8.count
    return .invalidCondition(
      text, offset: offset.map { min(max(0, $0), text.utf8.count) },
      message: isBehind ? "it ends too early" : message, columns: columns)
  }

  /// Takes a row of the result.
  func take(_ row: [Value]) throws(SQLSandboxError) {
    do {
      for (index, value) in row.enumerated() { try insert.bind(value, at: Int32(index) + 1) }
      try insert.run()
    } catch {
      throw sandbox.reader.explain(error)
    }
    taken += 1
  }

  /// What the condition says of the rows that were taken.
  func outcome() throws(SQLSandboxError) -> ReportResult.Failing? {
    var answers = 0
    var count = 0
    while try sandbox.step(select) {
      answers += 1
      count += Int(select.integer(at: 0))
    }
    guard count > 0 else { return nil }
    // An aggregate gives one answer for all rows.
    return answers == taken ? .rows(count, of: taken) : .whole
  }
}

extension SQLText {
  /// The first parameter: `?`, `?1`, `:name`, `@name` or `$name`.
  var firstParameter: Range<Int>? {
    var found: Range<Int>?
    var mark: Range<Int>?
    let marks: [Token] = [UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$")].map(Token.symbol)
    forEachToken { token, range in
      guard found == nil else { return }
      switch token {
      case .parameter: found = range
      case .word:
        if let mark, mark.upperBound == range.lowerBound {
          found = mark.lowerBound..<range.upperBound
        }
      case .symbol: break
      }
      mark = marks.contains(token) ? range : nil
    }
    return found
  }
}
