/// The values of the keys.
extension ReportHead {
  /// What is wrong with a line.
  struct Mistake: Error {
    let sentence: String
  }

  mutating func set(
    _ key: String, _ subject: String, _ value: String, line: Int
  ) throws(Mistake) {
    switch key {
    case "title": report.title = value
    case "about": report.about = value
    case "argument": report.argument = value
    case "reads": reads = value
    case "keys": report.keys = Self.names(value)
    case "routine": report.routineColumn = value
    case "page": report.pagePlace = try Self.pagePlace(value)
    case "limit": report.limit = try Self.number(value, of: "limit")
    case "order": report.order = try Self.number(value, of: "order")
    case "filters": report.filters = try Self.names(value).map(Self.filter)
    case "rows":
      guard value == "stops" else {
        throw Mistake(sentence: "`rows:` takes `stops`, where each row is one stop")
      }
      report.rowsAreStops = true
    case "next": report.next = value
    case "empty": report.empty = value
    case "since":
      throw Mistake(
        sentence:
          "reports have no time of their own; delete the line `since:` and use the option --since")
    case "by":
      for name in Self.names(value) { report.dimensions.append(try Self.dimension(name)) }
    case "column": try takeColumn(subject, value, line: line)
    case "parameter": report.parameters.append(try parameter(subject, value))
    default: report.charts.append(try Self.chart(value))
    }
  }

  private mutating func takeColumn(
    _ subject: String, _ meaning: String, line: Int
  ) throws(Mistake) {
    let column = try ReportColumnHead(subject).column(meaning: meaning)
    guard !report.declares(column.name) else {
      throw Mistake(sentence: "the column \(column.name) is explained twice")
    }
    report.columns.append(column)
    report.headLines["column \(column.name)"] = line
  }

  static func names(_ text: String) -> [String] {
    text.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
  }

  private static func pagePlace(_ text: String) throws(Mistake) -> Report.PagePlace {
    if text == "figure" { return .figure }
    let words = text.split(separator: " ")
    let isFolded = words.count == 2 && words[1] == "folded"
    guard let number = words.first.flatMap({ Int($0) }), number >= 0, words.count == 1 || isFolded
    else {
      throw Mistake(
        sentence:
          "`page:` takes the number of the report's place on a page of all reports, alone or with `folded`, or `figure` for none"
      )
    }
    return .section(number, isFolded: isFolded)
  }

  /// `NAME (KIND) = DEFAULT`, or `NAME` for one that has to be given.
  private func parameter(_ text: String, _ meaning: String) throws(Mistake) -> Report.Parameter {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let subject = parts[0].trimmed
    let open = subject.last == ")" ? subject.firstRange(of: " (") : nil
    let name = open.map { subject[..<$0.lowerBound].trimmed } ?? subject
    let kind = try open.map { open throws(Mistake) in
      try ReportValueKind(subject[open.upperBound...].dropLast().trimmed)
    }
    guard ReportTemplate.isName(name), !ReportTemplate.reserved.contains(name) else {
      throw Mistake(
        sentence:
          "a parameter is `parameter NAME (KIND) = DEFAULT: meaning`, its name letters, digits, _ and -"
      )
    }
    guard !report.parameters.contains(where: { $0.name == name }) else {
      throw Mistake(sentence: "the parameter \(name) stands twice")
    }
    let standard = parts.count > 1 ? parts[1].trimmed : nil
    if let kind, let standard, !kind.admits(standard) {
      throw Mistake(
        sentence:
          "the default of the parameter \(name) is not \(kind.requirement(refusing: standard))")
    }
    return .init(name: name, standard: standard, kind: kind, meaning: meaning)
  }

  private static func number(_ text: String, of key: String) throws(Mistake) -> Int {
    guard let number = Int(text), number > 0 else {
      throw Mistake(sentence: "`\(key):` takes a number from 1")
    }
    return number
  }

  private static func filter(_ name: String) throws(Mistake) -> StopFilters.Kind {
    guard let filter = StopFilters.Kind(rawValue: name) else {
      let names = StopFilters.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw Mistake(sentence: "`filters:` does not know \(name); it takes \(names)")
    }
    return filter
  }

  private static func dimension(_ name: String) throws(Mistake) -> ReportDimension {
    guard let dimension = ReportDimension(name: name) else {
      let names = ReportDimension.allCases.map(\.rawValue).joined(separator: ", ")
      throw Mistake(
        sentence: ReportDimension.newName(of: name).map {
          "`by:` names \(name), which is now called \($0)"
        } ?? "`by:` does not know \(name); it takes \(names)")
    }
    return dimension
  }

  private static func chart(_ text: String) throws(Mistake) -> Report.Chart {
    let words = text.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("bars", 2): return .bars(words[1])
    case ("spark", 2): return .spark(words[1])
    case ("heatmap", 4): return .heatmap(weekday: words[1], hour: words[2], value: words[3])
    case ("timeline", 1): return .timeline
    default:
      throw Mistake(
        sentence:
          "`chart:` takes `bars COLUMN`, `spark COLUMN`, `heatmap WEEKDAY HOUR VALUE` or `timeline`"
      )
    }
  }
}

extension Report.Chart {
  /// The columns that it shows.
  package var columns: [String] {
    switch self {
    case .bars(let column), .spark(let column): [column]
    case .heatmap(let weekday, let hour, let value): [weekday, hour, value]
    case .timeline: []
    }
  }
}
