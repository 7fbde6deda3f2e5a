/// Cells as a table of Markdown; the first row is its header.
struct MarkdownTable {
  let text: String

  init(_ rows: [[String]]) {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    let header = rows.prefix(1)
    text = (header + header.map { $0.map { _ in "---" } } + rows.dropFirst()).map(line).joined()
  }
}
