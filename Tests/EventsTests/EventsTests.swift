import Foundation
import Testing

@testable import Events

@Test func scratch() throws {
  guard let path = ProcessInfo.processInfo.environment["EVENTS"] else { return }
  let data = try Data(contentsOf: URL(filePath: path))
  var batch = EventBatch()
  var capture = EventCapture()
  var printer = MessagePrinter()
  var out = ByteBuffer(capacity: 1 << 16)
  var shapes: [UInt64: Int] = [:]
  var verb = 0
  var bad = 0
  data.withUnsafeBytes { bytes in
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 10 { end += 1 }
      batch.removeAll()
      capture.append(
        UnsafeRawBufferPointer(rebasing: bytes[start..<end]), loggedAt: nil, line: 0, byteOffset: 0,
        flaw: nil, to: &batch)
      let event = batch.events[0]
      if case .stop = event.outcome {
        var templates: [ShapeTemplate] = []
        for (i, o) in batch.objects.enumerated() {
          shapes[o.shapeHash, default: 0] += 1
          verb += Int(o.verbatim.count)
          if shapes[o.shapeHash] == 1 && shapes.count < 12 { print(i, String(decoding: batch.bytes[o.shape], as: UTF8.self).replacing("\u{1}", with: "<").replacing("\u{2}", with: ">")) }
          let t = batch.bytes[o.shape]
          if i == 0 { templates.append(try! ShapeTemplate(t, columns: TaskColumn.self)) }
          else if i <= event.attachmentCount { templates.append(try! ShapeTemplate(t, columns: AttachmentColumn.self)) }
          else { templates.append(try! ShapeTemplate(t, columns: ContainerColumn.self)) }
        }
        out.removeAll()
        printer.write(.init(firstObject: 0, attachmentCount: event.attachmentCount, containerCount: event.containerCount, templates: templates), of: batch, into: &out)
        if !out.bytes.elementsEqual(batch.bytes[event.message]) { bad += 1; if bad < 3 { print(String(decoding: out.bytes, as: UTF8.self)); print(String(decoding: batch.bytes[event.message], as: UTF8.self)) } }
      } else { print(event.outcome) }
      start = end + 1
    }
  }
  print("shapes", shapes.count, "verbatim", verb, "bad", bad)
}
