import EventPatterns
import Events
import SQLite
import Storage

/// Classifies the strings of a text table by the conditions of a pattern, each distinct string once.
final class TextClasses {
  /// The pattern's conditions on the paths of the strings.
  private let conditions: [FieldCondition]
  private let select: Statement
  private var known: [Int64: Int64] = [:]

  /// With more conditions than bits, every string is its own class.
  private static let conditionsMax = 62

  init(
    _ textTable: TextTable, _ paths: [PatternPath], of pattern: EventPattern,
    _ connection: Connection
  ) throws(SQLiteError) {
    let fields = pattern.combinations.flatMap(\.fields)
    conditions = fields.filter { field in paths.contains(field.path) }.uniqued
    select = try connection.prepare(
      "SELECT \(textTable.textColumn) FROM \(textTable.name) WHERE id = ?1")
  }

  /// The class of a string: one bit for each condition that accepts it.
  ///
  /// -1 if there is no such string.
  func classOfText(_ id: Int64) throws -> Int64 {
    if let known = known[id] { return known }
    guard conditions.count <= Self.conditionsMax else { return id }
    try select.bind(id, at: 1)
    defer { select.reset() }
    var bits: Int64 = -1
    if try select.step() {
      bits = select.withBytes(at: 0) { text in
        var bits: Int64 = 0
        for (bit, condition) in conditions.enumerated() where condition.accepts(string: text) {
          bits |= 1 << Int64(bit)
        }
        return bits
      }
    }
    known[id] = bits
    return bits
  }
}

extension [FieldCondition] {
  /// Without repetitions; combinations share most of their conditions.
  fileprivate var uniqued: [FieldCondition] {
    var seen: Set<FieldCondition> = []
    return filter { seen.insert($0).inserted }
  }
}
