import ArgumentParser
import ECSStops

/// Where a rule captures stops to.
struct CaptureSettingsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The name of the rule, instead of ECSStoppedTasksEvent.",
      discussion: "Rules that are deployed side by side need names of their own.",
      valueName: "name"), transform: RuleName.init)
  var ruleName: RuleName?

  @Option(
    help: ArgumentHelp(
      "The log group that the template proposes, instead of /aws/events/ECSStoppedTasksEvent.",
      valueName: "name"), transform: LogGroupName.init)
  var logGroup: LogGroupName?

  @Option(
    help: ArgumentHelp(
      "The days that the template proposes for the log group to keep events, instead of 30.",
      discussion: "Allowed: \(RetentionSetting.allowed).", valueName: "days"),
    transform: RetentionPolicy.init(argument:))
  var retention: RetentionPolicy?

  @Flag(help: "Leave out the policy, where one for all of /aws/events/ is there already.")
  var noPolicy = false

  @Flag(
    help: ArgumentHelp(
      "Attach the policy to the log group instead of the account.",
      discussion: "An account has at most ten policies in a Region; those of groups do not count."))
  var groupPolicy = false

  @Flag(help: "Let the policy name the rule, so that no other rule of the account can write.")
  var ruleCondition = false

  @Option(
    help: ArgumentHelp("The KMS key that encrypts the log group.", valueName: "arn"),
    transform: CaptureSettings.kmsKey)
  var kmsKeyArn: String?

  @Option(
    help: ArgumentHelp(
      "The SQS queue that takes events which could not be delivered.", valueName: "arn"),
    transform: CaptureSettings.queue)
  var deadLetterArn: String?

  func validate() throws {
    if noPolicy, groupPolicy {
      throw ValidationError("--no-policy and --group-policy exclude each other")
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
