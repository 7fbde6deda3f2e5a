import JSON
import LogsAPI
import LogsInsights
import Queries
import Rows

/// The rows of a query as data.
struct QueryData {
  private let draft: QueryDraft
  private let result: QueryResult

  init(_ draft: QueryDraft, _ result: QueryResult) {
    self.draft = draft
    self.result = result
  }

  /// All rows that there are, whatever part of them the page shows.
  func answer(in format: DataFormat) throws -> ConsoleAnswer {
    let count = result.rows.columns.count - (draft.hasPointer ? 1 : 0)
    let answer = RowsAnswer(
      columns: Array(result.rows.columns.prefix(count)),
      rows: try QuerySort(draft, result).rows().map { Array($0.prefix(count)) }, name: "query",
      members: members)
    return try answer.answer(in: format)
  }

  private var members: [JSONValue.Member] {
    let statistics = result.statistics
    let warnings = DiagnosticsJSON.object(
      warnings: draft.plan.warnings, in: SourceText(draft.text))
    guard case .object(let diagnostics) = warnings else { return [] }
    return diagnostics + [
      .init(
        "statistics",
        .object([
          .init("rows", .integer(statistics.rows)), .init("matched", .integer(statistics.matched)),
          .init("scanned", .integer(statistics.scanned)),
          .init("milliseconds", .integer(Int(result.milliseconds))),
          .init("isCut", .boolean(statistics.isCut)),
        ]))
    ]
  }
}
