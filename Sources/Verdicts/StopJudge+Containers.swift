/// What the containers of a stop say together.
extension StopJudge {
  /// Whether the container at a position is one of those that a condition is about.
  private func isOf(
    _ whose: StopConditions.Exits.Whose, _ position: Int, _ cast: Cast
  ) -> Bool {
    guard cast.counts(position) else { return false }
    return whose == .any || (whose == .main) == cast.isMain(position)
  }

  /// The main containers go before others and the lowest of the exit codes counts, so that the order of the containers
  /// does not; a condition that stands before this one has chosen already.
  func holds(
    _ exits: StopConditions.Exits, _ containers: [StopFacts.Container], _ cast: Cast,
    _ use: inout Decision.Use, _ exitCode: inout Int64?
  ) -> Bool {
    var found = -1
    var isThere = false
    for (position, container) in containers.enumerated() where isOf(exits.whose, position, cast) {
      let isIn = exits.set.contains(container.exitCode)
      switch exits.quantity {
      case .no: if isIn { return false }
      case .all:
        guard isIn else { return false }
        isThere = true
        if exitCode == nil { exitCode = container.exitCode }
      case .some:
        if isIn, found < 0 || goesBefore(position, found, containers, cast) { found = position }
      }
    }
    guard exits.quantity == .some else { return exits.quantity == .no || isThere }
    if found >= 0 && use.exitPosition < 0 {
      use.exitPosition = Int32(clamping: found)
      exitCode = containers[found].exitCode
    }
    return found >= 0
  }

  private func goesBefore(
    _ position: Int, _ other: Int, _ containers: [StopFacts.Container], _ cast: Cast
  ) -> Bool {
    if cast.isMain(position) != cast.isMain(other) { return cast.isMain(position) }
    return containers[position].exitCode ?? .min < containers[other].exitCode ?? .min
  }

  /// The container whose text is of one of the categories: not one that only followed another, rather a main one than
  /// a sidecar, then by the first rule of the book.
  func container(
    _ wanted: Texts, _ exit: ExitSet?, _ containers: [StopFacts.Container], _ cast: Cast
  ) -> Int? {
    var best: (position: Int, rank: (Int, UInt8, Int, Int, Int64))?
    for (position, container) in containers.enumerated() where cast.counts(position) {
      guard let text = container.text, !wanted.isDisjoint(with: texts[text.number].category),
        exit?.contains(container.exitCode) ?? true
      else { continue }
      let isConsequence = texts[text.number].isConsequence ? 1 : 0
      let (success, code) = Self.rank(ofEqual: container.exitCode)
      let rank = (isConsequence, container.role.rawValue, text.number, success, code)
      if let best, best.rank <= rank { continue }
      best = (position, rank)
    }
    return best?.position
  }

  /// Of containers with equal texts the one counts that failed, of those the one with the lowest exit code.
  private static func rank(ofEqual exitCode: Int64?) -> (Int, Int64) {
    guard let exitCode else { return (2, 0) }
    return (exitCode == 0 ? 1 : 0, exitCode)
  }

  /// Whether another container than the one that decided may have ended the task.
  func isContested(_ decision: Decision, _ facts: StopFacts, _ cast: Cast) -> Bool {
    guard facts.containers.count > 1 else { return false }
    let isByText = outcomes[decision.rule] == .containerText
    let decider = Int(isByText ? decision.use.textPosition : decision.use.exitPosition)
    guard decider >= 0 else { return false }
    let isSuccess = facts.containers[decider].exitCode == 0
    for (position, other) in facts.containers.enumerated()
    where position != decider && cast.counts(position) {
      let isRival = cast.isMain(position) && (!isByText || !cast.isMain(decider))
      switch other.exitCode {
      case nil: if isRival && !isByText { return true }
      case 0: if isRival && !isSuccess { return true }
      case let code: if !toldToEnd.contains(code) { return true }
      }
    }
    return false
  }
}
