import Reports
import SQLite
import TestSupport
import Testing

/// `tally` and `quantiles` give what GROUP BY would.
@Suite struct GroupingFunctionsTests {
  private static func connection() throws -> Connection {
    let connection = try Connection.inMemory()
    try GroupingFunctions.register(on: connection)
    try connection.execute(
      "CREATE TABLE numbers (time INTEGER, first INTEGER, second INTEGER) STRICT")
    return connection
  }

  private static func rows(_ sql: String, _ connection: Connection) throws -> [String] {
    let select = try connection.prepare(sql)
    var rows: [String] = []
    while try select.step() { rows.append(select.string(at: 0) ?? "NULL") }
    return rows
  }

  private static func fill(_ connection: Connection, rows: Int) throws {
    var random = SeededGenerator(seed: 20_261_123)
    func number(_ range: ClosedRange<Int64>) -> String {
      Int.random(in: 0..<10, using: &random) == 0
        ? "NULL" : "\(Int64.random(in: range, using: &random))"
    }
    for _ in 0..<rows {
      try connection.execute(
        "INSERT INTO numbers VALUES (\(number(-5000...5000)), \(number(-3...300)), \(number(0...2)))"
      )
    }
  }

  @Test func tallyCountsAsGroupByDoes() throws {
    let connection = try Self.connection()
    try Self.fill(connection, rows: 4000)
    let tallied = try Self.rows(
      """
      SELECT value FROM json_each((SELECT tally(time, first, second) FROM numbers)) ORDER BY value
      """, connection)
    let grouped = try Self.rows(
      """
      SELECT json_array(count(*), min(time), max(time), first, second) AS value FROM numbers
      GROUP BY first, second ORDER BY value
      """, connection)
    #expect(tallied == grouped && tallied.count > 500)
  }

  @Test func quantilesAreThoseOfTheNearestRank() throws {
    let connection = try Self.connection()
    try Self.fill(connection, rows: 3000)
    let found = try Self.rows(
      "SELECT value FROM json_each((SELECT quantiles(time, second) FROM numbers)) ORDER BY value",
      connection)
    let ranks = [50, 90, 95, 99, 100].map { percent in
      "(SELECT time FROM ranked WHERE second IS n.second AND rank = (n.numbers * \(percent) + 99) / 100)"
    }
    let expected = try Self.rows(
      """
      WITH ranked AS (
        SELECT second, time, row_number() OVER (PARTITION BY second ORDER BY time) AS rank
        FROM numbers WHERE time IS NOT NULL)
      SELECT json_array(n.numbers, \(ranks.joined(separator: ", ")), n.second) AS value
      FROM (SELECT second, count(time) AS numbers FROM numbers GROUP BY second) AS n ORDER BY value
      """, connection)
    #expect(found == expected && found.count == 4)
  }

  @Test func noRowsAreNoGroups() throws {
    let connection = try Self.connection()
    #expect(try Self.rows("SELECT tally(time, first) FROM numbers", connection) == ["[]"])
    #expect(try Self.rows("SELECT quantiles(time, first) FROM numbers", connection) == ["[]"])
  }

  @Test func aGroupWithoutNumbersHasNoQuantiles() throws {
    let connection = try Self.connection()
    #expect(
      try Self.rows("SELECT quantiles(NULL, 1)", connection) == ["[[0,null,null,null,null,null,1]]"]
    )
    #expect(try Self.rows("SELECT tally(NULL, NULL)", connection) == ["[[1,null,null,null]]"])
  }

  @Test func aKeyMayBeAText() throws {
    let connection = try Self.connection()
    let tallied = try Self.rows(
      """
      WITH rows (time, name) AS (VALUES (5, 'a "b"\t'), (7, '名'), (3, 'a "b"\t'), (1, ''), (2, NULL))
      SELECT json_array(value ->> 0, value ->> 1, value ->> 2, value ->> 3)
      FROM json_each((SELECT tally(time, name) FROM rows))
      """, connection)
    #expect(
      tallied == [#"[2,3,5,"a \"b\"\t"]"#, #"[1,7,7,"名"]"#, #"[1,1,1,""]"#, "[1,2,2,null]"])
  }

  @Test(arguments: ["tally(1, 0.5)", "tally('now', 1)", "quantiles(0.5, 1)", "tally(1, x'00')"])
  func whatIsNoWholeNumberIsRefused(_ call: String) throws {
    let connection = try Self.connection()
    let error = #expect(throws: SQLiteError.self) {
      try Self.rows("SELECT \(call)", connection)
    }
    #expect(error?.message.contains("is neither a whole number nor NULL") == true)
  }
}
