import EventPatterns
import Time

/// The resources that capture stopped tasks: a rule, a log group, and a policy that allows the rule to write to the
/// group.
package struct CaptureTemplate: Sendable {
  static let ruleDescription = "Sends stopped tasks of Amazon ECS to a log group"
  static let targetID = "ECSStoppedTasks"
  static let groupNameDescription = "The log group for the events of stopped tasks"
  static let retentionDescription = "How many days the log group keeps an event"
  static let whyRetentionList = [
    "The same values as in ecs-stops prune, so that archive and log group can agree."
  ]

  let pattern: [DocumentMember]
  /// EventBridge's possible objections to the pattern.
  let patternNotes: [String]
  let scope: CaptureScope
  let settings: CaptureSettings

  /// - Throws: `CaptureError` if the scope excludes everything, or its pattern or policy is too long.
  package init(_ scope: CaptureScope, _ settings: CaptureSettings) throws(CaptureError) {
    pattern = try EventPatternDocument.make(scope)
    patternNotes = try EventPatternDocument.checked(pattern).warnings.map(\.message)
      .withoutRepeats()
    self.scope = scope
    self.settings = settings
    guard settings.policy == .ofAccount else { return }
    let length = cloudFormationPolicyLength
    guard length <= DeliveryPolicy.lengthMax else { throw .policyTooLong(length) }
  }

  /// The event pattern as JSON.
  package var patternJSON: String { JSONPrinter.pretty(.object(pattern)) + "\n" }

  /// The event pattern as YAML.
  package var patternYAML: String { YAMLPrinter.text(of: pattern) }

  /// The CloudFormation template as YAML.
  package var cloudFormationYAML: String { YAMLPrinter.text(ofTemplate: cloudFormation) }

  /// The CloudFormation template as JSON.
  package var cloudFormationJSON: String { JSONPrinter.pretty(.object(cloudFormation)) + "\n" }

  /// A Terraform module, which OpenTofu reads as well.
  package var terraform: String { HCLPrinter.text(of: terraformBlocks) }

  /// The allowed retention days, as numbers.
  static let allowedDays = DocumentValue.list(RetentionPolicy.allowedDays.map { .number($0) })
}
