package import Exports
package import JSON
import Time

/// Turns records into rows: reads the text of one event and writes the values of its columns and the shapes of its
/// objects to a batch.
///
/// The parser provides nodes → `scan` finds the known members → `fill…` fills the columns → `writeShape` copies the
/// source text with a hole for each value that its column prints back exactly.
package struct EventCapture: ~Copyable {
  /// Whether to keep a stopped task, given its event and the text that it was parsed from.
  package typealias Filter = (JSONDocument, UnsafeRawBufferPointer) -> Bool

  private let filter: Filter?
  private let shapes: ShapeCount?
  let parser = JSONParser()
  /// The role of each key of the document; indexed by node.
  var roles: ContiguousArray<MemberRole> = []
  /// The node of the value of each column, -1 if there is none; of duplicate keys the last wins, as in every reader of
  /// JSON.
  var taskNodes = ContiguousArray(repeating: -1, count: TaskColumn.allCases.count)
  var childNodes = ContiguousArray(
    repeating: -1, count: max(ContainerColumn.allCases.count, AttachmentColumn.allCases.count))
  var special = SpecialNodes()
  let verbatim = ByteBuffer(capacity: 4096)
  let scratch = ByteBuffer(capacity: 4096)
  /// Whether names of unknown members are part of the current event's shapes.
  var keepsNames = true
  /// The prefix of the ARNs of the task's containers; empty if the task's ARN has another form.
  let containerPrefix = ByteBuffer(capacity: 256)
  /// Where the current event begins in the batch's bytes.
  var origin = 0
  var taskSlots = 0
  var attachmentSlots = 0

  /// - Parameters:
  ///   - filter: which stopped tasks to keep; nil for all.
  ///   - shapes: the number of shapes in the archive that the events are for; nil if they are for none.
  package init(filter: Filter? = nil, shapes: ShapeCount? = nil) {
    self.filter = filter
    self.shapes = shapes
  }

  /// Members that have no column but show what kind of event it is.
  struct SpecialNodes {
    var detailType = -1
    var lastStatus = -1
    var containers = -1
    var attachments = -1
    var hasTooManyChildren = false
    /// Whether the event has members such as `@message`, which log stores put beside those of an event.
    var isDocument = false
  }

  /// Appends one record to a batch.
  ///
  /// A record with a flaw is rejected for it; one without a log time has the event's own.
  ///
  /// - Parameter skipsDocuments: skips an event that is a document of a log store, so that its members can be read first.
  package mutating func append(
    _ record: ExportRecord, to batch: inout EventBatch, skipsDocuments: Bool = false
  ) {
    origin = batch.bytes.count
    let message = record.message
    batch.bytes.reserve(message.count + JSONParser.padding)
    batch.bytes.append(message)
    let loggedAt = record.metadata.loggedAt
    var event = CapturedEvent(
      outcome: .rejected(.noTime), message: ByteSlice(from: origin, to: batch.bytes.count),
      loggedAt: loggedAt, ingestionTime: record.metadata.ingestionTime,
      line: record.position.line, byteOffset: Int(record.position.offset),
      byteEnd: Int(record.position.offset) + record.extent)
    // Whether a record without an object is JSON of another kind, or not JSON at all, the parser decides.
    if let flaw = record.flaw, flaw != .notAnObject {
      event.outcome = .rejected(.flaw(flaw))
    } else {
      do throws(JSONError) {
        let document = try parser.parse(batch.bytes[event.message])
        capture(
          document, loggedAt: loggedAt, skipsDocuments: skipsDocuments, into: &event, of: &batch)
      } catch {
        event.outcome =
          loggedAt != nil && Self.isPlainText(message)
          ? .text
          : .rejected(.notJSON(error.sentence))
      }
    }
    if let stream = record.metadata.logStream { event.logStream = batch.copy(stream) }
    if let group = record.metadata.logGroup { event.logGroup = batch.copy(group) }
    batch.events.append(event)
  }

  private static func isPlainText(_ message: UnsafeRawBufferPointer) -> Bool {
    !message.beginLikeJSON && message.first != UInt8(ascii: "\"")
      && String(validating: message, as: UTF8.self) != nil
  }

  private mutating func capture(
    _ document: JSONDocument, loggedAt: Int64?, skipsDocuments: Bool,
    into event: inout CapturedEvent, of batch: inout EventBatch
  ) {
    guard document[0].kind == .object else {
      event.outcome = .skipped(detailType: .empty, lastStatus: .empty)
      return
    }
    prepare(document)
    scan(document, object: 0, level: 0, of: .task, in: &batch)
    if special.isDocument, skipsDocuments {
      event.outcome = .skipped(detailType: .empty, lastStatus: .empty)
      return
    }
    let detailType = textSlice(special.detailType, of: document, in: &batch)
    let lastStatus = textSlice(special.lastStatus, of: document, in: &batch)
    event.account = textSlice(taskNodes[TaskColumn.account.rawValue], of: document, in: &batch)
    event.region = textSlice(taskNodes[TaskColumn.region.rawValue], of: document, in: &batch)
    if equals(detailType, "ECS Task State Change", in: &batch),
      equals(lastStatus, "STOPPED", in: &batch)
    {
      captureStop(document, loggedAt: loggedAt, into: &event, of: &batch)
    } else {
      event.outcome = .skipped(detailType: detailType, lastStatus: lastStatus)
      if !event.isDated, let time = envelopeTime(document, in: &batch) {
        event.note(loggedAt: time)
      }
    }
  }

  private mutating func captureStop(
    _ document: JSONDocument, loggedAt: Int64?, into event: inout CapturedEvent,
    of batch: inout EventBatch
  ) {
    let firstNonconforming = batch.nonconformingValues.count
    event.firstObject = batch.objects.count
    taskSlots = batch.slots.append(number: Self.taskForms.count)
    fillTask(document, in: &batch)
    guard batch.slots[taskSlots + TaskColumn.taskID.rawValue].kind != .null else {
      event.outcome = .rejected(.noTaskARN)
      batch.nonconformingValues.removeSubrange(firstNonconforming...)
      return
    }
    guard !special.hasTooManyChildren else {
      event.outcome = .rejected(.tooManyChildren)
      batch.nonconformingValues.removeSubrange(firstNonconforming...)
      return
    }
    guard let time = loggedAt ?? ownTime(document, in: batch) else {
      event.outcome = .rejected(.noTime)
      batch.nonconformingValues.removeSubrange(firstNonconforming...)
      return
    }
    event.note(loggedAt: time)
    event.account = origin(event.account, .account, in: batch)
    event.region = origin(event.region, .region, in: batch)
    if let filter, !filter(document, batch.bytes[event.message]) {
      event.outcome = .filtered
      batch.nonconformingValues.removeSubrange(firstNonconforming...)
      return
    }
    keepsNames = shapes?.keepsNames ?? true
    batch.objects.append(
      CapturedObject(
        source: event.message, shape: .empty, shapeHash: 0, slots: taskSlots, verbatim: .empty))
    captureAttachments(document, into: &event, of: &batch)
    captureContainers(document, into: &event, of: &batch)
    var shape = beginShape(slots: taskSlots, in: &batch)
    writeShape(document, of: .task, whole: event.message, &shape, in: &batch)
    batch.objects[event.firstObject] = endShape(shape, source: event.message, in: &batch)
    event.nonconformingValues = firstNonconforming..<batch.nonconformingValues.count
    event.outcome = .stop
  }

  /// The account or region that the event names, or else that of its column, which is the ARN's.
  private func origin(
    _ named: ByteSlice, _ column: TaskColumn, in batch: borrowing EventBatch
  ) -> ByteSlice {
    guard named.count == 0 else { return named }
    let slot = batch.slots[taskSlots + column]
    return slot.kind == .text ? slot.slice : .empty
  }

  /// The member `time` of an event that is not a stop, in milliseconds since 1970.
  private mutating func envelopeTime(
    _ document: JSONDocument, in batch: inout EventBatch
  ) -> Int64? {
    let text = textSlice(taskNodes[TaskColumn.eventAt.rawValue], of: document, in: &batch)
    return text.count == 0 ? nil : Timestamp.parse(batch.bytes[text])?.milliseconds
  }

  private func ownTime(_ document: JSONDocument, in batch: borrowing EventBatch) -> Int64? {
    let updated = batch.slots[taskSlots + TaskColumn.updatedAt.rawValue]
    let event = batch.slots[taskSlots + TaskColumn.eventAt.rawValue]
    let node = taskNodes[TaskColumn.eventAt.rawValue]
    if event.kind != .integer, node >= 0, let time = unusualTime(document[node], in: batch) {
      return time
    }
    if event.kind == .integer {
      let isDerived = event.integer == EventTime.isDerived && updated.kind == .integer
      return isDerived ? EventTime.derived(fromUpdatedAt: updated.integer) : event.integer
    }
    if updated.kind == .integer { return updated.integer }
    let stopped = batch.slots[taskSlots + TaskColumn.stoppedAt.rawValue]
    return stopped.kind == .integer ? stopped.integer : nil
  }

  /// A time that its column does not take: a number, or text with a blank for the T.
  private func unusualTime(_ node: JSONNode, in batch: borrowing EventBatch) -> Int64? {
    let quotes = node.kind == .string ? 1 : 0
    guard node.kind == .string || node.kind == .number else { return nil }
    let text = batch.bytes[
      ByteSlice(from: origin + node.start + quotes, to: origin + node.end - quotes)]
    return quotes > 0
      ? LogTime.milliseconds(text: text) : LogTime.milliseconds(number: text)
  }

  private mutating func captureAttachments(
    _ document: JSONDocument, into event: inout CapturedEvent, of batch: inout EventBatch
  ) {
    attachmentSlots = batch.slots.count
    forEachElement(of: special.attachments, in: document) { capture, element in
      let slots = batch.slots.append(number: Self.attachmentForms.count)
      capture.resetChildNodes()
      capture.scan(document, object: element, level: 0, of: .attachment, in: &batch)
      capture.fillAttachment(document, slots: slots, number: event.attachmentCount + 1, in: &batch)
      capture.appendChild(document, element, of: .attachment, slots: slots, in: &batch)
      event.attachmentCount += 1
    }
  }

  private mutating func captureContainers(
    _ document: JSONDocument, into event: inout CapturedEvent, of batch: inout EventBatch
  ) {
    let attachments = event.attachmentCount
    prepareContainers(in: &batch)
    forEachElement(of: special.containers, in: document) { capture, element in
      let slots = batch.slots.append(number: Self.containerForms.count)
      capture.resetChildNodes()
      capture.scan(document, object: element, level: 0, of: .container, in: &batch)
      capture.fillContainer(
        document, slots: slots, number: attachments + event.containerCount + 1,
        attachments: attachments, in: &batch)
      capture.appendChild(document, element, of: .container, slots: slots, in: &batch)
      event.containerCount += 1
    }
  }

  private mutating func appendChild(
    _ document: JSONDocument, _ element: Int, of kind: ObjectKind, slots: Int,
    in batch: inout EventBatch
  ) {
    var shape = beginShape(slots: slots, in: &batch)
    let node = document[element]
    let range = ByteSlice(from: origin + node.start, to: origin + node.end)
    writeShape(document, root: element, of: kind, whole: range, &shape, in: &batch)
    batch.objects.append(endShape(shape, source: range, in: &batch))
  }

  private mutating func forEachElement(
    of array: Int, in document: JSONDocument, _ body: (inout Self, Int) -> Void
  ) {
    guard array >= 0 else { return }
    let end = document[array].next
    var element = array + 1
    while element < end {
      body(&self, element)
      element = document[element].next
    }
  }
}

/// The objects of an event that have rows of their own.
enum ObjectKind {
  case task, attachment, container

  var members: MemberTable {
    switch self {
    case .task: .task
    case .attachment: .attachment
    case .container: .container
    }
  }
}
