import ECSStops

/// Rejected records as rows.
enum RejectRows {
  /// How a table of them is laid out, or of their reasons.
  static let hints = {
    var hints = TableHints()
    hints.keys = ["reason", "file"]
    hints.firstKeysMax = 1
    return hints
  }()

  /// How records are shown whole.
  static let wholeHints = {
    var hints = RejectRows.hints
    hints.areRecords = true
    return hints
  }()

  static let summaryColumns = [
    ResultColumn("reason", .text), ResultColumn("records", .count),
    ResultColumn("resolved", .count), ResultColumn("files", .count),
    ResultColumn("first_file", .text),
  ]

  static func summaryRow(_ count: RejectStore.ReasonCount) -> [Cell] {
    [
      .text(count.reason), .integer(count.records), .integer(count.resolved),
      .integer(count.files), .text(count.firstPath),
    ]
  }

  /// - Parameter isWhole: whether to show all of the text, and everything that is known.
  static func columns(isWhole: Bool) -> [ResultColumn] {
    let known = [
      ResultColumn("reject", .number), ResultColumn("status", .code),
      ResultColumn("reason", .text), ResultColumn("file", .text), ResultColumn("member", .text),
      ResultColumn("line", .number), ResultColumn("byte_offset", .number),
      ResultColumn("bytes", .number),
      ResultColumn("logged_at", .time),
    ]
    let more = [
      ResultColumn("log_stream", .text), ResultColumn("log_group", .text),
      ResultColumn("imported_at", .time), ResultColumn("resolved_at", .time),
    ]
    return known + (isWhole ? more : []) + [ResultColumn("text", .text)]
  }

  /// - Parameter keepsLineFeeds: whether the text is shown in its own lines.
  static func row(
    _ reject: RejectStore.Reject, isWhole: Bool, keepsLineFeeds: Bool = false
  ) -> [Cell] {
    let known: [Cell] = [
      .integer(reject.id), .text(reject.resolution ?? "missing"), .text(reject.reason),
      .text(reject.path), reject.member.map { .text($0) } ?? .null, .integer(reject.line),
      .integer(reject.byteOffset), reject.isCut ? .null : .integer(reject.size),
      time(reject.loggedAt),
    ]
    let more: [Cell] = [
      reject.logStream.map { .text($0) } ?? .null, reject.logGroup.map { .text($0) } ?? .null,
      time(reject.importedAt), time(reject.resolvedAt),
    ]
    let isCut = reject.isCut || reject.beginning.count < reject.size
    let text =
      reject.beginning.withUnsafeBytes {
        RejectText.escaped($0, keepsLineFeeds: keepsLineFeeds)
      } + (isCut ? "…" : "")
    return known + (isWhole ? more : []) + [.text(text)]
  }

  /// The places of the columns of which some row has a value.
  static func filled(_ rows: [[Cell]]) -> [Int] {
    (rows.first ?? []).indices.filter { column in rows.contains { $0[column] != .null } }
  }

  private static func time(_ milliseconds: Int64?) -> Cell {
    milliseconds.map { .text(Timestamp.insightsText($0)) } ?? .null
  }

  /// `2 stored, 1 duplicate, 3 still unreadable`.
  static func sentence(_ summary: RejectRetry.Summary) -> String {
    var parts = RejectResolution.allCases.compactMap { resolution in
      summary.resolved[resolution].map { "\(Quantity.count($0)) \(resolution.rawValue)" }
    }
    let left = summary.unreadable + summary.untrusted
    if left > 0 || parts.isEmpty { parts.append("\(Quantity.count(left)) still unreadable") }
    return parts.joined(separator: ", ")
  }
}
