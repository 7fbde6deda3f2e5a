import Events
import InsightsSQLite
import JSON
import LogsInsights
import SQLite

/// Fields that have no column: for each distinct shape, once, what stands at a path.
///
/// The work for each row is then a lookup of its shape's id among a few; no message is brought back.
final class ShapePaths {
  /// With more shapes than this a CASE over them is slower than reading messages.
  private static let shapesMax = 2_000
  /// The same if they have more bytes than this, which are all kept in memory; a usual shape has 1,000.
  private static let shapeBytesMax = 16 << 20

  private let parser = JSONParser()
  private var outlines: [(id: Int64, outline: ShapeOutline)] = []
  private let isTooMany: Bool

  /// Which table's rows have the shape.
  enum Kind { case task, container, attachment }

  init(_ connection: Connection) throws {
    let select = try connection.prepare(
      "SELECT id, shape FROM shapes ORDER BY id LIMIT \(Self.shapesMax + 1)", persistent: false)
    var bytes = 0
    while bytes <= Self.shapeBytesMax, try select.step() {
      let shape = select.withBytes(at: 1) { Array($0) }
      bytes += shape.count
      outlines.append((select.integer(at: 0), ShapeOutline(shape)))
    }
    isTooMany = outlines.count > Self.shapesMax || bytes > Self.shapeBytesMax
  }

  /// The names in all shapes that are examined, computed again each time.
  var leaves: ShapeLeaves { ShapeLeaves(outlines.map(\.outline)) }

  /// What stands at a path of a shape.
  private enum Found: Hashable {
    case text([UInt8])
    case boolean(Bool)
    /// An object or array: only the message has it whole.
    case inner
    /// A hole, and the rest of the path inside its value.
    case column(String, rest: [UInt8])
    case verbatim(Int, rest: [UInt8])
    /// Members kept verbatim, key and all, any of which may be meant.
    case members([Int], rest: [UInt8])

    /// Whether some rows of the shape may have the path, and others not.
    func isUncertain(at path: String) -> Bool {
      switch self {
      case .members: true
      case .verbatim(_, let rest): rest.count == path.utf8.count
      case .text, .boolean, .inner, .column: false
      }
    }

    /// Whether the shape says all, and no row of it differs.
    var isConstant: Bool {
      switch self {
      case .text, .boolean: true
      case .inner, .column, .verbatim, .members: false
      }
    }
  }

  /// The field at a path inside an object; nil if no shape has it.
  func field(_ path: String, of kind: Kind, position: Int?) throws -> StoredField? {
    let place = Place(kind: kind, position: position ?? 0)
    // Shapes that keep members verbatim may have any name; these two are not worth a doubt.
    let isLiteral = ["true", "false"].contains(path.lowercased())
    if isTooMany, isLiteral { return nil }
    if isTooMany { return place.fromMessage(path, kind: .any) }
    var found = findings(path, of: kind)
    if isLiteral { found.removeAll { $0.what.isUncertain(at: path) } }
    guard !found.isEmpty else { return nil }
    if found.allSatisfy({ $0.what == .inner }) { return place.fromMessage(path, kind: .json) }
    if found.count == 1, case .column(let name, let rest) = found[0].what, rest.isEmpty,
      found[0].ids.count == shapes(withHole: name), let field = place.column(name)
    {
      return field
    }
    return place.choose(
      found.map { (place.value($0.what, at: path), $0.ids) },
      isConstant: found.allSatisfy(\.what.isConstant))
  }

  /// Whether no shape has anything at a path, so that no event has; unknown where there are no shapes, or too many.
  func lack(_ path: String, of kind: Kind) -> Bool {
    isComplete && findings(path, of: kind).isEmpty
  }

  /// Whether the shapes that are looked at tell about all events.
  var isComplete: Bool { !isTooMany && !outlines.isEmpty }

