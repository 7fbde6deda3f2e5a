import Charts
import LogsAPI
import Pages
import Queries
import Reports
import Storage

/// The tables and views of the archive, with their columns.
struct SQLSchema: Sendable {
  private let tables: [(name: String, columns: [String])]

  init(_ reader: ConsoleReader) {
    let names = Self.names(reader)
    tables = names.tables.map { ($0, names.columns(of: $0)) }
  }

  static func names(_ reader: ConsoleReader) -> SchemaNames {
    reader.archive.withArchive { archive, sandbox in
      SchemaNames(archive.connection, sandbox.runner)
    }
  }

  /// The views that are made for people.
  private static let views = ["stopped_tasks", "stopped_containers", "stopped_attachments"]

  var markup: Markup {
    var markup = Markup()
    markup.element("section", ["id": "schema"]) { section in
      section.element("h2", text: "Tables and columns")
      for table in tables {
        section.element(
          "details", Self.views.first == table.name ? ["open": "open"] : [:]
        ) { details in
          details.element("summary") { $0.element("code", text: table.name) }
          details.element("p") { line in
            line.element(
              "a",
              [
                "href": ConsoleLink.text(
                  SQLPage.path,
                  URLParameters().setting("sql", to: "SELECT * FROM \(table.name) LIMIT 100"))
              ], text: "The first rows")
            line.append(" ")
            line.append(Self.button(table.name, label: "insert the name"))
          }
          details.element("ul", ["class": "names"]) { list in
            for column in table.columns {
              list.element("li") { item in
                item.element("code") { BreakableText.append(column, to: &$0) }
                item.append(Self.button(column, label: "insert"))
              }
            }
          }
        }
      }
    }
    return markup
  }

  /// For the script, which shows it.
  private static func button(_ name: String, label: String) -> Markup {
    var markup = Markup()
    markup.element(
      "button",
      [
        "type": "button", "class": "insert", "hidden": "hidden", "data-insert": name,
        "aria-label": "Insert \(name)",
      ], text: label)
    return markup
  }
}
