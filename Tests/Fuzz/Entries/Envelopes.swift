import Envelopes
import Events
import Exports
import JSON

/// Opens an input as a record: whatever the JSON around it, a stopped task that can be seen in it must not be passed over,
/// and each stop must be rebuilt.
final class OpenedRecords {
  private var capture = EventCapture()
  private var batch = EventBatch()
  private let opener = RecordOpener()

  func check(_ input: UnsafeRawBufferPointer) throws {
    try withPadding(input) { message in
      batch.removeAll()
      let record = ExportRecord(message: message, position: SourcePosition(line: 1, offset: 0))
      let isOpened = try opener.open(record) { inner in
        capture.append(inner, to: &batch)
        guard inner.flaw != nil else { return }
        guard case .rejected = batch.events.last?.outcome else {
          throw Finding("a message with a flaw is not rejected")
        }
      }
      try expect(isOpened == !batch.events.isEmpty, "opened, and nothing passed on")
      for event in batch.events { try expectRebuilt(event, of: batch) }
      try expect(isOpened || !namesStop(message), "a stopped task is passed over")
    }
  }
}

/// Whether an object of a document is a stopped task, as plainly as can be.
private func namesStop(_ source: UnsafeRawBufferPointer) -> Bool {
  let parser = JSONParser()
  guard let document = try? parser.parse(source) else { return false }
  return (0..<document.count).contains { node in
    guard document[node].kind == .object else { return false }
    var members: [String: (kind: JSONNode.Kind, text: [UInt8])] = [:]
    var key = node + 1
    while key < document[node].next {
      let value = document[key + 1]
      let isText = value.kind == .string
      members[String(decoding: document.keyText(key, in: source), as: UTF8.self)] = (
        value.kind, isText ? document.keyText(key + 1, in: source) : []
      )
      key = value.next
    }
    return members["lastStatus"]?.text == Array("STOPPED".utf8)
      && members["taskArn"]?.text.starts(with: "arn:aws:ecs:".utf8) == true
      && members["containerArn"] == nil
  }
}
