package import Rows

/// The formats in which rows can be written.
package enum OutputFormat: String, CaseIterable, Sendable {
  /// Aligned columns, for people.
  case table
  /// A field on each line, for people and wide rows.
  case list
  /// One array, one object a line.
  case json
  /// One object a line, without the array.
  case ndjson
  /// RFC 4180 with a header line; lines end in LF.
  case csv
  /// Tabs between cells; tabs, line breaks and backslashes within them as `\t`, `\n`, `\r`, `\\`.
  case tsv
  /// A table of GitHub's Markdown.
  case markdown

  /// A writer of this format; the style is for `table` and `list`.
  ///
  /// - Parameter isRaw: whether CSV, TSV and Markdown have control characters as they are.
  package func makeWriter(
    to sink: ByteSink, style: TableStyle = TableStyle(), isRaw: Bool = false
  ) -> any RowWriter {
    switch self {
    case .table: TableWriter(to: sink, style: style)
    case .list: ListWriter(to: sink, style: style)
    case .json: JSONWriter(to: sink, framing: .array)
    case .ndjson: JSONWriter(to: sink, framing: .lines)
    case .csv: CSVWriter(to: sink, isRaw: isRaw)
    case .tsv: TSVWriter(to: sink, isRaw: isRaw)
    case .markdown: MarkdownWriter(to: sink, isRaw: isRaw)
    }
  }
}
