import SQLite
import Testing

@Suite struct StatementTests {
  @Test(arguments: [
    Value.null, .integer(0), .integer(.max), .integer(.min), .real(0.1), .real(-.infinity),
    .real(Double.leastNonzeroMagnitude), .real(.greatestFiniteMagnitude), .text(""),
    .text("a\0b"), .text("Ünï 🦆"), .blob([]), .blob([0, 255, 0]),
  ])
  func valuesComeBack(_ value: Value) throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a ANY) STRICT")
    let insert = try connection.prepare("INSERT INTO t VALUES (?1)")
    try insert.bind(value, at: 1)
    try insert.run()
    #expect(try connection.rows("SELECT a FROM t") == [[value]])
    #expect(try connection.rows("SELECT a IS ?1 FROM t", value) == [[.integer(1)]])
  }

  @Test func notANumberIsNull() throws {
    #expect(try memory().rows("SELECT ?1", .real(.nan)) == [[.null]])
  }

  @Test func columnsAreRead() throws {
    let connection = try memory()
    let select = try connection.prepare(
      "SELECT 7 AS seven, 1.5 AS \"one and a half\", 'text' AS t, x'00ff' AS b, NULL AS n")
    #expect(select.columnCount == 5)
    #expect(select.columnName(at: 1) == "one and a half")
    #expect(select.columnName(at: 9) == "")
    #expect(try select.step() == true)
    let types = (0..<5).map { select.columnType(at: $0) }
    #expect(types == [.integer, .real, .text, .blob, .null])
    #expect(select.integer(at: 0) == 7)
    #expect(select.real(at: 1) == 1.5)
    #expect(select.string(at: 2) == "text")
    #expect(select.withBytes(at: 3) { Array($0) } == [0, 255])
    #expect(select.withBytes(at: 0) { Array($0) } == [UInt8(ascii: "7")])
    #expect(select.isNull(at: 4) == true)
    #expect(select.isNull(at: 0) == false)
    #expect(select.string(at: 4) == nil)
    #expect(select.withBytes(at: 4) { $0.count } == 0)
    #expect(try select.step() == false)
  }

  @Test func afterAResetThereIsNoRow() throws {
    let connection = try memory()
    let select = try connection.prepare("SELECT 7")
    #expect(select.isNull(at: 0) == true)
    #expect(try select.step() == true)
    select.reset()
    #expect(select.isNull(at: 0) == true)
    #expect(select.integer(at: 0) == 0)
    #expect(select.withBytes(at: 0) { $0.count } == 0)
    #expect(try select.step() == true)
    #expect(select.integer(at: 0) == 7)
  }

  @Test func bindingNeedsAReset() throws {
    let connection = try memory()
    let select = try connection.prepare("SELECT ?1, ?2")
    try select.bind(1, at: 1)
    #expect(try select.step() == true)
    #expect(failure { try select.bind(2, at: 1) }?.code == 21)
    select.reset()
    try select.bind(2, at: 1)
    #expect(try select.rows() == [[.integer(2), .null]])
    select.reset()
    // Bound values stay until they are cleared.
    #expect(try select.rows() == [[.integer(2), .null]])
    select.reset()
    select.clearBindings()
    #expect(try select.rows() == [[.null, .null]])
  }

  @Test func parametersHaveNames() throws {
    let connection = try memory()
    let select = try connection.prepare("SELECT :a, @b, $c, ?7")
    #expect(select.parameterCount == 7)
    #expect(select.parameterIndex(":a") == 1)
    #expect(select.parameterIndex("a") == nil)
    try select.bind(.integer(1), named: ":a")
    try select.bind(.text("x"), named: "@b")
    try select.bind(.real(2.5), named: "$c")
    #expect(failure { try select.bind(.null, named: ":none") }?.code == 25)
    #expect(failure { try select.bind(1, at: 8) }?.code == 25)
    #expect(failure { try select.bind(1, at: 0) }?.code == 25)
    #expect(try select.rows() == [[.integer(1), .text("x"), .real(2.5), .null]])
  }

  @Test func borrowedBytesAreBound() throws {
    let connection = try memory()
    let select = try connection.prepare("SELECT ?1, ?2, typeof(?1), typeof(?2)")
    let bytes: [UInt8] = Array("borrowed".utf8)
    try bytes.withUnsafeBytes { bytes in
      try select.bindBorrowedText(bytes, at: 1)
      try select.bindBorrowedBlob(UnsafeRawBufferPointer(rebasing: bytes[..<3]), at: 2)
      #expect(
        try select.rows() == [
          [.text("borrowed"), .blob(Array("bor".utf8)), .text("text"), .text("blob")]
        ])
      select.reset()
      select.clearBindings()
    }
    // A buffer without memory is empty, not NULL.
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    try select.bindText(nothing, at: 1)
    try select.bindBlob(nothing, at: 2)
    #expect(try select.rows() == [[.text(""), .blob([]), .text("text"), .text("blob")]])
    select.reset()
    try select.bindBorrowedText(nothing, at: 1)
    try select.bindBorrowedBlob(nothing, at: 2)
    #expect(try select.rows() == [[.text(""), .blob([]), .text("text"), .text("blob")]])
  }

  @Test func copiedBytesMayChangeAfterwards() throws {
    let connection = try memory()
    let select = try connection.prepare("SELECT ?1")
    var bytes = Array("before".utf8)
    try bytes.withUnsafeBytes { try select.bindText($0, at: 1) }
    bytes = Array("after!".utf8)
    #expect(try select.rows() == [[.text("before")]])
  }

  @Test func invalidUTF8IsKeptAsBytes() throws {
    let connection = try memory()
    let broken: [UInt8] = [0x61, 0xff, 0xc3, 0x28]
    let select = try connection.prepare("SELECT ?1")
    try broken.withUnsafeBytes { try select.bindText($0, at: 1) }
    #expect(try select.step() == true)
    #expect(select.columnType(at: 0) == .text)
    #expect(select.withBytes(at: 0) { Array($0) } == broken)
    #expect(select.string(at: 0) == "a\u{fffd}\u{fffd}(")
  }

  @Test func aFailedStepLeavesTheStatementUsable() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a INTEGER UNIQUE); INSERT INTO t VALUES (1)")
    let insert = try connection.prepare("INSERT INTO t VALUES (?) RETURNING a")
    try insert.bind(1, at: 1)
    #expect(failure { _ = try insert.step() }?.isConstraint == true)
    try insert.bind(2, at: 1)
    #expect(try insert.rows() == [[.integer(2)]])
    insert.reset()
    #expect(failure { try insert.run() }?.isConstraint == true)
    try insert.bind(3, at: 1)
    try insert.run()
    #expect(try connection.integer("SELECT count(*) FROM t") == 3)
  }

  @Test func statementsTellWhatTheyAre() throws {
    let connection = try memory()
    try connection.execute("CREATE TABLE t (a)")
    let select = try connection.prepare("SELECT ?1 FROM t;")
    #expect(select.isReadOnly == true)
    #expect(select.isExplain == false)
    #expect(select.sql == "SELECT ?1 FROM t;")
    #expect(try connection.prepare("DELETE FROM t").isReadOnly == false)
    #expect(try connection.prepare("EXPLAIN QUERY PLAN DELETE FROM t").isExplain == true)
  }

  @Test func statementsOfATextComeOneAfterAnother() throws {
    let connection = try memory()
    let sql = Array("SELECT 1; -- a\n SELECT 2 ;".utf8)
    var rest = 0
    var rows: [[Value]] = []
    while let statement = try connection.prepareNext(sql, rest: &rest) {
      rows += try statement.rows()
    }
    #expect(rows == [[.integer(1)], [.integer(2)]])
    #expect(rest == sql.count)
  }
}
