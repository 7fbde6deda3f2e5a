package import Exports
package import JSON

/// Records with everything that the archive needs of them: the unit that the reading thread passes to the writing one.
///
/// All bytes are in one buffer and all values in flat slots, so that a batch can be filled repeatedly without
/// allocation.
package struct EventBatch: ~Copyable {
  package let bytes = ByteBuffer(capacity: 1 << 21)
  package var slots = SlotBuffer()
  package var events: ContiguousArray<CapturedEvent> = []
  package var objects: ContiguousArray<CapturedObject> = []
  package var nonconformingValues: ContiguousArray<NonconformingValue> = []

  package init() {}

  /// A batch is passed on when it holds this many bytes of records.
  package static let bytesMax = 1 << 20
  /// Or this many records.
  ///
  /// An event has about 2,000 bytes, so only records such as `{}` reach it first. What is kept about each is larger than
  /// the record itself.
  package static let recordsMax = 1 << 13
  /// Or this many values, about four times as many as 1 MB of usual events, so that thousands of tiny containers in an
  /// event do not take a hundred times their size.
  package static let slotsMax = 1 << 18

  /// Whether it is to be passed on before another record is added.
  package var isFull: Bool {
    bytes.count >= Self.bytesMax || events.count >= Self.recordsMax || slots.count >= Self.slotsMax
  }

  /// Copies a constant into the batch.
  func copy(_ text: StaticString) -> ByteSlice {
    copy(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Copies bytes into the batch.
  func copy(_ text: UnsafeRawBufferPointer) -> ByteSlice {
    let start = bytes.count
    bytes.append(text)
    return ByteSlice(from: start, to: bytes.count)
  }

  /// Whether the last record may contain events without being one: JSON of another kind, or not JSON.
  package var lastMayHoldMessages: Bool {
    switch events.last?.outcome {
    case .skipped(let detailType, _) where detailType.count > 0:
      // Events of other kinds are frequent, and hardly any has a stop in it.
      events.last.map { MessageWords.mayHoldStop(bytes[$0.message]) } ?? false
    case .skipped, .text, .rejected(.notJSON): true
    case .stop, .filtered, .rejected, nil: false
    }
  }

  /// Takes back the last record, which is not a stop; `restore` appends it again.
  package mutating func removeLast() -> CapturedEvent? { events.popLast() }

  package mutating func restore(_ event: CapturedEvent?) {
    if let event { events.append(event) }
  }

  package mutating func removeAll() {
    bytes.removeAll()
    slots.removeAll()
    events.removeAll(keepingCapacity: true)
    objects.removeAll(keepingCapacity: true)
    nonconformingValues.removeAll(keepingCapacity: true)
  }
}

/// One record of a batch and its classification.
package struct CapturedEvent {
  package enum Outcome {
    /// A stopped task; its row is `objects[firstObject]`, then its attachments, then its containers.
    case stop
    /// A stopped task that the filter excludes.
    case filtered
    /// JSON that is something else, to be counted by kind.
    case skipped(detailType: ByteSlice, lastStatus: ByteSlice)
    /// Plain text with a log time: other programs write such lines to a log group.
    case text
    /// A record that cannot be read.
    case rejected(RejectReason)
  }

  package var outcome: Outcome
  /// The record's text.
  package var message: ByteSlice
  /// `@timestamp`: milliseconds since 1970.
  package var loggedAt: Int64
  /// `@ingestionTime`: milliseconds since 1970; nil if the file does not say.
  package var ingestionTime: Int64?
  /// `@logStream` and `@log`; empty if the file does not name them.
  package var logStream = ByteSlice.empty
  package var logGroup = ByteSlice.empty
  /// Whether `loggedAt` is known: a record that is not a stop may have no time.
  package var isDated = false
  /// `account` and `region` of the record; empty where it has none.
  package var account = ByteSlice.empty
  package var region = ByteSlice.empty
  package var line: Int
  package var byteOffset: Int
  /// Where the record ends in the content.
  package var byteEnd: Int
  package var firstObject = 0
  package var attachmentCount = 0
  package var containerCount = 0
  package var nonconformingValues = 0..<0

  package init(
    outcome: Outcome, message: ByteSlice, loggedAt: Int64?, ingestionTime: Int64?, line: Int,
    byteOffset: Int, byteEnd: Int
  ) {
    self.outcome = outcome
    self.message = message
    self.loggedAt = loggedAt ?? 0
    isDated = loggedAt != nil
    self.ingestionTime = ingestionTime
    self.line = line
    self.byteOffset = byteOffset
    self.byteEnd = byteEnd
  }

  mutating func note(loggedAt time: Int64) {
    loggedAt = time
    isDated = true
  }
}

/// An object of an event that has a row of its own.
package struct CapturedObject {
  /// The source text, as it came; empty if the object comes from the archive.
  package var source: ByteSlice
  /// The source text with holes.
  package var shape: ByteSlice
  package var shapeHash: UInt64
  /// The first of its slots.
  package var slots: Int
  /// The verbatim list, empty if there is none.
  package var verbatim: ByteSlice
  /// Whether names of members that the archive does not know are part of the shape.
  package var hasUnknownNames: Bool

  package init(
    source: ByteSlice = .empty, shape: ByteSlice, shapeHash: UInt64, slots: Int,
    verbatim: ByteSlice, hasUnknownNames: Bool = false
  ) {
    self.hasUnknownNames = hasUnknownNames
    self.source = source
    self.shape = shape
    self.shapeHash = shapeHash
    self.slots = slots
    self.verbatim = verbatim
  }
}

/// A value that its column cannot print back: the text that a query sees.
package struct NonconformingValue {
  /// 0 is the task, then attachments, then containers, as in the event's objects.
  package var object: Int
  package var column: Int
  package var value: ByteSlice
}

/// Why a record cannot be read.
package enum RejectReason: Equatable, Sendable {
  /// The parser's message.
  case notJSON(String)
  case noTaskARN
  case noTime
  /// There are more containers or attachments than the row ids can number.
  case tooManyChildren
  /// A flaw that the reader of the export found.
  case flaw(ExportRecord.Flaw)

  /// The reason for people, without a full stop.
  package var sentence: String {
    switch self {
    case .notJSON(let why): "not JSON: \(why)"
    case .noTaskARN: "a STOPPED event without detail.taskArn"
    case .noTime: "a STOPPED event without time, detail.updatedAt or detail.stoppedAt"
    case .tooManyChildren:
      "more than \(EventCapture.childrenMax) containers or attachments; Amazon ECS allows ten containers"
    case .flaw(let why): why.description
    }
  }
}

extension CapturedEvent {
  /// The path of a nonconforming value in the event, as a query names it: `detail.containers.0.cpu`.
  package func path(of value: NonconformingValue) -> String {
    if value.object == 0 { return TaskColumn.allCases[value.column].definition.path ?? "" }
    if value.object <= attachmentCount {
      let path = AttachmentColumn.allCases[value.column].definition.path ?? ""
      return "detail.attachments.\(value.object - 1).\(path)"
    }
    let path = ContainerColumn.allCases[value.column].definition.path ?? ""
    return "detail.containers.\(value.object - 1 - attachmentCount).\(path)"
  }
}
