import EventPatterns
import Events
import SQLite

/// A condition on columns of `tasks` that every matching stop meets, so that indexes find the few that need a closer
/// look.
///
/// It tests ids of the text tables: the pattern is applied once to each distinct string.
struct CandidateCondition {
  private let pattern: EventPattern
  private let shapes: ArchiveShapes
  private let connection: Connection

  /// Longer lists exclude too little to be worth their cost.
  private static let idsMax = 500
  private static let combinationsMax = 16

  /// The columns that store one member of an event as a string, by the member's path.
  private static let columns: [[UInt8]: ColumnDefinition] = .init(
    uniqueKeysWithValues: TaskColumn.allCases.compactMap { column in
      let definition = column.definition
      guard definition.form == .text, definition.textTable != nil else { return nil }
      return definition.path.map { (Array($0.utf8), definition) }
    })

  private static let derivedColumns = Set(TaskColumn.derivedFromARN.map(\.definition.name))

  init(_ pattern: EventPattern, _ shapes: ArchiveShapes, _ connection: Connection) {
    self.pattern = pattern
    self.shapes = shapes
    self.connection = connection
  }

  /// The condition on a row with the given name; nil if it would not exclude anything.
  func sql(on row: String) throws -> String? {
    guard pattern.combinations.count <= Self.combinationsMax else { return nil }
    var alternatives: [String] = []
    for combination in pattern.combinations {
      let conditions = try combination.fields.compactMap { try condition(on: $0, of: row) }
      guard !conditions.isEmpty else { return nil }
      alternatives.append(conditions.joined(separator: " AND "))
    }
    return alternatives.count == 1
      ? alternatives[0] : "(" + alternatives.map { "(\($0))" }.joined(separator: " OR ") + ")"
  }

  private func condition(on field: FieldCondition, of row: String) throws -> String? {
    guard let column = Self.columns[field.path.utf8], let table = column.textTable,
      let ids = try ids(in: table, acceptedBy: field)
    else { return nil }
    // An event without the member may have a value in the column.
    if field.acceptsAbsence, Self.derivedColumns.contains(column.name) { return nil }
    var terms = ["\(row).\(column.name) IN (\(Self.list(ids)))"]
    if field.acceptsAbsence { terms.append("\(row).\(column.name) IS NULL") }
    let odd = shapes.all.filter { Self.isOdd($0.content, column, at: field.path.utf8) }.map(\.id)
    guard odd.count <= Self.idsMax else { return nil }
    if !odd.isEmpty { terms.append("\(row).shape_id IN (\(Self.list(odd)))") }
    return terms.count == 1 ? terms[0] : "(" + terms.joined(separator: " OR ") + ")"
  }

  /// The rows of a text table whose string a condition accepts; nil if there are too many.
  private func ids(
    in table: TextTable, acceptedBy field: FieldCondition
  ) throws -> [Int64]? {
    let select = try connection.prepare(
      "SELECT id, \(table.textColumn) FROM \(table.name) ORDER BY id", persistent: false)
    var ids: [Int64] = []
    while try select.step() {
      guard select.withBytes(at: 1, { field.accepts(string: $0) }) else { continue }
      guard ids.count < Self.idsMax else { return nil }
      ids.append(select.integer(at: 0))
    }
    return ids
  }

  /// Whether events of a shape may have a value at a path other than the string in the column.
  private static func isOdd(
    _ shape: OutlineContent, _ column: ColumnDefinition, at path: [UInt8]
  ) -> Bool {
    guard shape.isTask else { return false }
    if shape.literals.contains(path) { return true }
    return shape.holes.contains { hole in
      let isAbove = hole.path.isEmpty || path.starts(with: hole.path + [UInt8(ascii: ".")])
      return isAbove || (hole.path == path && (hole.isMember || hole.name != column.name))
    }
  }

  private static func list(_ ids: [Int64]) -> String {
    ids.map { "\($0)" }.joined(separator: ", ")
  }
}
