import Queries
import SQLite

/// A report's query with the tables that it reads, its values and its dimension in it.
struct ReportSQL {
  /// SQL that runs as it is.
  let text: String

  /// - Parameters:
  ///   - subject: the row of the task that the report is about.
  ///   - sandbox: where the query will run; it tells which columns the query gives, and what it reads where the head does
  ///     not say.
  init(
    _ report: Report, _ request: ReportRequest, _ tables: CommonTables, subject: Int64?,
    sandbox: SQLSandbox
  ) throws {
    let query = ReportQuery(report) { name in
      switch name {
      case ReportTemplate.subject: subject.map { "\($0)" } ?? "NULL"
      case ReportTemplate.limit: request.rowsMax.flatMap { $0 == .max ? nil : "\($0)" } ?? "-1"
      default: SQLLiteral.value(request.value(of: name, in: report))
      }
    }
    let reads = try ReportReadsCheck(query, tables, sandbox).reads()
    if let dimension = tables.dimension, dimension.isOfSingleStops, reads.readsTotals {
      throw ReportError.dimensionNeedsStops(report: report.name, dimension)
    }
    let definitions = reads.common.map(tables.definition)
    let columns = try query.columns(definitions, sandbox)
    try ReportColumnsCheck(report).check(columns)
    text = query.text(
      definitions, select: Self.items(columns, report, tables.dimension),
      isByTime: tables.dimension?.isOfTime == true)
  }

  /// The columns of the result: `by` has the name of the dimension, or is left out, and what is missing has a name where
  /// the head says so.
  ///
  /// Nil where they are those of the query.
  private static func items(
    _ columns: [String], _ report: Report, _ dimension: ReportDimension?
  ) -> [String]? {
    let items = columns.compactMap { column -> String? in
      let name = SQLName.text(column)
      if column == "by" { return dimension.map { "\(name) AS \(SQLName.text($0.columnName))" } }
      guard report.column(column)?.traits.contains(.orNone) == true else { return name }
      return "coalesce(\(name), \(NameTables.none)) AS \(name)"
    }
    return items == columns.map(SQLName.text) ? nil : items
  }
}

/// The text of a report with its values in it, to which tables can be given.
struct ReportQuery {
  let report: Report
  private let query: String

  init(_ report: Report, value: (String) -> String) {
    self.report = report
    query = ReportTemplate(report.query).filled(value).withoutSemicolonsAtEnd
  }

  /// The query with definitions of tables before it, as a statement of its own.
  ///
  /// - Parameters:
  ///   - select: what it gives, if not all of its columns.
  ///   - isByTime: whether its rows come in the order of their column `by`, else as they are.
  func text(
    _ definitions: [String], select items: [String]? = nil, isByTime: Bool = false
  ) -> String {
    guard !definitions.isEmpty || items != nil else { return query }
    guard isByTime else { return head(definitions, items) + query + "\n)" }
    return head(definitions, items) + "SELECT *, row_number() OVER () AS row_place FROM (\n" + query
      + "\n))\nORDER BY \"by\", row_place"
  }

  private func head(_ definitions: [String], _ items: [String]?) -> String {
    (definitions.isEmpty ? "" : "WITH\n" + definitions.joined(separator: ",\n") + "\n")
      + "SELECT \(items?.joined(separator: ", ") ?? "*")\nFROM (\n"
  }

  /// The columns that the query gives, `by` among them where there is one.
  ///
  /// - Throws: `ReportError.invalidQuery` if it is not a SELECT that SQLite accepts.
  func columns(_ definitions: [String], _ sandbox: SQLSandbox) throws -> [String] {
    let text = text(definitions)
    do {
      let statement = try sandbox.prepare(text)
      if statement.isReadOnly, statement.columnCount > 0 {
        return (0..<statement.columnCount).map { statement.columnName(at: $0) }
      }
    } catch .invalid(let error) {
      guard report.path != nil else { throw error }
      let start = definitions.isEmpty ? 0 : head(definitions, nil).utf8.count
      throw mistakeOfStatement(sandbox)
        ?? mistake(error.message, at: error.offset.map { $0 - start })
    } catch .refused(let sentence) {
      throw mistake(sentence, at: nil)
    } catch .parameters {
      // Said below.
    } catch {
      throw error
    }
    throw mistake("the query has to be a SELECT, without parameters but {{name}}", at: nil)
  }

  /// What is wrong with it as a statement, which the SQL around it hides: that it would write, or is two.
  private func mistakeOfStatement(_ sandbox: SQLSandbox) -> ReportError? {
    do {
      _ = try sandbox.prepare(query)
      return nil
    } catch .refused(let sentence) {
      return mistake(sentence, at: nil)
    } catch .invalid(let error) where error.isSecondStatement {
      return mistake(error.message, at: error.offset)
    } catch {
      return nil
    }
  }

  /// Whether SQLite would run it with these definitions.
  func isAccepted(with definitions: [String], _ sandbox: SQLSandbox) -> Bool {
    (try? sandbox.prepare(text(definitions))) != nil
  }

  /// - Parameter offset: in the query, in bytes; outside of it nothing is known of the place.
  private func mistake(_ message: String, at offset: Int?) -> ReportError {
    // As many lines as in the file, so that the mark stands beside the line's number there.
    let head = String(repeating: "\n", count: report.queryLine - 1)
    let place = offset.flatMap { (0...query.utf8.count).contains($0) ? $0 : nil }
    return .invalidQuery(
      path: report.path ?? report.name, sql: head + query,
      offset: place.map { $0 + head.utf8.count }, message: message)
  }
}

extension String {
  /// Without the semicolons and blanks that may follow a statement.
  fileprivate var withoutSemicolonsAtEnd: String {
    var text = self[...]
    while let last = text.last, last == ";" || last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
