import CXXHash
import Events
import SQLite
import Verdicts

/// The text tables: each distinct string once, with its hash.
enum TextInvariants {
  static let all = [strings, shapes, reasons]

  private static let strings = Invariant(
    name: "strings", statement: "every string is there once, with its hash",
    advice: CheckAdvice.restore
  ) { result, context in
    for table in TextTable.allCases {
      try verifyHashes(of: table, &result, context)
      try result.expectNone(
        """
        SELECT '\(table.name) has one string in rows ' || group_concat(id, ' and ') FROM \(table.name)
        GROUP BY hash, \(table.textColumn) HAVING count(*) > 1
        """, context)
    }
  }

  private static func verifyHashes(
    of table: TextTable, _ result: inout CheckResult, _ context: CheckContext
  ) throws(SQLiteError) {
    let select = try context.connection.prepare(
      "SELECT id, hash, \(table.textColumn) FROM \(table.name)", persistent: false)
    while try select.step() {
      result.checked += 1
      let hash = select.withBytes(at: 2) { XXH3_64bits($0.baseAddress, $0.count) }
      guard select.integer(at: 1) != Int64(bitPattern: hash) else { continue }
      result.note("row \(select.integer(at: 0)) of \(table.name) is not the string that was stored")
    }
  }

  /// A shape that one table uses must have only holes that its columns fill.
  private static let shapes = Invariant(
    name: "shapes", statement: "every shape fits the columns of its table",
    advice: CheckAdvice.restore
  ) { result, context in
    try verifyShapes(of: "tasks", TaskColumn.self, &result, context)
    try verifyShapes(of: "containers", ContainerColumn.self, &result, context)
    try verifyShapes(of: "attachments", AttachmentColumn.self, &result, context)
  }

  private static func verifyShapes<Column: EventColumn>(
    of table: String, _ columns: Column.Type, _ result: inout CheckResult, _ context: CheckContext
  ) throws {
    let select = try context.connection.prepare(
      """
      SELECT u.shape_id, s.shape, u.rows
      FROM (SELECT shape_id, count(*) AS rows FROM \(table) GROUP BY shape_id) AS u
      JOIN shapes AS s ON s.id = u.shape_id
      """, persistent: false)
    while try select.step() {
      result.checked += 1
      do throws(ShapeError) {
        _ = try ShapeTemplate(select.unsafeBytes(at: 1), columns: columns)
      } catch {
        result.note(
          "shape \(select.integer(at: 0)), of \(select.integer(at: 2)) rows of \(table), has an unknown hole \"\(error.hole)\"",
          rows: Int(select.integer(at: 2)))
      }
    }
  }

  /// Whether the category is still that of the current rules is for a reclassification to decide.
  private static let reasons = Invariant(
    name: "reasons", statement: "every reason and verdict has a known category",
    advice: "run `ecs-stops reclassify`"
  ) { result, context in
    let known = Set(StopCategory.allCases.map(\.rawValue))
    let select = try context.connection.prepare(
      """
      SELECT 'row ' || id || ' of reasons', category FROM reasons
      UNION ALL SELECT 'row ' || id || ' of verdicts', category FROM verdicts
      """, persistent: false)
    while try select.step() {
      result.checked += 1
      let category = select.string(at: 1) ?? ""
      guard !known.contains(category) else { continue }
      result.note("\(select.string(at: 0) ?? "") has the category \"\(category)\"")
    }
  }
}
