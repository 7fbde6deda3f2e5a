package import SQLite

/// Rows of events that stand for all of them where there are many: as many of each part of the archive.
///
/// Fields that one in some thousand events has may be missing; shares are right to a percent.
package struct EventSample: Sendable {
  /// Ranges of row numbers of `tasks`, in ascending order.
  let rows: [ClosedRange<Int64>]
  /// Whether these are all events.
  package let isWhole: Bool

  /// - Parameters:
  ///   - eventsMax: up to so many events are all looked at; 50,000 take less than a second.
  ///   - parts: of how many parts of the archive some are looked at.
  package init(
    _ connection: Connection, eventsMax: Int64 = 50_000, parts: Int64 = 100
  ) throws(SQLiteError) {
    let select = try connection.prepare("SELECT min(id), max(id) FROM tasks", persistent: false)
    guard try select.step(), !select.isNull(at: 0) else {
      rows = []
      isWhole = true
      return
    }
    let (first, last) = (select.integer(at: 0), select.integer(at: 1))
    isWhole = last - first < eventsMax
    guard !isWhole else {
      rows = [first...last]
      return
    }
    let length = eventsMax / parts
    let step = Double(last - first + 1 - length) / Double(parts - 1)
    rows = (0..<parts).map { number in
      let start = first + Int64(Double(number) * step)
      return start...(start + length - 1)
    }
  }

  /// The rows `t` of `tasks`, as what follows FROM.
  var source: String {
    if isWhole { return "tasks AS t" }
    let values = rows.map { "(\($0.lowerBound), \($0.upperBound))" }.joined(separator: ", ")
    return "(VALUES \(values)) AS r CROSS JOIN tasks AS t ON t.id BETWEEN r.column1 AND r.column2"
  }
}
