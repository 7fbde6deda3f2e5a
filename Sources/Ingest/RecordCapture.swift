import Envelopes
import EventPatterns
import Events
import Exports

/// Captures records: as events, or else the messages that are in them.
struct RecordCapture: ~Copyable {
  private var capture: EventCapture
  private let opener = RecordOpener()

  /// - Parameters:
  ///   - pattern: keeps only the stops that match; nil for all.
  ///   - shapes: the number of shapes in the archive; nil if nothing is stored.
  init(_ pattern: EventPattern?, shapes: ShapeCount? = nil) {
    capture = EventCapture(
      filter: pattern.map { pattern in { pattern.matches($0, in: $1) } }, shapes: shapes)
  }

  /// The formats of what was opened so far, the most frequent first.
  var formats: [String] {
    opener.formats.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// What was wrong with what was opened in a file, beside records with flaws; forgets it.
  mutating func takeWarnings(of file: String) -> [ExportWarning] {
    defer { opener.forget() }
    return opener.warnings.map { ExportWarning(file: file, reason: $0) }
  }

  /// Appends a record to a batch, or what is in it.
  mutating func append(_ record: ExportRecord, to batch: inout EventBatch) {
    capture.append(record, to: &batch, skipsDocuments: true)
    guard batch.lastMayHoldMessages else { return }
    // Nothing fails here: the handler throws nothing.
    _ = try? open(record, into: &batch)
  }

  private mutating func open(_ record: ExportRecord, into batch: inout EventBatch) throws {
    let outer = batch.removeLast()
    guard try !opener.open(record, { capture.append($0, to: &batch) }) else { return }
    batch.restore(outer)
  }
}
