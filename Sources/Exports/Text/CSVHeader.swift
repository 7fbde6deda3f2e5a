import JSON

/// The first row of a file of CSV: which column holds the message, and which say more about it.
struct CSVHeader: Hashable, Sendable {
  /// Comma, or what spreadsheet programs put in its place; nil if there is one column.
  let separator: UInt8?
  let names: [String]

  private static let messageNames: Set<String> = ["@message", "message"]
  private static let timeNames: Set<String> = ["@timestamp", "timestamp"]
  private static let ingestionNames: Set<String> = [
    "@ingestiontime", "ingestiontime", "ingestion_time",
  ]
  private static let streamNames: Set<String> = [
    "@logstream", "logstream", "logstreamname", "log_stream", "log_stream_name",
  ]
  private static let groupNames: Set<String> = [
    "@log", "loggroup", "loggroupname", "log_group", "log_group_name",
  ]

  var message: Int? { column(Self.messageNames) }
  var time: Int? { column(Self.timeNames) }
  var ingestionTime: Int? { column(Self.ingestionNames) }
  var logStream: Int? { column(Self.streamNames) }
  var logGroup: Int? { column(Self.groupNames) }

  /// Whether it has names that only Logs Insights gives.
  var isOfInsights: Bool { names.contains { $0.hasPrefix("@") } }

  private func column(_ wanted: Set<String>) -> Int? {
    names.firstIndex { wanted.contains($0.lowercased()) }
  }

  /// Reads the first line; nil if it is not a row of names.
  init?(firstLineOf text: UnsafeRawBufferPointer) {
    let start = Self.separatorLine(text)?.upperBound ?? 0
    let end = text.firstLineFeed(from: start) ?? text.count
    guard end - start <= 8 << 10,
      let line = String(validating: text[from: start, to: end], as: UTF8.self)
    else { return nil }
    self.init(line)
  }

  /// The line `sep=,` with which spreadsheet programs say what separates cells; nil if there is none.
  static func separatorLine(_ text: UnsafeRawBufferPointer) -> Range<Int>? {
    guard text.starts(withText: "sep="), let feed = text.firstLineFeed(from: 0), feed <= 6 else {
      return nil
    }
    return 0..<feed + 1
  }

  private init?(_ line: String) {
    let separator = line.unicodeScalars.first { ",;\t".unicodeScalars.contains($0) }
    self.separator = separator.map { UInt8($0.value) }
    var cells =
      separator.map { line.split(separator: Character($0), omittingEmptySubsequences: false) } ?? [
        line[...]
      ]
    if cells.last?.last?.isNewline == true {
      cells[cells.count - 1] = cells[cells.count - 1].dropLast()
    }
    names = cells.map { cell in
      let name = cell.trimmingSpaces
      return name.count > 1 && name.first == "\"" && name.last == "\""
        ? String(name.dropFirst().dropLast()) : String(name)
    }
    guard names.allSatisfy(Self.isName) else { return nil }
  }

  /// Reads a row after the first one; nil unless it is another header, with a column for messages.
  init?(comingAgain row: CSVRow, separator: UInt8?) {
    guard row.all.count <= 1 << 10 else { return nil }
    let cells = (0..<row.count).map { String(decoding: row[$0] ?? .empty, as: UTF8.self) }
    guard cells.contains(where: { Self.messageNames.contains($0.lowercased()) }),
      cells.contains(where: { Self.timeNames.contains($0.lowercased()) }),
      cells.allSatisfy(Self.isName)
    else { return nil }
    self.separator = separator
    names = cells
  }

  /// The columns of rows that have no header: times, names and the message can be told by their looks.
  ///
  /// Nil if the cells do not begin with a row of these.
  init?(of row: CSVRow, separator: UInt8) {
    self.separator = separator
    var names: [String] = []
    for column in 0..<row.count {
      let cell = row[column]
      let kind: String? =
        if cell.map(CSVRow.isObject) == true {
          "message"
        } else if cell.map(Self.isTime) == true {
          "timestamp"
        } else if cell?.first == UInt8(ascii: "/") { "loggroup" } else if cell?.isUUID == true {
          "logstream"
        } else { nil }
      names.append(kind.flatMap { names.contains($0) ? nil : $0 } ?? "column \(column + 1)")
    }
    guard names.contains("message") else { return nil }
    self.names = names
  }

  /// Whether a cell is a time of a log, and not a small number: there are no logs from before 2014.
  private static func isTime(_ cell: UnsafeRawBufferPointer) -> Bool {
    LogTime.milliseconds(text: cell).map { $0 > 1_388_534_400_000 } ?? false
  }

  private static func isName(_ name: String) -> Bool {
    name.utf8.count <= 256 && !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "@._-# 0123456789()*".unicodeScalars.contains($0)
      }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    let start = firstIndex { $0 != " " } ?? endIndex
    let end = lastIndex { !($0 == " " || $0.isNewline) }.map { index(after: $0) } ?? start
    return start < end ? self[start..<end] : ""
  }
}

extension UnsafeRawBufferPointer {
  fileprivate static var empty: Self { Self(start: nil, count: 0) }
}
