import JSON

/// Frames the text output of `aws logs get-query-results`: a line `RESULTS⇥field⇥value` for each field of each record.
///
/// Nothing separates records; one begins where a field comes again.
struct InsightsTextFramer: RecordFramer, ~Copyable {
  private var window: ContentWindow
  private let recordBytesMax: Int
  private let log: WarningLog
  private var line = 1
  private var spentBytes = 0

  init(_ window: consuming ContentWindow, recordBytesMax: Int, log: WarningLog) {
    self.window = window
    self.recordBytesMax = recordBytesMax
    self.log = log
  }

  var bytesOut: Int64 { window.bytesOut }

  mutating func next() throws(ExportError) -> ExportRecord? {
    while true {
      line += window.bytes[from: 0, to: spentBytes].lineFeedCount
      window.drop(spentBytes)
      spentBytes = 0
      guard try window.require(1) else { return nil }
      if let record = try readRecord() { return record }
    }
  }

  /// Reads lines until the next record begins; nil if they belong to none.
  private mutating func readRecord() throws(ExportError) -> ExportRecord? {
    var fields: [(name: Range<Int>, value: Range<Int>)] = []
    var flaw: ExportRecord.Flaw?
    var end = 0
    while try window.require(end + 1), flaw == nil {
      let next = try CLITextLine(at: end, of: &window, bytesMax: recordBytesMax - end)
      let isField = text(next.columns[0]).starts(withText: "RESULTS") && next.columns.count >= 3
      if isField {
        let name = next.columns[1]
        if fields.contains(where: { text($0.name).elementsEqual(text(name)) }) { break }
        let last = next.columns[next.columns.count - 1].upperBound
        fields.append((name, next.columns[2].lowerBound..<last))
      } else if !fields.isEmpty {
        break
      }
      if !isField { noteStatus(next) }
      flaw = next.flaw
      end = next.end
      if !isField { break }
    }
    spentBytes = end
    return fields.isEmpty ? nil : record(fields, flaw)
  }

  /// Warns if a line is the one with the status of a query, and that is not `Complete`.
  private func noteStatus(_ line: CLITextLine) {
    guard let last = line.columns.last, line.columns.count <= 3 else { return }
    let word = String(decoding: text(last), as: UTF8.self)
    if UnfinishedQuery.statuses.contains(word) { log.add(.unfinishedQuery(status: word)) }
  }

  private func text(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    window.bytes[from: range.lowerBound, to: range.upperBound]
  }

  private func record(
    _ fields: [(name: Range<Int>, value: Range<Int>)], _ flaw: ExportRecord.Flaw?
  ) -> ExportRecord {
    func value(_ name: StaticString) -> Range<Int>? {
      fields.first {
        text($0.name).starts(withText: name) && $0.name.count == name.utf8CodeUnitCount
      }?.value
    }
    let message = value("@message")
    let shown = message ?? fields[0].name.lowerBound..<fields[fields.count - 1].value.upperBound
    let start = shown.lowerBound
    let bytesMax = flaw == .tooLong ? min(shown.count, ExportRecord.beginningBytesMax) : shown.count
    return ExportRecord(
      message: window.bytes[from: start, to: start + bytesMax],
      metadata: LogMetadata(
        loggedAt: value("@timestamp").flatMap { LogTime.milliseconds(text: text($0)) },
        ingestionTime: value("@ingestionTime").flatMap { LogTime.milliseconds(text: text($0)) },
        logStream: value("@logStream").map { text($0) },
        logGroup: value("@log").map { text($0) }),
      position: SourcePosition(
        line: line + window.bytes[from: 0, to: start].lineFeedCount,
        offset: window.offset + Int64(start)),
      flaw: flaw ?? (message == nil ? .refused(.insightsColumns) : nil))
  }
}

/// The states of a Logs Insights query that has not, or not well, ended.
package enum UnfinishedQuery {
  package static let statuses: Set<String> = [
    "Scheduled", "Running", "Failed", "Cancelled", "Timeout", "Unknown",
  ]
}
