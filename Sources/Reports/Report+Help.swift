import Rows

extension Report {
  /// How many rows a report prints where no `--limit` is given.
  package static let standardLimit = 1000

  /// The help page of the report, made from its head: what it tells, its columns, parameters, dimensions and examples.
  ///
  /// - Parameter width: the columns of the terminal.
  package func help(width: Int) -> String {
    var page = HelpLayout(width: width)
    page.paragraph("OVERVIEW: \(title.hasSuffix("?") ? title : title + ".")")
    if !about.isEmpty { page.paragraph(about) }
    page.paragraph("USAGE: ecs-stops report \(name)\(argument == nil ? "" : " <task>") [<options>]")
    if let argument { page.section("ARGUMENTS", [("<task>", sentence(argument))]) }
    page.section("COLUMNS", columns.map { ($0.name, Self.sentence($0)) })
    page.section(
      "PARAMETERS (--set <name>=<value>)",
      parameters.map { parameter in
        let value = parameter.standard.map { " (default: \($0))" } ?? " (required)"
        return (parameter.name, sentence(parameter.meaning) + value)
      })
    page.section(
      "DIMENSIONS (--by <dimension>)",
      dimensions.map { ($0.rawValue, sentence($0.meaning)) })
    page.section("FILTERS AND LIMITS", filterLines)
    page.examples("EXAMPLES", examples)
    if let path { page.paragraph("This report is in \(path).") }
    page.paragraph("`ecs-stops report --help` describes every option.")
    return page.text
  }

  private func sentence(_ text: String) -> String {
    guard let first = text.first else { return text }
    let isEnded = text.last.map { ".?!".contains($0) } ?? false
    return first.uppercased() + text.dropFirst() + (isEnded ? "" : ".")
  }

  private static func sentence(_ column: Column) -> String {
    let isEnded = column.meaning.last.map { ".?!".contains($0) } ?? false
    let kind = column.kindText.isEmpty ? "" : "(\(column.kindText)) "
    return kind + column.meaning + (isEnded ? "" : ".")
  }

  private var filterLines: [(String, String)] {
    if argument != nil {
      return [("--service, --cluster, --account, --region", "The task must be in this scope.")]
    }
    let verdictFilters: [(String, String)] = filters.map { filter in
      switch filter {
      case .abnormal: ("--abnormal", "Only abnormal stops.")
      case .cause:
        ("--cause <name>", "Only stops with this cause, such as out_of_memory; may be repeated.")
      }
    }
    return verdictFilters + [
      ("--since, --start, --end", "Default: the seven days before the newest stop in the archive."),
      ("--service, --cluster, --account, --region", "Names, a,b and wildcards such as 'web-*'."),
      ("--limit <rows>", "Default: \(limit ?? Self.standardLimit); all for every row."),
    ]
  }

  private var examples: [String] {
    let call = "ecs-stops report \(name)"
    guard argument == nil else { return ["\(call) d4b7a62a", "\(call) d4b7a62a --format json"] }
    let needed = parameters.filter { $0.standard == nil }.map { " --set \($0.name)=…" }.joined()
    var lines = ["\(call)\(needed) --since 7d"]
    if let dimension = dimensions.first {
      lines.append("\(call)\(needed) --by \(dimension.rawValue) --format csv")
    }
    if let parameter = parameters.first(where: { $0.standard != nil }) {
      let other = parameter.kind?.choices.first { $0 != parameter.standard }
      lines.append(
        "\(call)\(needed) --set \(parameter.name)=\(other ?? parameter.standard ?? "")")
    }
    if let count = columns.first(where: { $0.name == "abnormal" && $0.kind == .count }) {
      lines.append("\(call)\(needed) --since 1d --fail-if '\(count.name) > 10'")
    }
    lines.append("\(call)\(needed) --as \(insights == nil ? "sql" : "insights")")
    return lines
  }
}

/// Lays out a help page: paragraphs, and lists of names with what they mean beside them.
private struct HelpLayout {
  private let width: Int
  private var parts: [String] = []

  init(width: Int) { self.width = width }

  var text: String { parts.joined(separator: "\n\n") + "\n" }

  mutating func paragraph(_ text: String) {
    parts.append(Self.wrapped(text, to: width).joined(separator: "\n"))
  }

  mutating func examples(_ title: String, _ lines: [String]) {
    parts.append(([title + ":"] + lines.map { "  " + $0 }).joined(separator: "\n"))
  }

  /// Names beside what they mean; a long name has a line of its own.
  ///
  /// Nothing for no names.
  mutating func section(_ title: String, _ entries: [(name: String, meaning: String)]) {
    guard !entries.isEmpty else { return }
    let longest = entries.map(\.name.count).max() ?? 0
    let indent = min(longest, 24) + 4
    var lines = [title + ":"]
    for (name, meaning) in entries {
      let texts = Self.wrapped(meaning, to: width - indent)
      var rest = texts[...]
      if name.count + 4 <= indent, let first = rest.popFirst() {
        lines.append("  " + name + String(repeating: " ", count: indent - 2 - name.count) + first)
      } else {
        lines.append("  " + name)
      }
      lines += rest.map { String(repeating: " ", count: indent) + $0 }
    }
    parts.append(lines.joined(separator: "\n"))
  }

  private static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
