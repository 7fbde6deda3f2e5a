import SQLite
import TestSupport
import Testing

@testable import InsightsSQLite

/// Aggregates against plain definitions, over random values.
@Suite struct AggregateTests {
  private let seed = UInt64.random(in: 0..<1_000_000)

  private func value(
    _ aggregate: SQLAggregate, of rows: [[TestValue]],
    isBefore: @escaping EventOrder = { $0 < $1 }
  ) throws -> Value {
    let table = try TestTable()
    try aggregate.register(on: table.connection) { _ in isBefore }
    return try table.value(of: aggregate.rawValue, aggregate.argumentCount, over: rows)
  }

  /// The most bytes that a group held over some rows.
  private func heldBytes(_ aggregate: SQLAggregate, over rows: [[TestValue]]) throws -> Int {
    let probe = Probe(aggregate.makeState { { $0 < $1 } })
    #expect(probe.heldBytes == 0)
    let table = try TestTable()
    let count = aggregate.argumentCount
    try table.connection.createAggregate(name: "probe", argumentCount: Int32(count)) { _ in probe }
    _ = try table.value(of: "probe", count, over: rows)
    return probe.heldBytes
  }

  @Test(arguments: [SQLAggregate.values, .mostFrequent, .latest, .sortsLast, .minimum])
  func textsThatAreHeldAreCounted(_ aggregate: SQLAggregate) throws {
    let rows = [1000, 2000, 1000].map { count in
      [TestValue.text(String(repeating: "a", count: count)), 1, 1]
    }
    let bytes = try heldBytes(aggregate, over: rows)
    #expect(bytes >= 1000)
    // Each text once.
    #expect(bytes < 3 * 3000 + 1000)
  }

  @Test func numbersThatAreHeldAreCounted() throws {
    let rows = (0..<1000).map { [TestValue.integer($0), 1, 2] }
    #expect(try heldBytes(.percentile, over: rows) >= 16_000)
  }

  @Test func percentileIsTheNumberAtTheNearestRank() throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let count = Int.random(in: 1...60, using: &random)
      let spread = [2, 10, 1000].randomElement(using: &random) ?? 2
      let numbers = (0..<count).map { _ in Int64.random(in: 0..<Int64(spread), using: &random) }
      let percent = Int64.random(in: 0...1000, using: &random)
      let rank = max(1, (Int(percent) * count + 999) / 1000)
      let found = try value(
        .percentile, of: numbers.map { [.integer($0), .integer(percent), 1000] })
      #expect(found == .integer(numbers.sorted()[rank - 1]), "seed \(seed)")
    }
  }

  @Test func percentileOfNumbersThatRiseAndFall() throws {
    let half = (0..<20_000).map { Int64($0) }
    let rows = (half + half.reversed()).map { [TestValue.integer($0), 50, 100] }
    #expect(try value(.percentile, of: rows) == .integer(9_999))
  }

  @Test func rateRoundsOnce() throws {
    // Divided first, it would be 7.999999999999999.
    let rows: [[TestValue]] = [[0, 0, 3_600_000], [768, 345_600_000, 3_600_000]]
    #expect(try value(.rate, of: rows) == .integer(8))
    #expect(try value(.rate, of: rows + [[5, 345_600_000, 3_600_000]]) == .integer(8))
  }

  @Test func rateWithoutTimeIsMissing() throws {
    #expect(try value(.rate, of: [[1, 7, 60_000], [2, 7, 60_000]]) == .null)
    #expect(try value(.rate, of: [[1, 7, 60_000], [1, 7, 60_000]]) == .integer(0))
    #expect(try value(.rate, of: []) == .null)
  }

  @Test func mostFrequentIsTheBeginningOfTheWholeRanking() throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let texts = (0..<Int.random(in: 1...80, using: &random)).map { _ in
        "\(Int.random(in: 0..<25, using: &random))"
      }
      let room = Int.random(in: 1...30, using: &random)
      let counts = Dictionary(grouping: texts, by: \.self).mapValues(\.count)
      let ranked = counts.sorted { left, right in
        left.value != right.value
          ? left.value > right.value : (Int(left.key) ?? 0) < (Int(right.key) ?? 0)
      }
      let expected = ranked.prefix(room).map(\.key).joined(separator: ",")
      let found = try value(
        .mostFrequent, of: texts.map { [.text($0), .integer(Int64(room))] })
      #expect(found == .text(expected), "seed \(seed)")
    }
  }

  @Test(arguments: [SQLAggregate.earliest, .latest])
  func endsOfTimeDoNotDependOnTheOrderOfRows(_ aggregate: SQLAggregate) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<1_000 {
      // Row n has the time n / 4, so that four are equal; of these the largest n comes first.
      let rows = (0..<12).map { [TestValue.integer($0), .integer($0 / 4), .integer($0)] }
      let expected: Int64 = aggregate == .earliest ? 3 : 11
      let found = try value(aggregate, of: rows.shuffled(using: &random)) { $0 > $1 }
      #expect(found == .integer(expected), "seed \(seed)")
    }
  }

  @Test func endsOfTimeAskForTheOrderOfEqualTimesOnly() throws {
    let rows = (0..<100).map { [TestValue.integer($0), .integer($0), .integer($0)] }
    let missing = [[TestValue.missing, 99, 100]]
    for aggregate in [SQLAggregate.earliest, .latest] {
      var questions = 0
      _ = try value(aggregate, of: rows + missing) { _, _ in
        questions += 1
        return false
      }
      #expect(questions == 0)
    }
  }

  @Test func endsOfTimePassAnErrorOn() {
    struct Broken: Error {}
    let error = #expect(throws: SQLiteError.self) {
      try value(.latest, of: [["a", 1, 1], ["b", 1, 2]]) { _, _ in throw Broken() }
    }
    #expect(error?.message == "Broken()")
  }
}

/// A table of up to three columns that aggregates are called over.
private final class TestTable {
  let connection: Connection

  init() throws {
    connection = try Connection.inMemory()
    try connection.execute("CREATE TABLE t (c1, c2, c3)")
  }

  /// What an aggregate makes of the first columns of some rows.
  func value(
    of aggregate: String, _ argumentCount: Int, over rows: [[TestValue]]
  ) throws -> Value {
    let insert = try connection.prepare("INSERT INTO t VALUES (?1, ?2, ?3)")
    for row in rows {
      for (column, value) in row.enumerated() {
        try insert.bind(value.value, at: Int32(column + 1))
      }
      try insert.run()
      insert.clearBindings()
    }
    let columns = (1...argumentCount).map { "c\($0)" }.joined(separator: ", ")
    let select = try connection.prepare(
      "SELECT \(aggregate)(\(columns)) FROM (SELECT * FROM t ORDER BY rowid)")
    _ = try select.step()
    return select.value(at: 0)
  }
}

/// A group that can be asked what it holds after its end.
private final class Probe: AggregateState {
  private let state: any AggregateState

  init(_ state: any AggregateState) {
    self.state = state
  }

  var heldBytes: Int { state.heldBytes }

  func step(_ arguments: borrowing FunctionArguments) throws { try state.step(arguments) }

  func finish(_ context: borrowing FunctionContext) throws { try state.finish(context) }
}
