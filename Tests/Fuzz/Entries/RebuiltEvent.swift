import Events
import JSON

/// Checks that a stop is printed from its shapes and columns as it was read.
func expectRebuilt(_ event: CapturedEvent, of batch: borrowing EventBatch) throws {
  guard case .stop = event.outcome else { return }
  var rows = MessagePrinter.Rows(
    firstObject: event.firstObject, attachmentCount: event.attachmentCount,
    containerCount: event.containerCount, templates: [])
  for number in 0...event.attachmentCount + event.containerCount {
    let shape = batch.bytes[batch.objects[event.firstObject + number].shape]
    do throws(ShapeError) {
      rows.templates.append(try template(shape, number, event))
    } catch {
      throw Finding("a shape has an unknown hole: \(error.hole)")
    }
  }
  var printer = MessagePrinter()
  let out = ByteBuffer(capacity: 64)
  printer.write(rows, of: batch, into: out)
  try expect(
    out.bytes.elementsEqual(batch.bytes[event.message]), "a message is not rebuilt as it was")
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
