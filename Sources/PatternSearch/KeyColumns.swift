import EventPatterns
import SQLite

/// The deciding columns of a table, as parts of keys.
struct KeyColumns {
  /// For each column, the classes of its strings; nil if its value counts.
  let classes: [TextClasses?]

  init(_ columns: [DecidingColumn], of pattern: EventPattern, _ connection: Connection) throws {
    classes = try columns.map { column in
      try column.texts.map { try TextClasses($0, column.paths, of: pattern, connection) }
    }
  }

  /// Appends the shape and the columns of the row of `tasks` from the arguments of a function, after the row's id.
  func append(_ arguments: borrowing FunctionArguments, to key: inout StopKey) throws {
    key.append(arguments.integer(at: 1))
    for (index, texts) in classes.enumerated() {
      let argument = index + 2
      switch arguments.type(at: argument) {
      case .null: key.appendNull()
      case .integer:
        let value = arguments.integer(at: argument)
        key.append(try texts?.classOfText(value) ?? value)
      case .real: key.append(arguments.real(at: argument))
      case .text, .blob: arguments.withBytes(at: argument) { key.append($0) }
      }
    }
    key.endRows()
  }
}

/// Reads the containers or attachments of tasks into keys.
final class ChildKeys {
  private let columns: KeyColumns
  private let select: Statement

  init(
    _ table: String, _ columns: [DecidingColumn], of pattern: EventPattern, _ connection: Connection
  ) throws {
    self.columns = try KeyColumns(columns, of: pattern, connection)
    let names = ["shape_id"] + columns.map(\.name)
    select = try connection.prepare(
      "SELECT \(names.joined(separator: ", ")) FROM \(table) "
        + "WHERE id BETWEEN ?1 << 10 AND ?1 << 10 | 1023 ORDER BY id")
  }

  /// Appends the shapes and columns of a task's children, in their order.
  func append(childrenOf task: Int64, to key: inout StopKey) throws {
    try select.bind(task, at: 1)
    defer { select.reset() }
    while try select.step() {
      key.append(select.integer(at: 0))
      for (index, texts) in columns.classes.enumerated() {
        let column = Int32(index + 1)
        switch select.columnType(at: column) {
        case .null: key.appendNull()
        case .integer:
          let value = select.integer(at: column)
          key.append(try texts?.classOfText(value) ?? value)
        case .real: key.append(select.real(at: column))
        case .text, .blob: select.withBytes(at: column) { key.append($0) }
        }
      }
    }
    key.endRows()
  }
}
