import EventPatterns
import Testing
import Time
import Verdicts

@testable import Capture

/// All options together.
@Suite struct CombinationTests {
  private static let account = "arn:aws:ecs:eu-west-1:111122223333"

  /// Every combination of what is captured.
  private static func scopes() throws -> [CaptureScope] {
    let clusters = [[], [try ClusterARN("\(account):cluster/shop")]]
    let families = [
      [],
      [
        try TaskDefinitionARN("\(account):task-definition/web"),
        try TaskDefinitionARN("\(account):task-definition/api:3"),
      ],
    ]
    let services = [[], [try ServiceName("web"), try ServiceName("api")]]
    var scopes: [CaptureScope] = []
    for clusters in clusters {
      for families in families {
        for services in services {
          for abnormal in [CaptureScope.AbnormalStops.notOnly, .recommended, .byExitCodes] {
            var scope = CaptureScope()
            (scope.clusters, scope.taskDefinitions) = (clusters, families)
            (scope.services, scope.abnormal) = (services, abnormal)
            scopes.append(scope)
          }
        }
      }
    }
    return scopes
  }

  /// One cause, and each pair of a cause with the two whose patterns have most parts.
  private static var causes: [[CausePattern]] {
    let all = StopCategory.allCases.compactMap(CausePattern.of)
    let rich = all.filter { [.outOfMemory, .taskFailedToStart].contains($0.category) }
    return [[]] + all.map { [$0] } + all.flatMap { cause in rich.map { [cause, $0] } }
  }

  @Test func everyPatternIsRead() throws {
    var count = 0
    for var scope in try Self.scopes() {
      for causes in Self.causes {
        scope.causes = causes
        let isEmpty =
          scope.abnormal != .notOnly && causes.contains { $0.category == .serviceScaling }
        guard !isEmpty else { continue }
        let pattern = try EventPatternDocument.checked(EventPatternDocument.make(scope))
        count += 1
        // A path that is set twice would lose a condition.
        for warning in pattern.warnings { #expect(!warning.message.contains("twice")) }
        // Each combination has what all must have.
        for combination in pattern.combinations {
          #expect(combination.fields.count >= 4 + (scope.clusters.isEmpty ? 0 : 1))
        }
      }
    }
    #expect(count > 4000)
  }

  /// What one of the options alone allows is never less than what several allow together.
  @Test func moreOptionsCatchLess() throws {
    let events = Rulebook.withCases().stops.flatMap(\.cases.wanted).map {
      Array(CaseEvent(stop: $0).text.utf8)
    }
    for cause in StopCategory.allCases.compactMap(CausePattern.of)
    where cause.category != .serviceScaling {
      var scope = CaptureScope()
      scope.causes = [cause]
      let wide = try EventPatternDocument.checked(EventPatternDocument.make(scope))
      for abnormal in [CaptureScope.AbnormalStops.recommended, .byExitCodes] {
        scope.abnormal = abnormal
        let narrow = try EventPatternDocument.checked(EventPatternDocument.make(scope))
        for event in events where try narrow.matches(event) { #expect(try wide.matches(event)) }
      }
    }
  }

  /// Stops of a cause that the classifier calls abnormal are captured with `--abnormal-only` as well.
  @Test func abnormalStopsOfACauseAreNotLost() throws {
    let book = Rulebook.withCases()
    let classifier = VerdictClassifier(book)
    for text in book.stops.flatMap(\.cases.wanted) {
      let verdict = classifier.verdict(
        on: try #require(StopCase(text, classifier: classifier)).facts)
      guard verdict.isAbnormal, !text.contains("task Scaling"),
        let cause = CausePattern.of(verdict.category)
      else { continue }
      var scope = CaptureScope()
      (scope.causes, scope.abnormal) = ([cause], .recommended)
      let pattern = try EventPatternDocument.checked(EventPatternDocument.make(scope))
      let isMatch = try pattern.matches(Array(CaseEvent(stop: text).text.utf8))
      // A service whose containers ended with 0 is abnormal by its verdict, which no exit code says; and every task has
      // containers.
      let codes = text.matches(of: /(container|sidecar) ([0-9-]+|none)/).map(\.2)
      #expect(isMatch || codes.allSatisfy { $0 == "0" }, "\(text)")
    }
  }

  @Test func documentsOfTheSettings() throws {
    for policy in [CaptureSettings.Policy.ofAccount, .ofGroup, .none] {
      for namesRule in [false, true] {
        var settings = CaptureSettings()
        settings.policy = policy
        settings.namesRuleInPolicy = namesRule
        settings.retention = try RetentionPolicy(days: 90)
        let template = try CaptureTemplate(CaptureScope(), settings)
        for text in [template.cloudFormationYAML, template.cloudFormationJSON, template.terraform] {
          #expect(text.contains("90"))
          #expect(text.contains("aws:SourceArn") == (namesRule && policy != .none))
          #expect(text.contains("delivery.logs.amazonaws.com") == (policy != .none))
        }
      }
    }
  }
}
