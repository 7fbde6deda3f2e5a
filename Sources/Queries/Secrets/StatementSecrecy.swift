import Rows
import SQLite

/// Where secrets are looked for in the columns of a statement.
struct StatementSecrecy {
  /// Whether the statement reads what secrets can be taken out of.
  private let readsSources: Bool

  init(_ statement: borrowing Statement) {
    let words = statement.sql.lowercased().split {
      !$0.isLetter && !$0.isNumber && $0 != "_"
    }
    readsSources = words.contains { Self.sources.contains($0) }
  }

  /// That of a column.
  func secrecy(of column: Int32, in statement: borrowing Statement) -> ResultColumn.Secrecy {
    // A function such as json_each is a table, too.
    guard let table = statement.columnOriginTable(at: column), !table.hasPrefix("json_") else {
      return readsSources ? .derived : .inText
    }
    // The name of the member that such a value is of stands in the shape.
    if statement.columnOriginName(at: column) == "verbatim" { return .derived }
    return Self.tablesOfNames.contains(table) ? .open : .inText
  }

  /// Tables, columns and functions that hold whole messages, or strings that people and programs have written.
  private static let sources: Set<Substring> = [
    "fragments", "message", "superseded", "verbatim", "nonconforming_values", "rejects", "record",
    "reasons", "reason", "stopped_reason", "container_reasons", "details", "tags", "attributes",
    "started_by", "starters", "task_groups", "group",
  ]

  /// Tables whose strings are names that AWS makes, or words of ours.
  private static let tablesOfNames: Set<String> = [
    "arn_prefixes", "clusters", "image_digests", "subnets", "task_definitions", "verdicts",
  ]
}
