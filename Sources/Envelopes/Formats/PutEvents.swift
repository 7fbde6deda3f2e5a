import Exports
import JSON
import Time

extension Envelope {
  /// An entry of EventBridge's PutEvents (events.md, c.11): the event in other words, put together here as EventBridge
  /// would.
  static let putEvents = Envelope(
    name: "PutEvents entries", marks: ["Detail", "DetailType", "Source"],
    custom: { entry, scope, opener, handler in
      guard let detail = entry.member("Detail"), let type = entry.member("DetailType") else {
        return 0
      }
      let text = ByteBuffer(capacity: detail.bytes.count)
      text.append("{\"detail-type\":")
      text.append(type.bytes)
      let others: [(member: String, key: StaticString)] = [
        ("Source", ",\"source\":"), ("Time", ",\"time\":"), ("Resources", ",\"resources\":"),
      ]
      for (member, key) in others {
        guard let value = entry.member(member), value.kind != .null else { continue }
        text.append(key)
        let isUnusual = value.text?.withUnsafeBytes { Timestamp.parse($0) } == nil
        if member == "Time", isUnusual, let time = LogTime.milliseconds(value) {
          // EventBridge writes whole seconds.
          text.append("\"")
          text.append(room: Timestamp.textBytesMax) { Timestamp.write(time / 1000 * 1000, to: $0) }
          text.append("\"")
        } else {
          text.append(value.bytes)
        }
      }
      text.append(",\"detail\":")
      if detail.kind == .string {
        JSONString.unescape(detail.innerBytes, into: text)
      } else {
        text.append(detail.bytes)
      }
      text.append("}")
      return try opener.deliver(text.bytes, scope, handler)
    })
}
