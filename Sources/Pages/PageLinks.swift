package import Charts
package import Reports
package import Rows

/// Where the values of a page lead.
///
/// A page in a file of its own has no links; the console's pages do.
package struct PageLinks {
  /// The page of a task, by its ID or ARN.
  package var task: (String) -> String? = { _ in nil }
  /// The stops of a row of a report, and what the link is called; nil where they cannot be asked for.
  package var stops: ((ReportResult, [Cell]) -> (link: String, name: String)?)?
  /// The stops of a cause.
  package var cause: (String) -> String? = { _ in nil }
  /// The stops whose reason is new, by cause and reason.
  package var news: ((_ category: String, _ reason: String?) -> String?)?
  /// What is said where a table has only the first rows, so many of them.
  package var cut: (Int) -> Markup = { count in
    var text = Markup()
    text.append(
      "This page has only the first \(NumberText.grouped(Int64(count))) rows; "
        + "the option --limit sets how many.")
    return text
  }

  /// No links.
  package init() {}
}
