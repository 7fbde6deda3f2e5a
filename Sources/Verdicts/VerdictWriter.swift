/// Writes the verdict for a decision.
struct VerdictWriter {
  /// How many containers the evidence lists one by one.
  private static let containersMax = Decision.containersMax

  private let book: Rulebook

  init(_ book: Rulebook) { self.book = book }

  func verdict(for decision: Decision) -> Verdict {
    let rule = book.stops[decision.rule]
    let text = decision.text == 0 ? nil : book.texts[decision.text - 1]
    let killRule = decision.killRule < 0 ? nil : book.kills[decision.killRule]
    var category = text?.category ?? .unknown
    if case .category(let named) = rule.outcome { category = named }
    let entry = book[category]
    return Verdict(
      category: category,
      responsible: rule.responsible ?? text?.responsible ?? entry.responsible,
      // If neither says, someone should look at it.
      isAbnormal: !(rule.isRoutine ?? entry.isRoutine ?? false),
      confidence: confidence(rule, text, killRule, decision),
      kill: rule.kill ?? text?.kill ?? killRule?.kill,
      exitCode: decision.exitCode, rule: text?.id ?? rule.id,
      evidence: evidence(rule, killRule, decision))
  }

  /// A verdict is only as certain as its reason, and only if no other container may have ended the task.
  private func confidence(
    _ rule: Rulebook.StopRule, _ text: Rulebook.TextRule?, _ killRule: Rulebook.KillRule?,
    _ decision: Decision
  ) -> Confidence {
    let confidence = killRule?.confidence ?? rule.confidence
    guard confidence == .certain else { return confidence }
    return decision.isContested ? .likely : text?.confidence ?? .certain
  }

  private func evidence(
    _ rule: Rulebook.StopRule, _ killRule: Rulebook.KillRule?, _ decision: Decision
  ) -> String {
    var fields = fields(rule.conditions, decision.use, decision)
    switch rule.outcome {
    case .category: break
    case .taskText: fields.append("detail.stoppedReason")
    case .containerText: fields.append("detail.containers.\(decision.use.textPosition).reason")
    case .attachmentText: fields.append("detail.attachments.\(decision.use.textPosition).details")
    }
    if let killRule { fields += self.fields(killRule.conditions, decision.killUse, decision) }
    var seen: Set<String> = []
    return fields.filter { seen.insert($0).inserted }.joined(separator: ", ")
  }

  /// The fields that conditions rest on.
  ///
  /// Missing exit codes and start times are among them; a missing stop code or reason shows by being empty.
  private func fields(
    _ conditions: StopConditions, _ use: Decision.Use, _ decision: Decision
  ) -> [String] {
    var fields: [String] = []
    let asksCode = conditions.codes != .all || conditions.requested != .all
    let asksTask =
      conditions.task != .all || conditions.requested != .all && !decision.hasCode
    if asksCode && decision.hasCode { fields.append("detail.stopCode") }
    if asksTask && decision.hasTaskText { fields.append("detail.stoppedReason") }
    if use.textPosition >= 0 && conditions.container != nil {
      fields.append("detail.containers.\(use.textPosition).reason")
    }
    for exits in conditions.exits {
      switch exits.quantity {
      case .some: break
      case .all:
        let positions = exits.whose == .main ? decision.main : decision.counted
        for position in 0..<Self.containersMax where positions & 1 << position != 0 {
          fields.append("detail.containers.\(position).exitCode")
        }
      case .no: fields.append("detail.containers")
      }
    }
    // Last: the report on memory kills relies on that.
    if use.exitPosition >= 0 { fields.append("detail.containers.\(use.exitPosition).exitCode") }
    if conditions.isService != nil { fields.append("detail.group") }
    if conditions.hasStarted != nil { fields.append("detail.startedAt") }
    if conditions.stopMilliseconds != nil {
      fields += ["detail.stoppingAt", "detail.executionStoppedAt"]
    }
    return fields
  }
}