  /// A field that has a column, corrected for the rows in whose shapes something else stands at its path: an object
  /// where a text was expected, a list of children that has no rows.
  ///
  /// - Parameter isKnown: whether there is a field even if no shape has anything else.
  /// - Returns: nil if it is not known.
  func overlay(
    _ field: StoredField, _ path: String, of kind: Kind, position: Int?, isKnown: Bool = true
  ) throws -> StoredField? {
    guard !isTooMany else { return isKnown ? field : nil }
    let others = findings(path, of: kind).filter { finding in
      switch finding.what {
      // Its own hole, the hole of the task's ARN, or that of the children.
      case .column, .members: false
      default: true
      }
    }
    guard !others.isEmpty else { return isKnown ? field : nil }
    let place = Place(kind: kind, position: position ?? 0)
    return place.choose(
      others.map { (place.value($0.what, at: path), $0.ids) }, else: field.anySQL)
  }

  /// A field of tasks whose column is filled without its member too: NULL for events that do not have the member.
  func ofMembers(_ field: StoredField, _ path: String) -> StoredField {
    let isDerived = TaskColumn.derivedFromARN.contains { $0.definition.path == path }
    guard isDerived, !isTooMany else { return field }
    let having = Set(findings(path, of: .task).flatMap(\.ids))
    let lacking = outlines.filter { !having.contains($0.id) && isTask($0.outline) }.map(\.id)
    guard !lacking.isEmpty else { return field }
    return Place(kind: .task, position: 0).choose([("NULL", lacking)], else: field.anySQL)
  }

  private func isTask(_ outline: ShapeOutline) -> Bool {
    outline.json.withUnsafeBytes { padded in
      let source = UnsafeRawBufferPointer(rebasing: padded[..<outline.count])
      guard let document = try? parser.parse(source), document[0].kind == .object else {
        return false
      }
      return document.isShape(of: .task, in: source)
    }
  }

  /// What stands at a path, with the ids of the shapes where it does.
  private func findings(_ path: String, of kind: Kind) -> [(what: Found, ids: [Int64])] {
    var found: [(what: Found, ids: [Int64])] = []
    for (id, outline) in outlines {
      guard let what = find(Array(path.utf8), in: outline, of: kind) else { continue }
      if let index = found.firstIndex(where: { $0.what == what }) {
        found[index].ids.append(id)
      } else {
        found.append((what, [id]))
      }
    }
    return found
  }

  /// How many shapes have a column's hole anywhere: where all have it at the path, the column is the field.
  private func shapes(withHole name: String) -> Int {
    let mark = Array("\\u0001\(name)\"".utf8)
    return outlines.count { outline in
      outline.outline.json.indices.contains { start in
        outline.outline.json[start...].starts(with: mark)
      }
    }
  }

  private func find(_ path: [UInt8], in outline: ShapeOutline, of kind: Kind) -> Found? {
    outline.json.withUnsafeBytes { padded in
      let source = UnsafeRawBufferPointer(rebasing: padded[..<outline.count])
      guard let document = try? parser.parse(source), document.isShape(of: kind, in: source) else {
        return nil
      }
      let search = ShapeSearch(document: document, source: source)
      return search.find(path, from: 0, isTopLevel: kind == .task).map(Self.found)
    }
  }

  private static func found(_ hit: ShapeSearch.Hit) -> Found {
    switch hit {
    case .text(let text): .text(text)
    case .boolean(let value): .boolean(value)
    case .inner: .inner
    case .hole(let name, let rest):
      if let number = verbatimNumber(name) {
        .verbatim(number, rest: rest)
      } else {
        .column(name, rest: rest)
      }
    case .members(let names, let rest): .members(names.compactMap(verbatimNumber), rest: rest)
    }
  }

  private static func verbatimNumber(_ name: String) -> Int? {
    name.hasPrefix("verbatim#") ? Int(name.dropFirst("verbatim#".count)) : nil
  }

