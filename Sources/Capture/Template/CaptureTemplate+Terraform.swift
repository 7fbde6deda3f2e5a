import Time

/// The same resources as a module of Terraform.
extension CaptureTemplate {
  /// The blocks of the file.
  var terraformBlocks: [HCLPrinter.Block] {
    [groupName, retention, identity, group] + (policy.map { [$0] } ?? []) + [rule, target]
  }

  private static let label = "stopped_tasks"

  private var groupName: HCLPrinter.Block {
    HCLPrinter.Block(
      type: "variable", labels: ["log_group_name"],
      arguments: [
        DocumentMember("type", .reference("string")),
        DocumentMember("description", .text(Self.groupNameDescription)),
        DocumentMember("default", .text(settings.logGroup.text)),
      ])
  }

  private var retention: HCLPrinter.Block {
    let list = JSONPrinter.spaced(Self.allowedDays)
    return HCLPrinter.Block(
      type: "variable", labels: ["log_group_retention"],
      arguments: [
        DocumentMember("type", .reference("number")),
        DocumentMember("description", .text(Self.retentionDescription)),
        DocumentMember("default", .number(settings.retention.days)),
      ],
      blocks: [
        HCLPrinter.Block(
          type: "validation", comment: Self.whyRetentionList,
          arguments: [
            DocumentMember(
              "condition", .reference("contains(\(list), var.log_group_retention)")),
            DocumentMember(
              "error_message",
              .text("The retention must be one of \(list.dropFirst().dropLast()) days.")
            ),
          ])
      ])
  }

  private var identity: HCLPrinter.Block {
    HCLPrinter.Block(type: "data", labels: ["aws_caller_identity", "current"], arguments: [])
  }

  private var group: HCLPrinter.Block {
    var arguments = [
      DocumentMember("name", .reference("var.log_group_name")),
      DocumentMember("retention_in_days", .reference("var.log_group_retention")),
    ]
    if let key = settings.kmsKey { arguments.append(DocumentMember("kms_key_id", .text(key))) }
    arguments.append(
      DocumentMember(
        "skip_destroy", .flag(true),
        comment: ["Captured events are kept when this module is destroyed."]))
    return HCLPrinter.Block(
      type: "resource", labels: ["aws_cloudwatch_log_group", Self.label], arguments: arguments)
  }

  private var policy: HCLPrinter.Block? {
    let groupARN = "aws_cloudwatch_log_group.\(Self.label).arn"
    let document = DocumentMember(
      "policy_document",
      .encoded(
        DeliveryPolicy.document(
          group: .substitution("${\(groupARN)}:*"),
          account: .reference("data.aws_caller_identity.current.account_id"),
          rule: settings.namesRuleInPolicy
            ? .reference("aws_cloudwatch_event_rule.\(Self.label).arn") : nil)))
    let place: DocumentMember
    switch settings.policy {
    case .none: return nil
    case .ofAccount:
      place = DocumentMember("policy_name", .text("\(settings.ruleName.text)-LogEventsPolicy"))
    case .ofGroup: place = DocumentMember("resource_arn", .reference(groupARN))
    }
    return HCLPrinter.Block(
      type: "resource", labels: ["aws_cloudwatch_log_resource_policy", Self.label],
      arguments: [place, document])
  }

  private var rule: HCLPrinter.Block {
    HCLPrinter.Block(
      type: "resource", labels: ["aws_cloudwatch_event_rule", Self.label],
      arguments: [
        DocumentMember("name", .text(settings.ruleName.text)),
        DocumentMember("description", .text(Self.ruleDescription)),
        DocumentMember("event_pattern", .encoded(pattern)),
      ])
  }

  private var target: HCLPrinter.Block {
    var arguments = [
      DocumentMember("rule", .reference("aws_cloudwatch_event_rule.\(Self.label).name")),
      DocumentMember("target_id", .text(Self.targetID)),
      DocumentMember("arn", .reference("aws_cloudwatch_log_group.\(Self.label).arn")),
    ]
    var blocks: [HCLPrinter.Block] = []
    if let queue = settings.deadLetterQueue {
      blocks.append(
        HCLPrinter.Block(
          type: "dead_letter_config", arguments: [DocumentMember("arn", .text(queue))]))
    }
    if settings.policy != .none {
      arguments.append(
        DocumentMember(
          "depends_on", .list([.reference("aws_cloudwatch_log_resource_policy.\(Self.label)")]),
          comment: ["Without the policy no events arrive, so it is created first."]))
    }
    return HCLPrinter.Block(
      type: "resource", labels: ["aws_cloudwatch_event_target", Self.label], arguments: arguments,
      blocks: blocks)
  }
}
