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
    let end = text.firstLineFeed(from: 0) ?? text.count
    guard end <= 8 << 10,
      let line = String(validating: text[from: 0, to: end], as: UTF8.self)
    else { return nil }
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
