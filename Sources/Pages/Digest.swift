import Charts
package import Reports
import Rows

/// The reports in as much Markdown as fits into a chat message.
package struct Digest {
  /// Characters that a message holds in the chats of today, with some to spare.
  package static let lengthMax = 1900

  /// Lines under a heading: as many as there is room for.
  private struct Section {
    let heading: String
    let lines: [String]
  }

  private let head: String
  private let lead: String
  private let sections: [Section]
  private let end: String

  /// Asks the archive.
  package init(
    _ runner: ReportRunner, _ request: ReportRequest, in catalog: ReportCatalog
  ) throws {
    let asked = try runner.archiveStops.completed(request)
    var wide = asked
    wide.rowsMax = nil
    func result(_ name: String) throws -> ReportResult? {
      try catalog[name].map { try runner.run($0, wide) }
    }
    let overview = try PageOverview(runner, request)
    head =
      Self.cut(overview.window.text(of: overview.scope).onOneLine, to: Self.headMax)
      + (overview.warning.map { "\n\n**Warning:** " + Self.cut($0.onOneLine, to: Self.headMax) }
        ?? "")
    let summary = PageSummary(overview)
    lead =
      [summary.lead, summary.rest].map(\.markdown).filter { !$0.isEmpty }.joined(separator: " ")
    sections = try [
      Section(
        heading: "Abnormal stops by cause and service",
        lines: Self.causes(
          result("compare"), isEarlierKnown: overview.window.isWholeEarlierKnown)),
      Section(heading: "Out-of-memory kills", lines: Self.kills(result("memory"))),
      Section(
        heading: "What is new",
        lines: overview.window.hasHistory ? Self.news(result("new")) : []),
      Section(heading: "Is the archive complete?", lines: Self.gaps(result("coverage"))),
    ].filter { !$0.lines.isEmpty }
    let bundle = try Bundle(runner, asked)
    end = "More: `ecs-stops report --all --html page.html \(bundle.options)`"
  }

  private static let headMax = 300

  /// At most `lengthMax` characters, counted as UTF-16 like chats do: whole lines, the first of each section before the second of any.
  package var text: String {
    var shown = sections.map { _ in 0 }
    var isFull = false
    while !isFull {
      isFull = true
      for index in sections.indices where shown[index] < sections[index].lines.count {
        shown[index] += 1
        if text(shown).utf16.count <= Self.lengthMax {
          isFull = false
        } else {
          shown[index] -= 1
        }
      }
    }
    return text(shown)
  }

  private func text(_ shown: [Int]) -> String {
    var blocks = [head, Self.cut(lead, to: 700)]
    for (section, count) in zip(sections, shown) where count > 0 {
      let left = section.lines.count - count
      blocks.append(
        (["**\(section.heading)**"] + section.lines.prefix(count)
          + (left > 0 ? ["- … \(left) more"] : [])).joined(separator: "\n"))
    }
    let known = blocks.joined(separator: "\n\n")
    // A command that is cut would do something else.
    return end.count > 500 ? known : known + "\n\n" + end
  }

  private static func cut(_ text: String, to count: Int) -> String {
    text.count <= count ? text : text.prefix(count - 1) + "…"
  }
}

// The lines of each report.
extension Digest {
  private static let nameMax = 60

  private static func causes(_ result: ReportResult?, isEarlierKnown: Bool) -> [String] {
    guard let result else { return [] }
    let rows = result.records.filter { $0["kind"] == "abnormal" && $0.number("now") > 0 }
    return rows.sorted { $0.number("now") > $1.number("now") }.map { row in
      let change = row.number("change")
      let sign = change > 0 ? "+" : change < 0 ? "−" : "±"
      return "- \(row.name("category")), \(row.name("service")) (\(row.name("cluster"))): "
        + "\(row.number("now"))" + (isEarlierKnown ? " (\(sign)\(abs(change)))" : "")
    }
  }

  private static func kills(_ result: ReportResult?) -> [String] {
    guard let result else { return [] }
    return result.records.map { row in
      "- \(row.word("kill")): \(row.name("service")), \(row.name("container")): "
        + "\(row.number("stops"))"
        + (row["memory_mib"].map { " (limit \($0) MiB)" } ?? "")
    }
  }

  private static func news(_ result: ReportResult?) -> [String] {
    guard let result else { return [] }
    return result.records.filter { $0.number("abnormal") > 0 }.map { row in
      "- \(row.word("what")) \(row.name("value")), \(row.name("service")): \(row.number("stops"))"
    }
  }

  private static func gaps(_ result: ReportResult?) -> [String] {
    guard let result else { return [] }
    return result.records.filter { $0["status"] == "check" }.map { row in
      let period = row["period"].map { " \($0)" } ?? ""
      return "- \(row.word("check"))\(period), \(row.name("subject")): \(row.word("why"))"
    }
  }

  /// A row by the names of its columns.
  fileprivate struct Record {
    let values: [String: Cell]

    subscript(name: String) -> String? {
      switch values[name] {
      case .text(let text): text
      case .integer(let number): "\(number)"
      case .real(let number): "\(number)"
      case .blob, .null, nil: nil
      }
    }

    func number(_ name: String) -> Int64 {
      if case .integer(let number)? = values[name] { number } else { 0 }
    }

    /// A text as code, in which no chat looks for markup, short enough for a line.
    func name(_ name: String) -> String {
      let text = Digest.cut(self[name] ?? "(none)", to: Digest.nameMax)
      return "`" + text.onOneLine.replacing("`", with: "'") + "`"
    }

    /// A word of ours.
    func word(_ name: String) -> String { self[name] ?? "" }
  }
}

extension ReportResult {
  fileprivate var records: [Digest.Record] {
    rows.map { row in
      Digest.Record(
        values: Dictionary(
          zip(columns.map(\.name), row), uniquingKeysWith: { first, _ in first }))
    }
  }
}

extension PageSentence {
  /// The sentence with its strong parts in bold.
  fileprivate var markdown: String {
    parts.map { $0.isStrong ? "**\($0.text.withoutLinks)**" : $0.text.withoutLinks }.joined()
  }
}

extension String {
  /// What calls people or makes links in chats, even within code.
  private static let harmless: [Unicode.Scalar: Unicode.Scalar] = [
    "<": "‹", ">": "›", "@": "＠",
  ]

  /// The text on one line, in which no chat finds a link, an image or code.
  fileprivate var withoutLinks: String {
    onOneLine.replacing("[", with: "［").replacing("]", with: "］").replacing("`", with: "'")
      .replacing("://", with: "：//")
  }

  /// The text without line breaks and what else has no picture, in which nobody is called.
  fileprivate var onOneLine: String {
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: out.append(" ")
      case .format: break
      default: out.append(Self.harmless[scalar] ?? scalar)
      }
    }
    return String(out)
  }
}
