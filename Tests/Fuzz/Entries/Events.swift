import Events
import JSON

/// Captures an input as a message, and prints a stop again from its shapes and columns: the same bytes must come out.
func fuzzEvents(_ input: UnsafeRawBufferPointer) {
  var capture = EventCapture()
  var batch = EventBatch()
  capture.append(input, loggedAt: 0, line: 1, byteOffset: 0, flaw: nil, to: &batch)
  precondition(batch.events.count == 1)
  expectRebuilt(batch.events[0], of: batch)
}

/// Checks that a stop is printed as it was read.
func expectRebuilt(_ event: CapturedEvent, of batch: borrowing EventBatch) {
  guard case .stop = event.outcome else { return }
  var rows = MessagePrinter.Rows(
    firstObject: event.firstObject, attachmentCount: event.attachmentCount,
    containerCount: event.containerCount, templates: [])
  for number in 0...event.attachmentCount + event.containerCount {
    let shape = batch.bytes[batch.objects[event.firstObject + number].shape]
    do throws(ShapeError) {
      rows.templates.append(try template(shape, number, event))
    } catch {
      preconditionFailure("a shape has an unknown hole: \(error.hole)")
    }
  }
  var printer = MessagePrinter()
  let out = ByteBuffer(capacity: 64)
  printer.write(rows, of: batch, into: out)
  precondition(
    out.bytes.elementsEqual(batch.bytes[event.message]), "a message was not rebuilt as it was")
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
