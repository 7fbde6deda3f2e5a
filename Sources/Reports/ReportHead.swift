/// Reads a report's file: comment lines `key: value`, which may go on, and the query after them.
struct ReportHead {
  var report: Report
  let path: String
  /// The key that a line without one goes on.
  private var last: String?
  /// The text of the line `reads`, which may go on.
  var reads: String?
  private(set) var chartLines: [Int] = []

  /// The keys that stand once; the others, `column`, `parameter` and `chart`, stand as often as they are needed.
  private static let plainKeys = [
    "title", "about", "argument", "reads", "keys", "routine", "by", "page", "since", "limit",
    "filters", "rows", "next", "empty", "order",
  ]
  private static let listKeys = ["column", "parameter", "chart"]

  /// - Parameter path: what errors call the file.
  static func read(
    name: String, language: Report.Language, text: String, path: String
  ) throws(ReportFileError) -> Report {
    var head = ReportHead(report: Report(name: name, language: language), path: path)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var count = 0
    while count < lines.count, let comment = head.comment(lines[count]) {
      count += 1
      try head.take(comment, line: count)
    }
    while count < lines.count, lines[count].allSatisfy(\.isWhitespace) { count += 1 }
    guard count < lines.count else {
      throw ReportFileError(path, line: max(1, lines.count), "the query is missing")
    }
    head.report.query = lines[count...].joined(separator: "\n").withoutBlanksAtEnd
    head.report.queryLine = count + 1
    if language == .insights { head.report.insights = text }
    try head.takeReads()
    try head.checkStops()
    try head.checkCharts()
    try head.checkNames()
    return head.report
  }

  private init(report: Report, path: String) {
    self.report = report
    self.path = path
  }

  /// What a comment line says; nil if it is none.
  private func comment(_ line: Substring) -> Substring? {
    let mark = report.language == .sql ? "--" : "#"
    guard line.hasPrefix(mark) else { return nil }
    let text = line.dropFirst(mark.count)
    return text.first == " " ? text.dropFirst() : text
  }

  private mutating func take(_ comment: Substring, line: Int) throws(ReportFileError) {
    guard let colon = comment.firstIndex(of: ":"), comment[colon...].hasPrefix(": "),
      let key = Self.key(comment[..<colon])
    else { return goOn(comment) }
    let value = comment[colon...].dropFirst(2).trimmed
    let subject = comment[..<colon].dropFirst(key.utf8.count).trimmed
    if Self.plainKeys.contains(key), report.headLines[key] != nil {
      throw ReportFileError(path, line: line, "there are two lines \(key):")
    }
    last = key
    report.headLines[key] = line
    if key == "chart" { chartLines.append(line) }
    do {
      try set(key, subject, value, line: line)
    } catch {
      throw ReportFileError(path, line: line, error.sentence)
    }
  }

  /// The key that a text in front of a colon begins with: the text itself, or its first word for `column` and
  /// `parameter`.
  private static func key(_ text: Substring) -> String? {
    let word = String(text.prefix { $0 != " " })
    let hasSubject = word.utf8.count < text.utf8.count
    let mayHaveSubject = word == "column" || word == "parameter"
    guard hasSubject == mayHaveSubject else { return nil }
    return plainKeys.contains(word) || listKeys.contains(word) ? word : nil
  }

  private mutating func goOn(_ comment: Substring) {
    let text = comment.trimmed
    guard !text.isEmpty else { return last = nil }
    switch last {
    case "title": report.title += " " + text
    case "about": report.about += " " + text
    case "argument": report.argument = report.argument.map { $0 + " " + text }
    case "reads": reads = reads.map { $0 + " " + text }
    case "next": report.next = report.next.map { $0 + " " + text }
    case "keys": report.keys += Self.names(text)
    case "column":
      guard let column = report.columns.popLast() else { return }
      report.columns.append(
        .init(
          column.name, column.kind, unit: column.unit, traits: column.traits,
          meaning: column.meaning + " " + text))
    case "parameter":
      guard let parameter = report.parameters.popLast() else { return }
      report.parameters.append(
        .init(
          name: parameter.name, standard: parameter.standard, kind: parameter.kind,
          meaning: parameter.meaning + " " + text))
    // A remark that is nobody's.
    default: break
    }
  }
}

extension StringProtocol {
  /// Without the blanks around it.
  var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    return self[start...].withoutBlanksAtEnd
  }

  var withoutBlanksAtEnd: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
