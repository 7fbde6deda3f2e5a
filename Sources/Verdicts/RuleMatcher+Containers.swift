/// Conditions on the containers of a stop together.
extension RuleMatcher {
  /// Whether the container at a position belongs to those that a condition is about.
  private func isOf(
    _ whose: StopConditions.Exits.Whose, _ position: Int, _ selection: ContainerSelection
  ) -> Bool {
    guard selection.counts(position) else { return false }
    return whose == .any || (whose == .main) == selection.isMain(position)
  }

  /// Finds the container whose exit code fulfills a condition.
  ///
  /// Main containers come before others, and the lowest exit code counts, so that the order of the containers does not
  /// matter. What an earlier condition has chosen stays.
  func holds(
    _ exits: StopConditions.Exits, _ containers: [StopFacts.Container],
    _ selection: ContainerSelection,
    _ use: inout Decision.Use, _ exitCode: inout Int64?
  ) -> Bool {
    var found = -1
    var isThere = false
    for (position, container) in containers.enumerated()
    where isOf(exits.whose, position, selection) {
      let isIn = exits.set.contains(container.exitCode)
      switch exits.quantity {
      case .no: if isIn { return false }
      case .all:
        guard isIn else { return false }
        isThere = true
        if exitCode == nil { exitCode = container.exitCode }
      case .some:
        if isIn, found < 0 || goesBefore(position, found, containers, selection) {
          found = position
        }
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
    _ position: Int, _ other: Int, _ containers: [StopFacts.Container],
    _ selection: ContainerSelection
  ) -> Bool {
    if selection.isMain(position) != selection.isMain(other) { return selection.isMain(position) }
    return containers[position].exitCode ?? .min < containers[other].exitCode ?? .min
  }

  /// The container whose reason has one of the categories: causes before consequences, main containers before sidecars,
  /// then by the order of the rules.
  func container(
    _ wanted: Texts, _ exit: ExitSet?, _ containers: [StopFacts.Container],
    _ selection: ContainerSelection
  ) -> Int? {
    var best: (position: Int, rank: (Int, UInt8, Int, Int, Int64))?
    for (position, container) in containers.enumerated() where selection.counts(position) {
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

  /// Ranks containers with equal reasons: those that failed come first, lowest exit code first.
  private static func rank(ofEqual exitCode: Int64?) -> (Int, Int64) {
    guard let exitCode else { return (2, 0) }
    return (exitCode == 0 ? 1 : 0, exitCode)
  }

  /// Whether a container other than the deciding one may have ended the task.
  func isContested(_ decision: Decision, _ facts: StopFacts, _ selection: ContainerSelection)
    -> Bool
  {
    guard facts.containers.count > 1 else { return false }
    let isByText = outcomes[decision.rule] == .containerText
    let decider = Int(isByText ? decision.use.textPosition : decision.use.exitPosition)
    guard decider >= 0 else { return false }
    let isSuccess = facts.containers[decider].exitCode == 0
    for (position, other) in facts.containers.enumerated()
    where position != decider && selection.counts(position) {
      let isRival = selection.isMain(position) && (!isByText || !selection.isMain(decider))
      switch other.exitCode {
      case nil: if isRival && !isByText { return true }
      case 0: if isRival && !isSuccess { return true }
      case let code: if !toldToEnd.contains(code) { return true }
      }
    }
    return false
  }
}
