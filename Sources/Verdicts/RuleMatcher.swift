/// Finds the rules that decide on a stop.
///
/// Everything that requires a lookup by name is done in advance, so that a stop takes a few hundred nanoseconds.
struct RuleMatcher {
  typealias Texts = StopConditions.Texts

  /// The conditions of a rule that can be tested as bits: they exclude most rules at once.
  private struct Head {
    /// The exit codes of which at least one must occur, from the first such condition.
    let someExit: ExitSet?
    /// What the reason of one container, and of one attachment, must be.
    let container: Texts
    let attachment: Texts
    let codes: StopConditions.Codes
    let requested: StopConditions.Requested
    let task: Texts
    let cause: Texts

    init(_ conditions: StopConditions) {
      someExit =
        conditions.exits.first { $0.quantity == .some }?.set
      container = conditions.container?.text ?? .all
      attachment = conditions.attachment ?? .all
      codes = conditions.codes
      requested = conditions.requested
      task = conditions.task
      cause = conditions.cause
    }
  }

  /// The meaning of a finding, indexed by its number.
  struct Text {
    var category: Texts
    var requested: StopConditions.Requested
    var hasKill: Bool
    var isOfStart = false
    var isConsequence = false
  }

  /// The facts in the form of the heads.
  private struct Summary {
    var code: StopConditions.Codes
    var requested: StopConditions.Requested
    var task: Texts
    var cause = Texts.all
    var exits = ExitSet()
    // Always has the bit for no reason at all, which conditions on a reason never have.
    var containers = Texts.absent
    var attachments = Texts.absent
  }

  private let stops: [StopConditions]
  private let isCertain: [Bool]
  private let namesAll: [Bool]
  let toldToEnd: ExitSet
  private let stopHeads: [Head]
  let outcomes: [Rulebook.StopRule.Outcome]
  private let causes: [Texts]
  private let stopHasKill: [Bool]
  private let kills: [StopConditions]
  private let killHeads: [Head]
  let texts: [Text]
  private let codes: [StopConditions.Requested]
  private let codeBits: [StopConditions.Codes]

  init(_ book: Rulebook) {
    stops = book.stops.map(\.conditions)
    isCertain = book.stops.map { $0.confidence == .certain }
    namesAll = stops.map { $0.exits.contains { $0.quantity == .all } }
    toldToEnd = book.toldToEnd
    stopHeads = stops.map(Head.init)
    outcomes = book.stops.map(\.outcome)
    causes = book.stops.map { rule in
      if case .category(let category) = rule.outcome { .of(category) } else { [] }
    }
    stopHasKill = book.stops.map { $0.kill != nil }
    kills = book.kills.map(\.conditions)
    killHeads = kills.map(Head.init)
    texts =
      [Text(category: .of(.unknown), requested: .unknown, hasKill: false)]
      + book.texts.map {
        Text(
          category: .of($0.category), requested: .of(book[$0.category].isRequested),
          hasKill: $0.kill != nil, isOfStart: $0.isOfStart || book[$0.category].isOfStart,
          isConsequence: book[$0.category].isConsequence)
      }
    codes = book.codes.map { .of($0.isRequested) }
    codeBits = StopCode.allCases.map { .of($0) }
  }

  func decision(on facts: StopFacts) -> Decision {
    var summary = summary(of: facts)
    let selection = ContainerSelection(of: facts) { texts[$0.number].isOfStart }
    var decision = Decision()
    for index in stopHeads.indices {
      guard holds(stopHeads[index], summary) else { continue }
      var use = Decision.Use()
      var exitCode: Int64?
      guard holds(stops[index], facts, selection, &use, &exitCode),
        let text = text(decidingIn: outcomes[index], stops[index], facts, &use)
      else { continue }
      decision.rule = index
      decision.text = text
      decision.use = use
      decision.exitCode = exitCode
      summary.cause = text == 0 ? causes[index] : texts[text].category
      break
    }
    decision.hasCode = facts.stopCode != nil || facts.hasOtherStopCode
    decision.hasTaskText = facts.taskText != nil
    if namesAll[decision.rule] { note(selection, facts, &decision) }
    decision.isContested = isCertain[decision.rule] && isContested(decision, facts, selection)
    if !stopHasKill[decision.rule] && !texts[decision.text].hasKill {
      decideOnKill(facts, summary, selection, &decision)
    }
    return decision
  }

