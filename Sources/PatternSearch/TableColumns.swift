import EventPatterns
import Events

/// Collects the columns of one table that a pattern looks at.
struct TableColumns {
  private let relation: PathRelation
  private let definitions: [String: ColumnDefinition]
  private var columns: [String: DecidingColumn] = [:]
  /// Whether the task's ARN is printed at a path that the pattern looks at.
  private(set) var readsTaskARN = false

  init<Column: EventColumn>(_ columns: Column.Type, _ relation: PathRelation) {
    self.relation = relation
    definitions = .init(
      uniqueKeysWithValues: Column.allCases.map { ($0.definition.name, $0.definition) })
  }

  /// Adds the column that fills a hole, if the pattern looks there.
  mutating func add(_ hole: OutlineHole) {
    let isAbove = relation.isAbove(hole.path)
    let field = hole.isMember ? nil : relation.field(at: hole.path)
    guard isAbove || field != nil else { return }
    switch hole.name {
    case "verbatim": add(DecidingColumn(name: hole.name, texts: nil, paths: []))
    case "task_arn": readsTaskARN = readsTaskARN || field != nil
    default:
      guard let definition = definitions[hole.name] else { return }
      add(definition, field, isAbove: isAbove, at: hole.path)
    }
  }

  private mutating func add(
    _ column: ColumnDefinition, _ field: PatternPath?, isAbove: Bool, at path: [UInt8]
  ) {
    if column.form == .json {
      // Any value: there may be something below it, or nothing at all.
      return add(DecidingColumn(name: column.name, texts: nil, paths: []))
    }
    guard let field, !relation.asksOnlyForPresence(at: path) else { return }
    let texts = column.form == .text ? column.textTable : nil
    add(DecidingColumn(name: column.name, texts: texts, paths: texts == nil ? [] : [field]))
  }

  mutating func addWhole(_ column: some EventColumn) {
    add(DecidingColumn(name: column.definition.name, texts: nil, paths: []))
  }

  private mutating func add(_ column: DecidingColumn) {
    columns[column.name] = columns[column.name].map { $0.merged(with: column) } ?? column
  }

  func has(_ column: some EventColumn) -> Bool { columns[column.definition.name] != nil }

  func hasColumn(ofForm forms: [ColumnForm]) -> Bool {
    columns.keys.contains { name in definitions[name].map { forms.contains($0.form) } ?? false }
  }

  /// The columns by name.
  var sorted: [DecidingColumn] { columns.values.sorted { $0.name < $1.name } }
}
