import Charts
import Output
import TerminalText
import Time

/// What stands above a report on a terminal: its title, the time and scope that it covers, and how many stops that is.
///
///     Why tasks stopped · 1 Jan 00:05 – 30 Jan 23:58 2026 UTC · all services · 5,000 stops
struct ReportHeading {
  /// As few lines as the terminal's width allows.
  let lines: [String]

  init(_ result: ReportResult, style: TableStyle) {
    var parts = [result.report.title]
    if result.report.argument == nil {
      parts += [Self.text(of: result.window, isASCII: style.isASCII), Self.text(of: result.scope)]
      if !result.filters.isEmpty { parts.append(result.filters.description) }
      if let stops = result.stopCount {
        let count = "\(Quantity.count(stops)) stop\(stops == 1 ? "" : "s")"
        parts.append(result.showsAllStops ? count : "among \(count)")
      }
    } else {
      parts.append("times in UTC")
    }
    lines = Self.joined(parts, by: style.isASCII ? " | " : " · ", width: style.terminalWidth)
  }

  /// One line; where it is too long the title has a line of its own.
  private static func joined(_ parts: [String], by separator: String, width: Int?) -> [String] {
    let line = parts.joined(separator: separator)
    guard let width, DisplayWidth.of(line) > width else { return [line] }
    return [parts[0], parts.dropFirst().joined(separator: separator)]
  }

  private static func text(of scope: ReportScope) -> String {
    scope.isEmpty ? "all services" : scope.description
  }

  /// `1 Jan 00:05 – 30 Jan 23:58 2026 UTC`; each time with its year where they differ.
  static func text(of window: ReportWindow, isASCII: Bool = false) -> String {
    let dash = isASCII ? "-" : "–"
    guard Timestamp.isPrintable(window.first), Timestamp.isPrintable(window.last) else {
      return "\(TimeText.minute(window.first)) \(dash) \(TimeText.minute(window.last)) UTC"
    }
    let (first, last) = (CivilTime(window.first), CivilTime(window.last))
    func text(_ time: Int64, _ year: String) -> String {
      "\(TimeText.shortDate(time))\(year) \(TimeText.clock(time))"
    }
    if first.year != last.year {
      return
        "\(text(window.first, " \(first.year)")) \(dash) \(text(window.last, " \(last.year)")) UTC"
    }
    return "\(text(window.first, "")) \(dash) \(text(window.last, "")) \(last.year) UTC"
  }
}

extension ReportResult {
  /// Whether the rows are about all stops of the time and scope, by what they count.
  fileprivate var showsAllStops: Bool {
    if report.rowsAreStops { return true }
    guard let index = column("stops") else { return false }
    return areMore || rows.reduce(0) { $0 + ($1[index].number ?? 0) } == Double(stopCount ?? 0)
  }
}
