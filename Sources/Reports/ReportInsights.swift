import Time

/// A report's question in Logs Insights QL.
enum ReportInsights {
  /// The text with its values, and with the scope as filters in front of its own commands.
  ///
  /// The filters stand in the line of the first command, so that lines keep their numbers.
  static func text(
    of report: Report, _ request: ReportRequest, _ scope: ScopeIDs
  ) throws(ReportError) -> String? {
    guard let insights = report.insights else { return nil }
    let filled = ReportTemplate(insights).filled { name in
      name == ReportTemplate.limit
        ? "\(min(request.rowsMax ?? .max, limitMax))" : request.value(of: name, in: report)
    }.withoutBlanksAtEnd
    let filters = filters(request.scope, scope)
    let text = filters.isEmpty ? filled : insert(filters.joined(separator: " | "), into: filled)
    guard !request.filters.isEmpty else { return text }
    return "# Left out, since it has no verdicts: \(request.filters.description).\n" + text
  }

  /// The most that Logs Insights takes after `limit`.
  private static let limitMax = 10_000

  private static func filters(_ scope: ReportScope, _ ids: ScopeIDs) -> [String] {
    var filters: [String] = []
    if !scope.clusters.isEmpty {
      filters += filter("detail.clusterArn", ids.clusterARNs, ids.clusters)
    }
    filters += filter("detail.group", ids.groupNames, ids.groups)
    filters += filter("account", scope.accounts, nil)
    filters += filter("region", scope.regions, nil)
    return filters
  }

  /// - Parameter ids: has nil among them if events without the field count as well.
  private static func filter(_ field: String, _ values: [String], _ ids: [Int64?]?) -> [String] {
    let texts = values.map(literal)
    var conditions: [String] = []
    if texts.count == 1 { conditions.append("\(field) = \(texts[0])") }
    if texts.count > 1 { conditions.append("\(field) in [\(texts.joined(separator: ", "))]") }
    if ids?.contains(nil) == true { conditions.append("not ispresent(\(field))") }
    return conditions.isEmpty ? [] : ["filter \(conditions.joined(separator: " or "))"]
  }

  private static func literal(_ text: String) -> String {
    var out = "\""
    for character in text.unicodeScalars {
      if character == "\"" || character == "\\" { out += "\\" }
      out.unicodeScalars.append(character)
    }
    return out + "\""
  }

  /// Inserts filters before the first command, or after it if that is the SOURCE of the log groups.
  private static func insert(_ filters: String, into text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let isQuery = { (line: Substring) in !line.trimmed.isEmpty && !line.trimmed.hasPrefix("#") }
    guard let first = lines.firstIndex(where: isQuery) else { return text }
    var out = lines.map(String.init)
    if out[first].trimmed.lowercased().hasPrefix("source ") {
      let next = lines[(first + 1)...].firstIndex { $0.trimmed.hasPrefix("|") } ?? first
      if next == first {
        out[first] += " | \(filters)"
      } else {
        out[next] = "| \(filters) " + out[next]
      }
    } else {
      out[first] = "\(filters) | " + out[first]
    }
    return out.joined(separator: "\n")
  }

  /// What to choose above the query in the console, as a comment; nothing for all time.
  static func windowComment(_ request: ReportRequest) -> String {
    switch (request.start, request.end) {
    case (nil, nil): ""
    case (let start, let end):
      "# Time: \(start.map(Timestamp.text) ?? "the beginning")"
        + " to \(Timestamp.text(end ?? request.now))\n"
    }
  }
}

extension Report {
  /// What its text in Logs Insights QL leaves open, in the order of the text.
  package var insightsParameters: [Parameter] {
    ReportTemplate(insights ?? "").parameters.map { name in
      switch name {
      case ReportTemplate.subject:
        Parameter(name: name, standard: nil, kind: nil, meaning: argument ?? "")
      case ReportTemplate.limit:
        Parameter(
          name: name, standard: "\(limit ?? Self.standardLimit)", kind: nil,
          meaning: "how many rows")
      default:
        parameters.first { $0.name == name }
          ?? Parameter(name: name, standard: nil, kind: nil, meaning: "")
      }
    }
  }
}
