import Events
import Verdicts

/// Classifies a stop from its rows, for ingest and reclassification alike.
final class StopClassifier {
  let rules: VerdictClassifier
  private var facts = StopFacts()
  /// The reasons of the stop: the task's, its containers', its attachments'.
  private var reasons: [InternedText] = []

  init(_ rules: VerdictClassifier) {
    self.rules = rules
  }

  /// The result for a stop.
  struct Classification {
    /// An index into the classifier's verdicts.
    let verdict: Int
    /// The row of the most informative reason, whose pattern is stored; nil without a reason.
    let reason: Int64?
  }

  func classify(_ rows: StopRows) -> Classification {
    collectFacts(of: rows)
    let verdict = rules.verdictNumber(on: facts)
    return Classification(
      verdict: verdict, reason: mostTellingReason(for: rules.verdicts[verdict].category))
  }

  private func collectFacts(of rows: StopRows) {
    facts.removeAll()
    reasons.removeAll(keepingCapacity: true)
    facts.setStopCode(number: rows.stopCode?.tag ?? 0)
    facts.isService = rows.group?.tag == Self.serviceTag
    facts.hasStarted = rows.startedAt != nil
    facts.stopMilliseconds = rows.stopMilliseconds
    facts.taskText = note(rows.reason)
    for container in rows.containers {
      facts.containers.append(
        StopFacts.Container(
          text: note(container.reason), exitCode: container.exitCode,
          role: container.name.flatMap { ContainerRole(rawValue: UInt8($0.tag)) } ?? .main))
    }
    for reason in rows.attachments { facts.attachments.append(note(reason)) }
  }

  private func note(_ reason: InternedText?) -> TextFinding? {
    guard let reason else { return nil }
    reasons.append(reason)
    return TextFinding(number: reason.tag)
  }

  /// The first reason of the verdict's category, or else the first of all.
  private func mostTellingReason(for category: StopCategory) -> Int64? {
    let reason = reasons.first { TextFinding(number: $0.tag).category == category }
    return (reason ?? reasons.first)?.id
  }

  /// The tag of a group that is a service.
  fileprivate static let serviceTag = 1
}

extension StopRows {
  /// From the moment a stop was requested or detected until the containers had ended.
  fileprivate var stopMilliseconds: Int64? {
    guard let start = stoppingAt, let end = executionStoppedAt ?? stoppedAt else { return nil }
    return end - start
  }
}

extension VerdictClassifier {
  /// What the rules recognize in the strings of a text table; nil for one that they do not look at.
  func tag(of textTable: TextTable) -> Interner.Tag? {
    switch textTable {
    case .reasons:
      { text in
        let finding = self.finding(of: text)
        return (finding.number, finding.category.rawValue)
      }
    case .containerNames: { (Int(self.role(of: $0).rawValue), nil) }
    case .words: { (StopCode.number(of: $0), nil) }
    case .taskGroups:
      { ($0.starts(with: "service:".utf8) ? StopClassifier.serviceTag : 0, nil) }
    default: nil
    }
  }
}
