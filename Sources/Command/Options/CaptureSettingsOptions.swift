import ArgumentParser
import ECSStops

/// Where a rule captures stops to.
struct CaptureSettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Name of the rule (default: ECSStoppedTasksEvent); several rules need several names.",
      valueName: "name"), transform: RuleName.init)
  var ruleName: RuleName?

  @Option(
    help: ArgumentHelp(
      "Propose this log group (default: /aws/events/ECSStoppedTasksEvent).",
      valueName: "name"), transform: LogGroupName.init)
  var logGroup: LogGroupName?

  @Option(
    help: ArgumentHelp(
      "Propose to keep events for this many days (default: 30).",
      discussion: "Allowed: \(RetentionSetting.allowed).", valueName: "days"),
    completion: ArchiveCompletion.retentionDays, transform: RetentionPolicy.init(argument:))
  var retention: RetentionPolicy?

  @Flag(help: "Leave out the policy, if one for all of /aws/events/ exists.")
  var noPolicy = false

  @Flag(
    help: ArgumentHelp(
      "Attach the policy to the log group, which does not count toward the account's ten."))
  var groupPolicy = false

  @Flag(help: "Let only this rule of the account write to the log group.")
  var ruleCondition = false

  @Option(
    help: ArgumentHelp("Encrypt the log group with this KMS key.", valueName: "arn"),
    transform: CaptureSettings.kmsKey)
  var kmsKeyArn: String?

  @Option(
    help: ArgumentHelp(
      "Send events that could not be delivered to this SQS queue.", valueName: "arn"),
    transform: CaptureSettings.queue)
  var deadLetterArn: String?

  func validate() throws {
    if noPolicy, groupPolicy {
      throw ValidationError("--no-policy and --group-policy cannot be used together")
    }
    if noPolicy, ruleCondition {
      throw ValidationError("--rule-condition is part of the policy that --no-policy leaves out")
    }
  }

  /// The options that were given, by their names.
  var given: [String] {
    [
      ("--rule-name", ruleName != nil), ("--log-group", logGroup != nil),
      ("--retention", retention != nil),
      ("--no-policy", noPolicy), ("--group-policy", groupPolicy),
      ("--rule-condition", ruleCondition), ("--kms-key-arn", kmsKeyArn != nil),
      ("--dead-letter-arn", deadLetterArn != nil),
    ].filter(\.1).map(\.0)
  }

  var settings: CaptureSettings {
    var settings = CaptureSettings()
    if let ruleName { settings.ruleName = ruleName }
    if let logGroup { settings.logGroup = logGroup }
    if let retention { settings.retention = retention }
    settings.policy = noPolicy ? .none : groupPolicy ? .ofGroup : .ofAccount
    settings.namesRuleInPolicy = ruleCondition
    settings.kmsKey = kmsKeyArn
    settings.deadLetterQueue = deadLetterArn
    return settings
  }
}