  /// The rows that have the shapes, as SQL.
  private struct Place {
    let kind: Kind
    let position: Int

    private var fields: ColumnFields {
      switch kind {
      case .task: .task
      case .container: .container
      case .attachment: .attachment
      }
    }

    func column(_ name: String) -> StoredField? {
      name == "task_arn" ? ColumnFields.taskARN : fields.field(ofColumn: name, position: position)
    }

    func fromMessage(_ path: String, kind field: EventField.Kind) -> StoredField {
      let sql = messageValue(path)
      return StoredField(sql: field == .json ? SQLText.shown(sql) : sql, kind: field)
    }

    private func messageValue(_ path: String) -> String {
      let prefix =
        switch kind {
        case .task: ""
        case .container: "detail.containers.\(position)."
        case .attachment: "detail.attachments.\(position)."
        }
      return "json_field(message(t.id), \(SQLText.quoted(prefix + path)))"
    }

    /// A value whose kind differs from row to row, as the compiler's functions read it.
    func value(_ found: Found, at path: String) -> String {
      let verbatim = fields.reference("verbatim", position)
      switch found {
      case .text(let text): return SQLText.quoted(String(decoding: text, as: UTF8.self))
      case .boolean(let value): return value ? "x'6231'" : "x'6230'"
      case .inner: return messageValue(path)
      case .column(let name, let rest):
        guard let field = column(name) else { return "NULL" }
        if rest.isEmpty { return field.anySQL }
        return "json_field(\(SQLText.shown(field.sql)), \(quoted(rest)))"
      case .verbatim(let number, let rest):
        return "verbatim_field(\(verbatim), \(number), \(quoted(rest)))"
      case .members(let numbers, let rest):
        let each = numbers.map { "verbatim_member(\(verbatim), \($0), \(quoted(rest)))" }
        return each.count == 1 ? each[0] : "coalesce(\(each.joined(separator: ", ")))"
      }
    }

    /// The value of the row's shape, or else what is given, or none.
    ///
    /// - Parameter isConstant: whether the values depend on nothing but the shape.
    func choose(
      _ values: [(sql: String, ids: [Int64])], else other: String? = nil, isConstant: Bool = false
    ) -> StoredField {
      let shape = fields.reference("shape_id", position)
      let arms = values.map { value in
        let ids = value.ids.map(String.init).joined(separator: ", ")
        return "WHEN id IN (\(ids)) THEN \(value.sql)"
      }
      let cases = arms.joined(separator: " ") + (other.map { " ELSE \($0)" } ?? "")
      let value = "CASE \(cases) END"
      let sql = "(SELECT \(value) FROM (SELECT \(shape) AS id))"
      guard isConstant else { return StoredField(sql: sql, kind: .any) }
      return StoredField(
        sql: sql, kind: .any,
        storage: .dictionary(
          FieldDictionary(
            idSQL: shape, table: "shapes", key: "id", value: value, isDistinct: false)))
    }

    private func quoted(_ text: [UInt8]) -> String {
      SQLText.quoted(String(decoding: text, as: UTF8.self))
    }
  }
}

extension ShapePaths.Kind: Equatable {}

extension JSONDocument {
  /// Whether it is the outline of a shape that objects of a kind may have; any may be kept as text.
  fileprivate func isShape(of kind: ShapePaths.Kind, in source: UnsafeRawBufferPointer) -> Bool {
    switch self[0].kind {
    case .object: (kind == .task) == (find(Array("detail".utf8), in: source) != nil)
    case .string: true
    default: false
    }
  }
}

extension StoredField {
  /// The value among values of other kinds.
  var anySQL: String {
    switch kind {
    case .boolean: "CAST('b' || \(sql) AS BLOB)"
    case .timestamp: "CAST('t' || \(sql) AS BLOB)"
    case .json: "CAST('j' || \(sql) AS BLOB)"
    case .text, .integer, .number, .any: sql
    }
  }
}