  private func note(_ selection: ContainerSelection, _ facts: StopFacts, _ decision: inout Decision)
  {
    let named = UInt64(1) << UInt64(min(facts.containers.count, Decision.containersMax)) - 1
    decision.counted = UInt16(selection.counted & named)
    decision.main = UInt16(selection.main & named)
  }

  private func decideOnKill(
    _ facts: StopFacts, _ summary: Summary, _ selection: ContainerSelection,
    _ decision: inout Decision
  ) {
    for index in killHeads.indices {
      guard holds(killHeads[index], summary) else { continue }
      var use = Decision.Use()
      var exitCode: Int64?
      guard holds(kills[index], facts, selection, &use, &exitCode) else { continue }
      decision.killRule = index
      decision.killUse = use
      if decision.exitCode == nil { decision.exitCode = exitCode }
      return
    }
  }

  private func summary(of facts: StopFacts) -> Summary {
    var summary = Summary(code: .none, requested: .unknown, task: .absent)
    if let code = facts.stopCode, let index = StopCode.allCases.firstIndex(of: code) {
      summary.code = codeBits[index]
      summary.requested = codes[index]
    } else if facts.hasOtherStopCode {
      summary.code = .other
    }
    if let text = facts.taskText {
      summary.task = texts[text.number].category
      if summary.requested == .unknown { summary.requested = texts[text.number].requested }
    }
    for container in facts.containers {
      summary.exits.note(container.exitCode)
      if let text = container.text { summary.containers.formUnion(texts[text.number].category) }
    }
    for case let text? in facts.attachments {
      summary.attachments.formUnion(texts[text.number].category)
    }
    return summary
  }

  private func holds(_ head: Head, _ summary: Summary) -> Bool {
    head.codes.contains(summary.code) && head.requested.contains(summary.requested)
      && head.task.contains(summary.task) && !head.cause.isDisjoint(with: summary.cause)
      && !head.container.isDisjoint(with: summary.containers)
      && !head.attachment.isDisjoint(with: summary.attachments)
      && head.someExit?.mayOverlap(summary.exits) ?? true
  }

  /// Whether the other conditions hold; records the container and exit code that meet them.
  private func holds(
    _ conditions: StopConditions, _ facts: StopFacts, _ selection: ContainerSelection,
    _ use: inout Decision.Use,
    _ exitCode: inout Int64?
  ) -> Bool {
    if let isService = conditions.isService, isService != facts.isService { return false }
    if let hasStarted = conditions.hasStarted, hasStarted != facts.hasStarted { return false }
    if let least = conditions.stopMilliseconds {
      guard let stop = facts.stopMilliseconds, stop >= least else { return false }
    }
    for exits in conditions.exits {
      guard holds(exits, facts.containers, selection, &use, &exitCode) else { return false }
    }
    if let wanted = conditions.container {
      guard let position = container(wanted.text, wanted.exit, facts.containers, selection)
      else { return false }
      use.textPosition = Int32(clamping: position)
      if wanted.exit != nil {
        use.exitPosition = use.textPosition
        exitCode = facts.containers[position].exitCode
      }
    }
    if let wanted = conditions.attachment {
      return facts.attachments.contains { text in
        text.map { !wanted.isDisjoint(with: texts[$0.number].category) } ?? false
      }
    }
    return true
  }

  /// The number of the reason that names the category: 0 if the rule itself does, `nil` if there is no such reason.
  private func text(
    decidingIn outcome: Rulebook.StopRule.Outcome, _ conditions: StopConditions,
    _ facts: StopFacts, _ use: inout Decision.Use
  ) -> Int? {
    switch outcome {
    case .category: return 0
    case .taskText: return facts.taskText?.number
    case .containerText:
      return use.textPosition < 0 ? nil : facts.containers[Int(use.textPosition)].text?.number
    case .attachmentText:
      var best: Int?
      for (position, text) in facts.attachments.enumerated() {
        guard let text, conditions.attachment?.contains(texts[text.number].category) ?? true,
          text.number < best ?? .max
        else { continue }
        best = text.number
        use.textPosition = Int32(clamping: position)
      }
      return best
    }
  }
}
