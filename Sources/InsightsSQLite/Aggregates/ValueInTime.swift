import LogsInsights
import SQLite

/// What `earliest` or `latest` has seen so far: the value of the row at one end of time.
final class ValueInTime: GroupState {
  private let isLatest: Bool
  private let isBefore: EventOrder
  private var best: (time: Int64, event: Int64)?
  private(set) var value = GroupValue.null

  var heldBytes: Int { value.heldBytes }

  init(isLatest: Bool, _ isBefore: @escaping EventOrder) {
    self.isLatest = isLatest
    self.isBefore = isBefore
  }

  func step(_ arguments: borrowing FunctionArguments) throws {
    let candidate = arguments[0]
    if case .missing = candidate { return }
    guard case .integer(let time) = arguments[1], case .integer(let event) = arguments[2],
      try isBetter(time, event), let found = GroupValue(owning: candidate)
    else { return }
    best = (time, event)
    value = found
  }

  private func isBetter(_ time: Int64, _ event: Int64) throws -> Bool {
    guard let best else { return true }
    if time != best.time { return (time > best.time) == isLatest }
    return event != best.event ? try isBefore(event, best.event) : false
  }
}
