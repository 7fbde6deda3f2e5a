import Exports
import JSON

/// What shows that an object or a list names a stopped task, whatever a query called its parts: the ARN of a task and the
/// status STOPPED, or the name of a member that only stops have.
///
/// No event can be made from these, but they are not to be passed over either.
struct StopSigns {
  private var hasTaskARN = false
  private var isStopped = false
  /// Whether `lastStatus` is STOPPED, and whether it is something else.
  private var hasStoppedStatus = false
  private var hasOtherStatus = false
  private var hasStopMember = false

  /// Whether a stopped task can be seen.
  var areSeen: Bool {
    if hasOtherStatus { return false }
    return hasTaskARN ? isStopped || hasStopMember : hasStoppedStatus && hasStopMember
  }

  /// - Parameter value: an object, an array of scalars, or an array of pairs such as `{"key": …, "value": …}`.
  init(_ value: JSONPlace) {
    switch value.kind {
    case .object: value.forEachMember { note($0, $1) }
    case .array:
      value.forEachElement { element in
        guard element.kind == .object else { return note("", element) }
        let name = ["key", "name", "field", "k"].lazy.compactMap { element.member($0)?.string }
          .first
        guard let name, let value = element.member("value") ?? element.member("v") else { return }
        note(name, value)
      }
    default: break
    }
  }

  private mutating func note(_ name: String, _ value: JSONPlace) {
    guard let scalar = Self.scalar(value) else { return }
    let text = scalar.string ?? ""
    if text.hasPrefix("arn:"), text.contains(":ecs:"), text.contains(":task/") { hasTaskARN = true }
    let name = name.lowercased().filter { $0.isLetter }
    if name.hasSuffix("desiredstatus") { return }
    if name.hasSuffix("laststatus") {
      if text == "STOPPED" { hasStoppedStatus = true } else { hasOtherStatus = true }
    }
    if name.hasSuffix("taskarn"), !text.isEmpty { hasTaskARN = true }
    if text == "STOPPED" { isStopped = true }
    let isStopMember = ["stoppedreason", "stoppedat", "stopcode"].contains { name.hasSuffix($0) }
    if isStopMember, scalar.kind != .string || !text.isEmpty { hasStopMember = true }
  }

  /// A string or number, also where its type is around it: `{"S": "STOPPED"}`.
  private static func scalar(_ value: JSONPlace) -> JSONPlace? {
    var inner = value
    for _ in 0..<3 {
      switch inner.kind {
      case .string, .number: return inner
      case .object:
        guard let only = inner.onlyMember else { return nil }
        inner = only
      default: return nil
      }
    }
    return nil
  }
}
