import SQLite
import Testing

@Suite struct AggregateTests {
  @Test func groupsHaveTheirOwnState() throws {
    let connection = try table()
    try connection.createAggregate(name: "joined", argumentCount: 1) { _ in Joined() }
    #expect(
      try connection.rows("SELECT k, joined(v) FROM t GROUP BY k ORDER BY k")
        == [[.text("a"), .text("1,2")], [.text("b"), .text("3")]])
    #expect(
      try connection.rows("SELECT joined(v), joined(v * 10) FROM t WHERE k = 'a'")
        == [[.text("1,2"), .text("10,20")]])
  }

  @Test func noRowsIsAnEmptyGroup() throws {
    let connection = try table()
    try connection.createAggregate(name: "joined", argumentCount: 1) { _ in Joined() }
    #expect(try connection.rows("SELECT joined(v) FROM t WHERE 0") == [[.text("")]])
    #expect(try connection.rows("SELECT joined(v) FROM t WHERE 0 GROUP BY k") == [])
  }

  @Test func errorsOfStepAndEndAreTheStatements() throws {
    let connection = try table()
    try connection.createAggregate(name: "joined", argumentCount: 1) { _ in Joined(refusedNumber: 2)
    }
    try connection.createAggregate(name: "late", argumentCount: 1) { _ in Joined(refusesEnd: true) }
    #expect(
      failure { _ = try connection.rows("SELECT joined(v) FROM t") }?.message == "refused 2")
    #expect(
      failure { _ = try connection.rows("SELECT late(v) FROM t") }?.message == "refused the end")
    #expect(try connection.rows("SELECT joined(v) FROM t WHERE v = 3") == [[.text("3")]])
  }

  @Test func statesAreReleased() throws {
    let alive = Counter()
    let connection = try table()
    try connection.createAggregate(name: "joined", argumentCount: 1) { _ in
      Joined(refusedNumber: 3, alive: alive)
    }
    _ = try connection.rows("SELECT joined(v) FROM t WHERE v < 3 GROUP BY v")
    #expect(alive.count == 0)
    _ = failure { _ = try connection.rows("SELECT joined(v) FROM t") }
    #expect(alive.count == 0)
    do {
      // Left half-way, before the second group.
      let select = try connection.prepare("SELECT joined(v) FROM t WHERE v < 3 GROUP BY v")
      #expect(try select.step() == true)
    }
    #expect(alive.count == 0)
  }

  private func table() throws -> Connection {
    let connection = try memory()
    try connection.execute(
      "CREATE TABLE t (k, v); INSERT INTO t VALUES ('a', 1), ('b', 3), ('a', 2)")
    return connection
  }
}

private struct Refused: Error, CustomStringConvertible {
  let description: String
}

/// Joins numbers with commas, and refuses some.
private final class Joined: AggregateState {
  var heldBytes: Int { 0 }
  private var texts: [String] = []
  private let refusedNumber: Int64?
  private let refusesEnd: Bool
  private let alive: Counter?

  init(refusedNumber: Int64? = nil, refusesEnd: Bool = false, alive: Counter? = nil) {
    self.refusedNumber = refusedNumber
    self.refusesEnd = refusesEnd
    self.alive = alive
    alive?.count += 1
  }

  deinit { alive?.count -= 1 }

  func step(_ arguments: borrowing FunctionArguments) throws {
    let number = arguments.integer(at: 0)
    if number == refusedNumber { throw Refused(description: "refused \(number)") }
    texts.append(String(number))
  }

  func finish(_ context: borrowing FunctionContext) throws {
    if refusesEnd { throw Refused(description: "refused the end") }
    context.returnText(texts.joined(separator: ","))
  }
}

@Suite struct CollationTests {
  @Test func aCollationOrders() throws {
    let connection = try memory()
    try connection.createCollation(name: "by_length") { left, right in
      Int32(left.count - right.count)
    }
    let rows = try connection.rows(
      "SELECT column1 FROM (VALUES ('ccc'), (''), ('bb'), ('a')) ORDER BY 1 COLLATE by_length")
    #expect(rows == [[.text("")], [.text("a")], [.text("bb")], [.text("ccc")]])
    #expect(try connection.integer("SELECT 'ab' = 'xy' COLLATE by_length") == 1)
  }
}
