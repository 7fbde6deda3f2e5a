import TestSupport

/// An event of an archive, decoded from its message.
struct DecodedEvent {
  let time: Int64
  let stream: String?
  let message: String
  private let fields: FlatJSON
  /// The fields that the archive adds.
  var extensions: [String: Value] = [:]

  init?(message: String, time: Int64, stream: String?) {
    guard let fields = FlatJSON(message) else { return nil }
    self.message = message
    self.time = time
    self.stream = stream
    self.fields = fields
  }

  /// The paths that the message has.
  var paths: [String] { fields.paths }

  var taskARN: [UInt8] { self["detail.taskArn"].bytes ?? [] }

  /// The field of a name.
  subscript(name: String) -> Value {
    switch name {
    case "@timestamp": return .time(time)
    case "@message": return .text(message)
    case "@logStream": return stream.map { .text($0) } ?? .missing
    case "@ptr": return .text(taskARN)
    default: break
    }
    if name.hasPrefix("@"), !name.hasPrefix("@@") { return extensions[name] ?? .missing }
    switch fields.value(of: name) {
    case nil: return .missing
    case .text(let text): return .text(text)
    case .boolean(let value): return .boolean(value)
    case .node(let json): return .node(Array(json.utf8))
    case .number(let literal): return Self.number(literal)
    }
  }

  /// A number as an event or a map has it.
  static func number(_ literal: String) -> Value {
    if let whole = Int64(literal) { return .whole(whole) }
    guard let value = Double(literal), value.isFinite else { return .text(literal) }
    if value.rounded() == value, value.magnitude < 1e15 { return .whole(Int64(value)) }
    return .real(value)
  }
}

/// The events of an archive in the basic order: newest first, then by task ARN.
struct DecodedArchive {
  let events: [DecodedEvent]
  /// All names that some event has.
  let names: Set<[UInt8]>

  init(_ events: [DecodedEvent]) {
    self.events = events.sorted { left, right in
      left.time != right.time
        ? left.time > right.time : left.taskARN.lexicographicallyPrecedes(right.taskARN)
    }
    names = Set(events.flatMap(\.paths).map { Array($0.utf8) })
  }
}
