import Events
import Exports
import JSON

/// What a record was read as, and what is printed of it again.
struct Reprint {
  /// The outcome; the fields of the others are of stops only.
  let outcome: String
  var message = ""
  /// Task, then attachments, then containers; ‹name› stands for a hole.
  var shapes: [String] = []
  var verbatim: [String] = []
  /// The columns that are not NULL, by name: numbers and strings unchanged, bytes as `x'00ff'`.
  var columns: [[String: String]] = []
  var nonconformingValues: [String: String] = [:]
  var loggedAt: Int64 = 0
}

/// Captures records one after another in one batch, and prints the stops among them from the batch.
func reprints(_ messages: [String], loggedAt: Int64? = nil) throws -> [Reprint] {
  var batch = EventBatch()
  var capture = EventCapture()
  for var message in messages {
    message.withUTF8 { bytes in
      capture.append(
        ExportRecord(
          message: UnsafeRawBufferPointer(bytes), metadata: LogMetadata(loggedAt: loggedAt),
          position: SourcePosition(line: 1, offset: 0)),
        to: &batch)
    }
  }
  var printer = MessagePrinter()
  let out = ByteBuffer(capacity: 64)
  return try (0..<batch.events.count).map { index in
    try reprint(batch.events[index], of: batch, &printer, out)
  }
}

func reprint(_ message: String, loggedAt: Int64? = nil) throws -> Reprint {
  try reprints([message], loggedAt: loggedAt)[0]
}

private func reprint(
  _ event: CapturedEvent, of batch: borrowing EventBatch, _ printer: inout MessagePrinter,
  _ out: ByteBuffer
) throws -> Reprint {
  func text(_ slice: ByteSlice) -> String { String(decoding: batch.bytes[slice], as: UTF8.self) }
  switch event.outcome {
  case .skipped(let detailType, let lastStatus):
    return Reprint(outcome: "skipped \(text(detailType))/\(text(lastStatus))")
  case .text: return Reprint(outcome: "text")
  case .rejected(let reason): return Reprint(outcome: "rejected: \(reason.sentence)")
  case .filtered: return Reprint(outcome: "filtered")
  case .stop: break
  }
  var rows = MessagePrinter.Rows(
    firstObject: event.firstObject, attachmentCount: event.attachmentCount,
    containerCount: event.containerCount, templates: [])
  var reprint = Reprint(outcome: "stop")
  for number in 0...event.attachmentCount + event.containerCount {
    let object = batch.objects[event.firstObject + number]
    rows.templates.append(try template(batch.bytes[object.shape], number, event))
    reprint.shapes.append(
      text(object.shape).replacing("\u{1}", with: "‹").replacing("\u{2}", with: "›"))
    reprint.columns.append(columns(number, event, object, of: batch))
    reprint.verbatim.append(text(object.verbatim).replacing("\u{1e}", with: "‖"))
  }
  for value in event.nonconformingValues {
    reprint.nonconformingValues[event.path(of: batch.nonconformingValues[value])] = text(
      batch.nonconformingValues[value].value)
  }
  out.removeAll()
  printer.write(rows, of: batch, into: out)
  reprint.message = String(decoding: out.bytes, as: UTF8.self)
  reprint.loggedAt = event.loggedAt
  return reprint
}

private func columns(
  _ number: Int, _ event: CapturedEvent, _ object: CapturedObject, of batch: borrowing EventBatch
) -> [String: String] {
  let definitions: [ColumnDefinition]
  if number == 0 {
    definitions = TaskColumn.allCases.map(\.definition)
  } else if number <= event.attachmentCount {
    definitions = AttachmentColumn.allCases.map(\.definition)
  } else {
    definitions = ContainerColumn.allCases.map(\.definition)
  }
  var columns: [String: String] = [:]
  for (index, definition) in definitions.enumerated() {
    let slot = batch.slots[object.slots + index]
    switch slot.kind {
    case .null: continue
    case .integer: columns[definition.name] = "\(slot.integer)"
    case .text: columns[definition.name] = String(decoding: batch.bytes[slot.slice], as: UTF8.self)
    case .blob:
      let hex = ByteBuffer(capacity: 64)
      hex.append(hexadecimal: batch.bytes[slot.slice])
      columns[definition.name] = "x'" + String(decoding: hex.bytes, as: UTF8.self) + "'"
    }
  }
  return columns
}

private func template(
  _ shape: UnsafeRawBufferPointer, _ number: Int, _ event: CapturedEvent
) throws(ShapeError) -> ShapeTemplate {
  if number == 0 { return try ShapeTemplate(shape, columns: TaskColumn.self) }
  if number <= event.attachmentCount {
    return try ShapeTemplate(shape, columns: AttachmentColumn.self)
  }
  return try ShapeTemplate(shape, columns: ContainerColumn.self)
}
