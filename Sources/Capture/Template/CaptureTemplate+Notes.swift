import Verdicts

extension CaptureTemplate {
  /// What to know before deploying, one sentence each.
  package var notes: [String] {
    scopeNotes + abnormalNotes + causeNotes + (isNarrow ? [Self.neverAnswered] : []) + patternNotes
      + settingsNotes
  }

  /// Included whenever not everything is captured.
  private static let neverAnswered =
    "what was not captured can never be queried; to narrow down later instead, capture everything and filter with `ecs-stops ingest --pattern` or in queries"

  private var scopeNotes: [String] {
    var notes: [String] = []
    if !scope.services.isEmpty, scope.clusters.isEmpty {
      notes.append(
        "services with these names match in every cluster; use --cluster-arn to restrict them to one"
      )
    }
    if Set(scope.clusters.map(\.place) + scope.taskDefinitions.map(\.place)).count > 1 {
      notes.append(
        "the ARNs belong to several accounts, Regions or partitions, and a rule receives only the events of its own: deploy one template in each, with its own ARNs"
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
          ? "not captured: tasks whose containers all returned 0, and tasks stopped by a scaling activity, even if they failed while stopping"
          : "not captured: tasks stopped by a scaling activity, even if they failed while stopping, and, for causes that can be normal, tasks whose containers all returned 0"
      ]
    case .byExitCodes:
      [
        "not captured: tasks that failed to start, because their containers have no exit code; tasks whose containers returned 0 or have no exit code; tasks without a stopped reason; and tasks stopped by a scaling activity"
      ]
        + (scope.causes.isEmpty
          ? [] : ["the container with the reason must itself have an exit code other than 0"])
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
        "without a policy no events arrive: check with `aws logs describe-resource-policies` that one allows events.amazonaws.com and delivery.logs.amazonaws.com to write to the log group; those made by the EventBridge console cover only /aws/events/"
      )
    }
    if settings.namesRuleInPolicy {
      notes.append(
        "check that events arrive: in some accounts log streams were refused when the policy named the rule"
      )
    }
    if settings.kmsKey != nil {
      notes.append(
        "the key policy must allow CloudWatch Logs in the Region to use the key; otherwise the log group cannot be created"
      )
    }
    if settings.deadLetterQueue != nil {
      notes.append(
        "the queue policy must allow events.amazonaws.com to send messages; otherwise undelivered events are lost"
      )
    }
    return notes
  }
}
