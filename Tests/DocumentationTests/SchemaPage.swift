import Foundation

/// What docs/schema.md says, taken apart.
struct SchemaPage {
  struct Query: CustomStringConvertible {
    /// The heading above it.
    let title: String
    let sql: String
    /// The first line of text after it.
    let sentence: String
    var description: String { title }
  }

  /// The columns of each table and view, in the page's order.
  private(set) var columns: [String: [String]] = [:]
  /// Each `sql` fence.
  private(set) var queries: [Query] = []
  /// Those of the section of ten.
  private(set) var wantedQueries: [Query] = []
  /// The names in the paragraphs of the section on categories, paragraph by paragraph.
  private(set) var categories: [[String]] = [[]]

  private static let wantedSection = "## Ten common queries"
  private static let textTables = "### Text tables"
  private static let categorySection = "### Categories"

  /// Reads the page of this repository.
  static func read() throws -> SchemaPage {
    let path = repositoryPath("docs/schema.md")
    return SchemaPage(String(decoding: try Data(contentsOf: path), as: UTF8.self))
  }

  init(_ text: String) {
    var section = ""
    var heading = ""
    var fence: [String]?
    var isInOtherFence = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (number, line) in lines.enumerated() {
      if let sql = fence {
        guard line == "```" else {
          fence = sql + [line]
          continue
        }
        fence = nil
        let query = Query(
          title: heading, sql: sql.joined(separator: "\n"),
          sentence: lines[(number + 1)...].first { !$0.isEmpty } ?? "")
        queries.append(query)
        if section == Self.wantedSection { wantedQueries.append(query) }
      } else if line == "```sql" {
        fence = []
      } else if line.hasPrefix("```") {
        isInOtherFence.toggle()
      } else if !isInOtherFence {
        if line.hasPrefix("## ") { section = line }
        if line.hasPrefix("#") { heading = line }
        if line.hasPrefix("| ") { noteRow(line, under: heading) }
        if heading == Self.categorySection { noteCategories(line) }
      }
    }
  }

  /// A row of a table of columns: its first cell names them, or, for the text tables, the second.
  private mutating func noteRow(_ row: String, under heading: String) {
    let cells = row.split(separator: "|", omittingEmptySubsequences: true)
    let names = Self.codes(in: cells[0])
    if heading == Self.textTables {
      guard let table = names.first else { return }
      columns[table, default: []] += Self.codes(in: cells[1])
    } else if heading.hasPrefix("### "), let table = Self.codes(in: heading[...]).first {
      columns[table, default: []] += names
    }
  }

  private mutating func noteCategories(_ line: String) {
    if line.isEmpty { categories.append([]) }
    categories[categories.count - 1] += Self.codes(in: line[...])
  }

  /// The code spans.
  private static func codes(in text: Substring) -> [String] {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
  }
}
