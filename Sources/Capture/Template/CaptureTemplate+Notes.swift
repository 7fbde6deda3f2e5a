import Verdicts

extension CaptureTemplate {
  /// What somebody should know before deploying, a sentence each.
  package var notes: [String] {
    scopeNotes + abnormalNotes + causeNotes + (isNarrow ? [Self.neverAnswered] : []) + patternNotes
      + settingsNotes
  }

  /// Said wherever less than everything is captured.
  private static let neverAnswered =
    "the archive can never answer for what was not captured; to narrow later, capture everything and filter with `ecs-stops ingest --pattern` or in queries"

  private var scopeNotes: [String] {
    var notes: [String] = []
    if !scope.services.isEmpty, scope.clusters.isEmpty {
      notes.append(
        "services of these names match in every cluster; --cluster-arn names the one that is meant")
    }
    if Set(scope.clusters.map(\.place) + scope.taskDefinitions.map(\.place)).count > 1 {
      notes.append(
        "the ARNs are of several accounts, Regions or partitions, and a rule sees the events of its own only: deploy one template in each, with its own ARNs"
      )
    }
    return notes
  }

  private var isNarrow: Bool {
    !scope.clusters.isEmpty || !scope.taskDefinitions.isEmpty || !scope.services.isEmpty
      || !scope.causes.isEmpty || scope.abnormal != .notOnly
  }

  private var abnormalNotes: [String] {
    switch scope.abnormal {
    case .notOnly: []
    case .recommended:
      [
        scope.causes.isEmpty
          ? "not captured: tasks whose containers all returned 0, and what a scaling activity stopped, also when it failed on the way"
          : "not captured: what a scaling activity stopped, also when it failed on the way, and, for causes that can be normal, tasks whose containers all returned 0"
      ]
    case .byExitCodes:
      [
        "not captured: tasks that failed to start, since their containers have no exit code; tasks whose containers returned 0 or lost their code; tasks without a stopped reason; and what a scaling activity stopped"
      ]
        + (scope.causes.isEmpty
          ? [] : ["a container that gives the reason must itself have an exit code other than 0"])
    }
  }

  private var causeNotes: [String] {
    scope.causes.compactMap(\.alsoCatches).withoutRepeats().map { extra in
      let names = scope.causes.filter { $0.alsoCatches == extra }.map(\.category.rawValue)
      return
        "the pattern of \(names.withoutRepeats().joined(separator: ", ")) also captures \(extra)"
    }
  }

  private var settingsNotes: [String] {
    var notes: [String] = []
    if settings.policy == .none {
      notes.append(
        "without a policy nothing arrives: check with `aws logs describe-resource-policies` that one lets events.amazonaws.com and delivery.logs.amazonaws.com write to the group; those that the EventBridge console makes cover only /aws/events/"
      )
    }
    if settings.namesRuleInPolicy {
      notes.append(
        "check that events arrive: some accounts have seen log streams refused when the policy names the rule"
      )
    }
    if settings.kmsKey != nil {
      notes.append(
        "the policy of the key must let CloudWatch Logs of the Region use it, or the group is not created"
      )
    }
    if settings.deadLetterQueue != nil {
      notes.append(
        "the policy of the queue must let events.amazonaws.com send messages, or what could not be delivered is lost"
      )
    }
    return notes
  }
}
