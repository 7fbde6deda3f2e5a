import EventPatterns
import Verdicts

/// The event pattern of a scope.
package enum EventPatternDocument {
  /// The maximum number of characters of compact JSON (EventBridge API, PutRule).
  static let lengthMax = 4096

  /// - Throws: `CaptureError` if the scope excludes everything, or its pattern is too long.
  package static func make(_ scope: CaptureScope) throws(CaptureError) -> [DocumentMember] {
    let detail =
      [
        DocumentMember("desiredStatus", .texts(["STOPPED"])),
        DocumentMember("lastStatus", .texts(["STOPPED"])),
      ] + places(scope) + (try condition(scope)).members
    let pattern = [
      DocumentMember("source", .texts(["aws.ecs"])),
      DocumentMember("detail-type", .texts(["ECS Task State Change"])),
      DocumentMember("detail", .object(detail)),
    ]
    let length = JSONPrinter.compact(.object(pattern)).count
    guard length <= lengthMax else { throw .patternTooLong(length) }
    return pattern
  }

  /// A pattern as EventBridge parses it, with its warnings.
  static func checked(_ pattern: [DocumentMember]) throws(CaptureError) -> EventPattern {
    do {
      return try EventPattern(JSONPrinter.compact(.object(pattern)).utf8)
    } catch {
      throw .invalidPattern("\(error)")
    }
  }

  private static func places(_ scope: CaptureScope) -> [DocumentMember] {
    func leaf(_ name: String, _ alternatives: [DocumentValue]) -> [DocumentMember] {
      alternatives.isEmpty ? [] : [DocumentMember(name, .list(alternatives.withoutRepeats()))]
    }
    return leaf("clusterArn", scope.clusters.map { .text($0.text) })
      + leaf(
        "taskDefinitionArn",
        scope.taskDefinitions.map { arn in
          // The colon excludes families with longer names.
          arn.hasRevision ? .text(arn.text) : .operator("prefix", .text(arn.text + ":"))
        })
      + leaf("group", scope.services.map { .text("service:\($0.text)") })
  }

  private static func condition(_ scope: CaptureScope) throws(CaptureError) -> DetailCondition {
    let causes = scope.causes
    guard !causes.isEmpty else {
      return switch scope.abnormal {
      case .notOnly: DetailCondition()
      case .recommended: AbnormalPattern.recommended
      case .byExitCodes: AbnormalPattern.byExitCodes
      }
    }
    if scope.abnormal != .notOnly, causes.contains(where: { $0.category == .serviceScaling }) {
      throw .nothingLeft(
        "--abnormal-only excludes stops by scaling activities, which are the cause service_scaling; use only one of the two options"
      )
    }
    switch scope.abnormal {
    case .notOnly: return .any(of: causes.conditions())
    case .byExitCodes: return .any(of: causes.conditions().map(AbnormalPattern.byExitCodes))
    case .recommended:
      let always = causes.filter { $0.category.isRoutine == false }.conditions()
      let sometimes = causes.filter { $0.category.isRoutine != false }.conditions()
      return .any(
        of: always.map { AbnormalPattern.recommended($0, isAlwaysAbnormal: true) }
          + sometimes.map { AbnormalPattern.recommended($0, isAlwaysAbnormal: false) })
    }
  }
}
