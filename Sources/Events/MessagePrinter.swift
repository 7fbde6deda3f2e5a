package import JSON
import Time

/// Prints events from their rows by filling the holes of their shapes.
///
/// It reads slots, and does not know whether they were just captured or come from the archive: there is only one way to
/// print a message.
package struct MessagePrinter: ~Copyable {
  /// The task's ARN, from which other strings are derived.
  private let taskARN = ByteBuffer(capacity: 256)
  /// How many attachments and containers have been printed by holes for the next one.
  private var nextAttachment = 0
  private var nextContainer = 0

  package init() {}

  /// The rows of one event in a batch: the task, then its attachments, then its containers.
  package struct Rows {
    package var firstObject: Int
    package var attachmentCount: Int
    package var containerCount: Int
    /// The shape of each.
    package var templates: [ShapeTemplate]

    package init(
      firstObject: Int, attachmentCount: Int, containerCount: Int, templates: [ShapeTemplate]
    ) {
      self.firstObject = firstObject
      self.attachmentCount = attachmentCount
      self.containerCount = containerCount
      self.templates = templates
    }
  }

  /// Appends the message of an event.
  package mutating func write(
    _ rows: Rows, of batch: borrowing EventBatch, into out: ByteBuffer
  ) {
    nextAttachment = 0
    nextContainer = 0
    taskARN.removeAll()
    let slots = batch.objects[rows.firstObject].slots
    Self.writeARN(slots + TaskColumn.taskID.rawValue, of: batch, escaped: false, into: taskARN)
    write(0, of: rows, batch, into: out)
  }

  private mutating func write(
    _ object: Int, of rows: Rows, _ batch: borrowing EventBatch, into out: ByteBuffer
  ) {
    let template = rows.templates[object]
    let captured = batch.objects[rows.firstObject + object]
    var verbatim = Int(captured.verbatim.offset)
    let verbatimEnd = verbatim + Int(captured.verbatim.count)
    for piece in template.pieces {
      switch piece {
      case .literal(let range):
        template.text.withUnsafeBytes { out.append(UnsafeRawBufferPointer(rebasing: $0[range])) }
      case .column(let column):
        writeColumn(column, of: object, rows, batch, into: out)
      case .taskARN: JSONString.escape(taskARN.bytes, into: out)
      case .verbatim:
        let end = endOfPiece(from: verbatim, to: verbatimEnd, in: batch)
        out.append(batch.bytes[ByteSlice(from: verbatim, to: end)])
        verbatim = end + 1
      case .allAttachments:
        writeAll(rows.attachmentCount, from: 1, rows, batch, into: out)
      case .allContainers:
        writeAll(rows.containerCount, from: 1 + rows.attachmentCount, rows, batch, into: out)
      case .nextAttachment:
        nextAttachment += 1
        write(nextAttachment, of: rows, batch, into: out)
      case .nextContainer:
        nextContainer += 1
        write(rows.attachmentCount + nextContainer, of: rows, batch, into: out)
      }
    }
  }

  private mutating func writeAll(
    _ count: Int, from first: Int, _ rows: Rows, _ batch: borrowing EventBatch,
    into out: ByteBuffer
  ) {
    for object in first..<first + count {
      if object > first { out.append(UInt8(ascii: ",")) }
      write(object, of: rows, batch, into: out)
    }
  }

  private func endOfPiece(from start: Int, to end: Int, in batch: borrowing EventBatch) -> Int {
    let rest = batch.bytes[ByteSlice(from: start, to: end)]
    return rest.firstOffset(of: Hole.separator).map { start + $0 } ?? end
  }

  private func writeColumn(
    _ column: Int, of object: Int, _ rows: Rows, _ batch: borrowing EventBatch,
    into out: ByteBuffer
  ) {
    let slots = batch.objects[rows.firstObject + object].slots
    let slot = batch.slots[slots + column]
    let form: ColumnForm
    if object == 0 {
      form = EventCapture.taskForms[column]
    } else if object <= rows.attachmentCount {
      form = EventCapture.attachmentForms[column]
    } else {
      form = EventCapture.containerForms[column]
    }
    switch slot.kind {
    case .null: return
    case .text: writeText(slots + column, form, of: batch, into: out)
    case .blob: writeBlob(slots + column, form, of: batch, into: out)
    case .integer:
      writeInteger(slot.integer, form, slots: slots, rows, of: batch, into: out)
    }
  }

  private func writeText(
    _ index: Int, _ form: ColumnForm, of batch: borrowing EventBatch, into out: ByteBuffer
  ) {
    switch form {
    case .json: out.append(batch.bytes[batch.slots[index].slice])
    case .arn: Self.writeARN(index, of: batch, escaped: true, into: out)
    default: JSONString.escape(batch.bytes[batch.slots[index].slice], into: out)
    }
  }

  private func writeBlob(
    _ index: Int, _ form: ColumnForm, of batch: borrowing EventBatch, into out: ByteBuffer
  ) {
    let bytes = batch.bytes[batch.slots[index].slice]
    switch form {
    case .arn: Self.writeARN(index, of: batch, escaped: true, into: out)
    case .containerARN:
      if ContainerARN.writePrefix(taskARN: taskARN.bytes, into: out) {
        UUIDText.write(bytes, into: out)
      }
    default: BinaryForm.write(bytes, as: form, into: out)
    }
  }

  /// An ARN consists of the column before (everything up to the last slash) and this one.
  private static func writeARN(
    _ index: Int, of batch: borrowing EventBatch, escaped: Bool, into out: ByteBuffer
  ) {
    let prefix = batch.bytes[batch.slots[index - 1].slice]
    let last = batch.slots[index]
    if escaped { JSONString.escape(prefix, into: out) } else { out.append(prefix) }
    switch last.kind {
    case .blob: out.append(hexadecimal: batch.bytes[last.slice])
    case .text where escaped: JSONString.escape(batch.bytes[last.slice], into: out)
    case .text: out.append(batch.bytes[last.slice])
    case .null, .integer: break
    }
  }

  private func writeInteger(
    _ value: Int64, _ form: ColumnForm, slots: Int, _ rows: Rows, of batch: borrowing EventBatch,
    into out: ByteBuffer
  ) {
    switch form {
    case .time: out.append(room: Timestamp.textBytesMax) { Timestamp.write(value, to: $0) }
    case .eventTime:
      let updated = batch.slots[slots + TaskColumn.updatedAt.rawValue]
      let isDerived = value == EventTime.isDerived && updated.kind == .integer
      let time = isDerived ? EventTime.derived(fromUpdatedAt: updated.integer) : value
      out.append(room: Timestamp.textBytesMax) { Timestamp.write(time, to: $0) }
    case .boolean: if value == 0 { out.append("false") } else { out.append("true") }
    case .runtimeID:
      let bytes = taskARN.bytes
      let cut = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
      out.append(UnsafeRawBufferPointer(rebasing: bytes[cut...]))
      out.append("-")
      out.append(room: DecimalText.textBytesMax) { DecimalText.write(value, to: $0) }
    case .attachmentID, .attachmentIPv4, .attachmentIPv6:
      writeReference(Int(value), form, rows, of: batch, into: out)
    case .dnsName:
      let region = batch.slots[batch.objects[rows.firstObject].slots + TaskColumn.region.rawValue]
      let address = batch.slots[slots + AttachmentColumn.privateIPv4Address.rawValue]
      PrivateDNSName(rawValue: value)?.write(
        address: batch.bytes[address.slice], region: batch.bytes[region.slice], into: out)
    default: out.append(room: DecimalText.textBytesMax) { DecimalText.write(value, to: $0) }
    }
  }

  private func writeReference(
    _ position: Int, _ form: ColumnForm, _ rows: Rows, of batch: borrowing EventBatch,
    into out: ByteBuffer
  ) {
    guard (0..<rows.attachmentCount).contains(position) else { return }
    let slots = batch.objects[rows.firstObject + 1 + position].slots
    let column: AttachmentColumn =
      switch form {
      case .attachmentID: .attachmentID
      case .attachmentIPv4: .privateIPv4Address
      default: .privateIPv6Address
      }
    let index = slots + column.rawValue
    if batch.slots[index].kind == .blob {
      writeBlob(index, EventCapture.attachmentForms[column.rawValue], of: batch, into: out)
    } else {
      writeText(index, .text, of: batch, into: out)
    }
  }
}
