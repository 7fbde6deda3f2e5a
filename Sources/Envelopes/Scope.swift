import Exports
import JSON

/// What is known at a place inside a record: the path to it, and what the formats around it told.
struct Scope {
  /// Of the whole record.
  let position: SourcePosition
  let extent: Int
  var metadata: LogMetadata
  /// Keys and positions from the record to the place.
  private(set) var path: [String] = []
  /// The level of nested texts.
  var level = 0
  /// Whether the place is inside an event that is not a stop: words such as STOPPED are then those of its parts.
  var isInEvent = false
  /// The name of the outermost format that was recognized.
  var format: String?
  /// Keeps texts that `metadata` refers to.
  private var texts: [ByteBuffer] = []

  init(_ record: ExportRecord) {
    position = record.position
    extent = record.extent
    metadata = record.metadata
  }

  /// The path as queries write it: `events.0.message`.
  var pathText: String { path.joined(separator: ".") }

  /// The same with one step more.
  func inside(_ step: String) -> Scope {
    var inner = self
    inner.path.append(step)
    return inner
  }

  /// Takes over what a format tells, where it tells something.
  mutating func learn(_ told: Told) {
    if let time = told.loggedAt { metadata.loggedAt = time }
    if let time = told.ingestionTime { metadata.ingestionTime = time }
    if let stream = told.logStream { metadata.logStream = keep(stream) }
    if let group = told.logGroup { metadata.logGroup = keep(group) }
  }

  /// Takes over what the content around a record says, where it says something.
  mutating func learn(_ metadata: LogMetadata) {
    learn(
      Told(
        loggedAt: metadata.loggedAt, ingestionTime: metadata.ingestionTime,
        logStream: metadata.logStream.map { Array($0) },
        logGroup: metadata.logGroup.map { Array($0) }))
  }

  private mutating func keep(_ text: [UInt8]) -> UnsafeRawBufferPointer {
    let buffer = ByteBuffer(capacity: text.count)
    text.withUnsafeBytes { buffer.append($0) }
    texts.append(buffer)
    return buffer.bytes
  }

  /// What a format tells about the messages in it.
  struct Told {
    /// Milliseconds since 1970.
    var loggedAt: Int64?
    var ingestionTime: Int64?
    var logStream: [UInt8]?
    var logGroup: [UInt8]?
  }
}
