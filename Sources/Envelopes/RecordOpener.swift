package import Exports
import JSON

/// Finds the messages of a log group inside a record that is not one itself: in the JSON of a command, a queue, a log
/// collector, in strings of JSON, and in compressed data.
///
///     let opener = RecordOpener()
///     let isOpened = try opener.open(record) { message in … }
///
/// The formats in `Envelope.all` say where their messages are, and what they tell about them. Beneath them is a net: a
/// stopped task in JSON of any other form is found as well. So no stop is taken for something else: it is passed on where
/// its text is whole, and otherwise as a record with a flaw that says where it is.
package final class RecordOpener {
  /// Called with each message; it is valid only during the call.
  package typealias Handler = (ExportRecord) throws -> Void

  /// How deeply strings and compressed data may be nested: escapes double with each level, so no record contains more.
  static let levelsMax = 24

  /// Shorter records cannot name a stopped task: its ARN and its status alone need more.
  private static let bytesMin = 60

  /// How many messages came in each format, by the name of the outermost.
  package private(set) var formats: [String: Int] = [:]

  /// What is wrong with what was opened, beside the records with flaws; each once.
  package private(set) var warnings: [ExportWarning.Reason] = []

  private var levels: [Level] = []
  private var places = RecordPlaces(in: UnsafeRawBufferPointer(start: nil, count: 0))

  package init() {}

  /// Passes on what is in a record; false if it is neither of a known format nor holds a stopped task.
  ///
  /// - Parameter record: followed by `ExportRecord.padding` readable bytes.
  /// - Throws: what the handler throws.
  package func open(_ record: ExportRecord, _ handler: Handler) throws -> Bool {
    guard record.message.count >= Self.bytesMin else { return false }
    var scope = Scope(record)
    places = RecordPlaces(in: record.message)
    let count = try openText(record.message, &scope, handler)
    // Also where nothing is in it, such as an empty list of tasks.
    if let format = scope.format { formats[format, default: 0] += count }
    return count > 0
  }

  /// Forgets which formats were seen and what was wrong, before another file.
  package func forget() {
    formats = [:]
    warnings = []
  }

  /// Notes what is wrong.
  func note(_ reason: ExportWarning.Reason) {
    if !warnings.contains(reason) { warnings.append(reason) }
  }

  /// The parser and the text of one level of nesting.
  final class Level {
    let parser = JSONParser()
    let text = ByteBuffer(capacity: 4096)
  }

  func level(_ number: Int) -> Level {
    while levels.count <= number { levels.append(Level()) }
    return levels[number]
  }

  /// Passes on a text as it is.
  func deliver(_ text: UnsafeRawBufferPointer, _ scope: Scope, _ handler: Handler) throws -> Int {
    try handler(record(text, scope, flaw: nil))
    return 1
  }

  /// Passes on a text in which a stop was seen that cannot be stored, and why.
  func refuse(
    _ text: UnsafeRawBufferPointer, _ flaw: ExportRecord.Flaw, _ scope: Scope, _ handler: Handler
  ) throws -> Int {
    try handler(record(text, scope, flaw: flaw))
    return 1
  }

  private func record(
    _ text: UnsafeRawBufferPointer, _ scope: Scope, flaw: ExportRecord.Flaw?
  ) -> ExportRecord {
    let passed = places.passed(before: text)
    return ExportRecord(
      message: text, metadata: scope.metadata,
      position: SourcePosition(
        line: scope.position.line + passed.lines,
        offset: scope.position.offset + Int64(passed.bytes)),
      extent: scope.extent - passed.bytes, flaw: flaw)
  }
}
