import LogsAPI

/// What the URL of the query page asks.
struct QueryAsked: Sendable {
  /// How the rows are shown.
  enum View: String, CaseIterable, Sendable {
    case table, chart, text
  }

  /// The names of the parameters that decide which rows there are, besides time and scope.
  static let names = ["q", "limit"]
  /// The names of those that only decide what is shown of them.
  static let shownNames = ["id", "from", "sort"]
  static let rowsMax = 100_000

  /// With line feeds between lines; nil if no query is asked.
  let text: String?
  /// The caller's bound on rows.
  let limit: Int?
  let view: View
  /// The place of the first row that is shown.
  let from: Int
  /// The column that the rows are sorted by; nil for the order of the query.
  let sort: Sort?
  /// The job whose rows are shown, if it still has them and is one of this query.
  let job: String?

  struct Sort: Equatable, Sendable {
    let column: String
    let isDescending: Bool

    /// - Parameter text: the name of a column, `-` before it for the largest first.
    init(_ text: String) {
      isDescending = text.hasPrefix("-")
      column = String(isDescending ? text.dropFirst() : text[...])
    }

    init(_ column: String, isDescending: Bool) {
      self.column = column
      self.isDescending = isDescending
    }

    var text: String { (isDescending ? "-" : "") + column }
  }

  /// - Throws: `ConsoleError` for a limit, a view or a place that is none.
  init(_ parameters: URLParameters) throws(ConsoleError) {
    text = parameters.text("q").map(Self.withLineFeeds)
    limit = try Self.number(parameters, "limit", 1...Self.rowsMax)
    from = try Self.number(parameters, "from", 0...Self.rowsMax) ?? 0
    sort = parameters.text("sort").map { Sort($0) }
    job = parameters.text("id")
    guard let name = parameters.text("view") else {
      view = .table
      return
    }
    guard let view = View(rawValue: name) else {
      throw ConsoleError(
        400, "there is no view named \"\(name)\"",
        help: "views: " + View.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self.view = view
  }

  /// Forms send text with the line ends of the Internet.
  static func withLineFeeds(_ text: String) -> String {
    var lines = ""
    for character in text {
      lines.append(character == "\r\n" || character == "\r" ? "\n" : character)
    }
    return lines
  }

  private static func number(
    _ parameters: URLParameters, _ name: String, _ range: ClosedRange<Int>
  ) throws(ConsoleError) -> Int? {
    guard let text = parameters.text(name) else { return nil }
    guard let number = Int(text.filter { $0 != "," && !$0.isWhitespace }), range.contains(number)
    else {
      throw ConsoleError(
        400, "\(name) must be a number from \(range.lowerBound) to \(range.upperBound): \"\(text)\""
      )
    }
    return number
  }
}
