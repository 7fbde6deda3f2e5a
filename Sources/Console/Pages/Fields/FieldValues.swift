import InsightsSQLite
import LogsAPI
import LogsInsights
import Masking
import Queries
import Reports
import Rows

/// The most frequent values of a field among the stops that a query's filters and a page's scope leave.
struct FieldValues: Sendable {
  struct Row: Sendable {
    /// With secrets masked.
    let value: Cell
    let stops: Int64
    /// The query with one more filter; nil for a value that is masked or too long to be written.
    let only: String?
    let not: String?
  }

  static let rowsMax = 10
  /// Longer values make no link.
  private static let textMax = 500

  /// The most frequent value first.
  let rows: [Row]
  /// How many stops have one of these values.
  let stops: Int64
  /// The query that counts them.
  let query: String

  /// - Parameters:
  ///   - name: the field's, without backticks.
  ///   - text: a query, of which the commands before the first that groups or orders count.
  /// - Throws: `QueryError`, `SQLSandboxError`.
  init(
    of name: String, within text: String, _ scope: PageScope, _ request: PageRequest,
    _ reader: ConsoleReader
  ) throws {
    let commands = EventCommands(of: text)
    let field = FieldPath.written(name)
    query = commands.followed(
      by: "stats count(*) as stops by \(field) | sort stops desc | limit \(Self.rowsMax)")
    let question = QueryQuestion(
      query, .passing(try reader.reports.eventTests(of: scope.request.scope)),
      start: scope.window.first, end: scope.window.last, limit: nil, client: "", page: nil)
    let view = try reader.archive.currentView()
    var options = try question.options(in: view, now: request.now)
    options.showsPointer = false
    let found = RowCollector()
    try view.runner.run(view.runner.compile(query, options: options), to: found)
    let secrecy = found.columns.first?.secrecy ?? .inText
    let masker = reader.reports.masker
    rows = try found.rows.compactMap { cells in
      guard case .integer(let stops) = cells[1] else { return nil }
      var value = cells[0]
      if case .text(let text) = value, let masker {
        value = .text(try masker.masked(text, secrecy))
      }
      let test = value == cells[0] ? ValueTest(field, value, longest: Self.textMax) : nil
      return Row(
        value: value, stops: stops, only: test.map { commands.filtered(by: $0.only) },
        not: test.map { commands.filtered(by: $0.not) })
    }
    stops = rows.reduce(0) { $0 + $1.stops }
  }
}

/// Whether a field has a value, as a query asks it.
struct ValueTest {
  /// True where it has this value, and where it has any other or none.
  let only: String
  let not: String

  /// - Parameters:
  ///   - field: as a query writes it.
  ///   - longest: longer texts have no test.
  init?(_ field: String, _ value: Cell, longest: Int) {
    let literal: String
    switch value {
    case .null:
      only = "not ispresent(\(field))"
      not = "ispresent(\(field))"
      return
    case .integer(let number): literal = "\(number)"
    case .real(let number):
      literal = String(decoding: NumberPrinter.text(of: number), as: UTF8.self)
    case .text(let text):
      guard text.utf8.count <= longest else { return nil }
      literal = StringLiteral.text(of: text)
    case .blob: return nil
    }
    only = "\(field) = \(literal)"
    not = "\(field) != \(literal) or not ispresent(\(field))"
  }
}
