import SQLite
import Testing

private struct Refused: Error, CustomStringConvertible {
  let description = "refused by the body"
}

@Suite struct FunctionTests {
  @Test func argumentsAndResultsOfEachType() throws {
    let connection = try memory()
    try connection.createFunction(name: "same", argumentCount: 1) { arguments, result in
      switch arguments.type(at: 0) {
      case .null: result.returnNull()
      case .integer: result.returnInteger(arguments.integer(at: 0))
      case .real: result.returnReal(arguments.real(at: 0))
      case .text: arguments.withBytes(at: 0) { result.returnText($0) }
      case .blob: arguments.withBytes(at: 0) { result.returnBlob($0) }
      }
    }
    let values: [Value] = [
      .null, .integer(.min), .real(1.25), .text("a\0é"), .text(""), .blob([1, 0]), .blob([]),
    ]
    for value in values {
      #expect(try connection.rows("SELECT same(?1)", value) == [[value]])
    }
  }

  @Test func anyNumberOfArguments() throws {
    let connection = try memory()
    try connection.createFunction(name: "arguments", argumentCount: -1) { arguments, result in
      result.returnInteger(Int64(arguments.count))
    }
    try connection.createFunction(name: "second", argumentCount: 2) { arguments, result in
      result.returnArgument(arguments, at: 1)
    }
    #expect(
      try connection.rows("SELECT arguments(), arguments(1, 2, 3), second(1, 'b')")
        == [[.integer(0), .integer(3), .text("b")]])
    #expect(failure { _ = try connection.prepare("SELECT second(1)") }?.code == 1)
  }

  @Test func textsOfEachKind() throws {
    let connection = try memory()
    try connection.createFunction(name: "fixed", argumentCount: 0) { _, result in
      result.returnText("fixed" as StaticString)
    }
    try connection.createFunction(name: "made", argumentCount: 1) { arguments, result in
      result.returnText((arguments.string(at: 0) ?? "nothing") + "!")
    }
    try connection.createFunction(name: "yes", argumentCount: 0) { _, result in
      result.returnBoolean(true)
    }
    try connection.createFunction(name: "silent", argumentCount: 0) { _, _ in }
    #expect(
      try connection.rows("SELECT fixed(), made('a'), made(NULL), yes(), silent()")
        == [[.text("fixed"), .text("a!"), .text("nothing!"), .integer(1), .null]])
  }

  @Test func errorsOfTheBodyAreTheStatements() throws {
    let connection = try memory()
    try connection.createFunction(name: "throws", argumentCount: 0) { _, _ in throw Refused() }
    try connection.createFunction(name: "says", argumentCount: 0) { _, result in
      result.returnError("said so")
    }
    try connection.createFunction(name: "busy", argumentCount: 0) { _, _ in
      throw SQLiteError(extendedCode: 261, message: "inner lock")
    }
    let select = try connection.prepare("SELECT throws()")
    for _ in 0..<2 {
      let error = failure { _ = try select.step() }
      #expect(error?.message == "refused by the body")
      #expect(error?.code == 1)
    }
    #expect(failure { _ = try connection.integer("SELECT says()") }?.message == "said so")
    let busy = failure { _ = try connection.integer("SELECT busy()") }
    #expect(busy?.isBusy == true)
    #expect(busy?.extendedCode == 261)
    #expect(busy?.message == "inner lock")
  }

  @Test func aBodyMayRunStatements() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (3), (4)")
    try connection.createFunction(name: "total", argumentCount: 0, deterministic: false) {
      _, result in
      result.returnInteger(try result.connection.integer("SELECT sum(a) FROM t") ?? 0)
    }
    #expect(try connection.rows("SELECT total() FROM t") == [[.integer(7)], [.integer(7)]])
    try connection.execute("DROP TABLE t")
    let error = failure { _ = try connection.integer("SELECT total()") }
    #expect(error?.message == "no such table: t")
  }

  @Test func aConstantArgumentIsPreparedOnce() throws {
    let connection = try memory()
    let made = Counter()
    try connection.createFunction(name: "cached", argumentCount: 2) { arguments, result in
      let object = result.cached(at: 0) {
        made.count += 1
        return Cached(arguments.integer(at: 0))
      }
      result.returnInteger(object.number + arguments.integer(at: 1))
    }
    try connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)")
    let select = try connection.prepare("SELECT cached(?1, a) FROM t")
    try select.bind(10, at: 1)
    #expect(try select.rows() == [[.integer(11)], [.integer(12)], [.integer(13)]])
    #expect(made.count == 1)
    // A new value is not answered from the old one.
    select.reset()
    try select.bind(20, at: 1)
    #expect(try select.rows() == [[.integer(21)], [.integer(22)], [.integer(23)]])
    #expect(made.count == 2)
    // Two calls in one statement do not share, and a column is prepared for each row.
    made.count = 0
    #expect(
      try connection.rows("SELECT cached(1, 0), cached(2, 0) FROM t LIMIT 1")
        == [[.integer(1), .integer(2)]])
    #expect(made.count == 2)
    made.count = 0
    _ = try connection.rows("SELECT cached(a, 0) FROM t")
    #expect(made.count == 3)
  }

  @Test func cachedObjectsAndBodiesAreReleased() throws {
    weak var cached: Cached?
    weak var captured: Cached?
    do {
      let connection = try memory()
      let number = Cached(6)
      captured = number
      try connection.createFunction(name: "f", argumentCount: 1) { arguments, result in
        let object = result.cached(at: 0) { Cached(5) }
        cached = object
        result.returnInteger(object.number + number.number)
      }
      #expect(try connection.integer("SELECT f(1)") == 11)
      #expect(cached == nil)
      let tooLong = String(repeating: "x", count: 300)
      let error = failure {
        try connection.createFunction(name: tooLong, argumentCount: 0) { _, result in
          result.returnInteger(number.number)
        }
      }
      #expect(error?.code == 21)
      #expect(captured != nil)
    }
    #expect(captured == nil)
  }

  @Test func aSchemaMayCallOnlyWhatIsMeantForIt() throws {
    let connection = try memory()
    try connection.createFunction(name: "plain", argumentCount: 0) { _, result in
      result.returnInteger(1)
    }
    try connection.createFunction(name: "harmless", argumentCount: 0, usableInSchema: true) {
      _, result in result.returnInteger(2)
    }
    try connection.execute(
      "CREATE VIEW v AS SELECT plain() AS a; CREATE VIEW w AS SELECT harmless() AS a")
    #expect(try connection.integer("SELECT a FROM w") == 2)
    #expect(
      failure { _ = try connection.integer("SELECT a FROM v") }?.message.contains("unsafe use")
        == true)
  }
}

private final class Cached {
  let number: Int64
  init(_ number: Int64) { self.number = number }
}
