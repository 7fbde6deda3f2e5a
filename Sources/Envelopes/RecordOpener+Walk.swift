import Exports
import JSON

/// Walks through a document. Each function returns how many messages it passed on.
extension RecordOpener {
  func walk(_ value: JSONPlace, _ scope: inout Scope, _ handler: Handler) throws -> Int {
    switch value.kind {
    case .object: try walkObject(value, &scope, handler)
    case .array: try walkArray(value, &scope, handler)
    case .string: try walkString(value, &scope, handler)
    case .number, .true, .false, .null, .key: 0
    }
  }

  private func walkObject(
    _ object: JSONPlace, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    let members = object.members
    if let envelope = Envelope.all.first(where: { $0.matches(members, object) }) {
      if scope.format == nil { scope.format = envelope.name }
      return try envelope.open(object, &scope, self, handler)
    }
    if members.contains("detail-type"), let detail = object.eventDetail {
      return try openEvent(object, detail, &scope, handler)
    }
    if let event = TaskEvent(object, members) {
      if scope.format == nil { scope.format = TaskEvent.format }
      return try deliver(event.text.bytes, scope, handler)
    }
    if NumberedBytes.mayBegin(object), let bytes = NumberedBytes.decoded(object) {
      return try openBytes(bytes, &scope, handler)
    }
    let count = try walkMembers(of: object, &scope, handler)
    return count > 0 ? count : try refuse(object, ifSeenIn: scope, handler)
  }

  /// Passes on an object or list in which a stopped task can be seen and from which no event can be made, with a flaw.
  private func refuse(
    _ value: JSONPlace, ifSeenIn scope: Scope, _ handler: Handler
  ) throws -> Int {
    guard !scope.isInEvent, StopSigns(value).areSeen else { return 0 }
    let isOfInsights = value.kind == .object && value.members.contains { $0.isOfInsights }
    return try refuse(
      value.bytes, isOfInsights ? .refused(.insightsColumns) : .wrapped(path: scope.pathText),
      scope,
      handler)
  }

  /// Passes on an event; if it is not that of a stopped task, rather what is in it: the output of an execution, say.
  ///
  /// An event may be a document of a log store, which puts its own members beside those of the event.
  func openEvent(
    _ event: JSONPlace, _ detail: JSONPlace, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    var count = 0
    if event.member("@timestamp") != nil { scope.learn(MetadataPaths.document.read(event)) }
    var outer = scope
    outer.isInEvent = true
    defer { if scope.format == nil { scope.format = outer.format } }
    if event.member("detail-type")?.string != "ECS Task State Change" {
      count = try walkMembers(of: event, &outer, handler)
    } else if detail.member("lastStatus")?.string != "STOPPED" {
      // The task of the event is not a stop, whose event would lack the time that this one has.
      count = try walkMembers(of: event, except: "detail", &outer, handler)
      var inner = outer.inside("detail")
      count += try walkMembers(of: detail, &inner, handler)
    }
    return count > 0 ? count : try deliver(event.bytes, scope, handler)
  }

  /// Walks through the members of an object.
  func walkMembers(
    of object: JSONPlace, except: String? = nil, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    var count = 0
    try object.forEachMember { name, value in
      if name == except { return }
      var inner = scope.inside(name)
      count += try walk(value, &inner, handler)
      if scope.format == nil { scope.format = inner.format }
    }
    return count
  }

  func walkArray(
    _ array: JSONPlace, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    if InsightsResultRow.matches(array) {
      if scope.format == nil { scope.format = InsightsResultRow.format }
      return try InsightsResultRow(array).open(&scope, self, handler)
    }
    if NumberedBytes.mayBegin(array), let bytes = NumberedBytes.decoded(array) {
      return try openBytes(bytes, &scope, handler)
    }
    var count = 0
    var position = 0
    try array.forEachElement { element in
      var inner = scope.inside("\(position)")
      count += try walk(element, &inner, handler)
      if scope.format == nil { scope.format = inner.format }
      position += 1
    }
    return count > 0 ? count : try refuse(array, ifSeenIn: scope, handler)
  }

  private func walkString(
    _ string: JSONPlace, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    let inner = string.innerBytes
    guard scope.level < Self.levelsMax, inner.count >= Base64.charactersMin else { return 0 }
    var deeper = scope
    deeper.level += 1
    let text = level(deeper.level).text
    text.removeAll()
    JSONString.unescape(inner, into: text)
    text.reserve(JSONParser.padding)
    let count = try openText(text.bytes, &deeper, handler)
    if scope.format == nil { scope.format = deeper.format }
    return count
  }

  /// Passes on what is in a message.
  func openValues(
    in message: JSONPlace, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    message.kind == .string
      ? try walkString(message, &scope, handler) : try walk(message, &scope, handler)
  }

  /// Passes on a message as it is, unless it names a stopped task.
  func deliver(
    message: JSONPlace, _ scope: Scope, _ handler: Handler
  ) throws -> Int {
    let refused = try refuse(message.bytes, ifNamedIn: scope, handler)
    if refused > 0 { return refused }
    guard message.kind == .string else { return try deliver(message.bytes, scope, handler) }
    let text = ByteBuffer(capacity: message.innerBytes.count)
    JSONString.unescape(message.innerBytes, into: text)
    return try deliver(text.bytes.withoutTrailingLineEnds, scope, handler)
  }
}

extension JSONPlace {
  /// Of an event of EventBridge: its `detail`; nil for any other value.
  var eventDetail: JSONPlace? {
    guard kind == .object, member("detail-type") != nil, let detail = member("detail"),
      detail.kind == .object
    else { return nil }
    return detail
  }
}

extension String {
  /// Whether a member has a name that only results of Logs Insights have: `@timestamp`, `detail.stopCode`.
  fileprivate var isOfInsights: Bool { hasPrefix("@") || hasPrefix("detail.") }
}
