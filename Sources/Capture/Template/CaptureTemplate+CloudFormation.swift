import Time

/// The CloudFormation template, with the names of aws-samples/amazon-ecs-stopped-tasks-cwlogs.
extension CaptureTemplate {
  /// The members of the template.
  var cloudFormation: [DocumentMember] {
    [
      DocumentMember("AWSTemplateFormatVersion", .text("2010-09-09")),
      DocumentMember(
        "Description", .text("Captures the events of stopped Amazon ECS tasks in a log group")),
      DocumentMember("Parameters", .object(parameters)),
      DocumentMember("Resources", .object([rule, group] + (policy.map { [$0] } ?? []))),
    ]
  }

  /// The maximum length of the policy after deployment: names of stacks and log groups are limited.
  var cloudFormationPolicyLength: Int {
    let account = DocumentValue.text(String(repeating: "0", count: 12))
    let long = DocumentValue.text(String(repeating: "x", count: 64 + 512))
    return JSONPrinter.encoded(
      DeliveryPolicy.document(
        group: long, account: account, rule: settings.namesRuleInPolicy ? long : nil)
    ).count
  }

  private var parameters: [DocumentMember] {
    [
      DocumentMember(
        "CWLogGroupName",
        .object([
          DocumentMember("Type", .text("String")),
          DocumentMember("Description", .text(Self.groupNameDescription)),
          DocumentMember("Default", .text(settings.logGroup.text)),
        ])),
      DocumentMember(
        "CWLogGroupRetention",
        .object([
          DocumentMember("Type", .text("Number")),
          DocumentMember("Description", .text(Self.retentionDescription)),
          DocumentMember("AllowedValues", Self.allowedDays, comment: Self.whyRetentionList),
          DocumentMember("Default", .number(settings.retention.days)),
        ])),
    ]
  }

  private var rule: DocumentMember {
    var target = [
      DocumentMember(
        "Arn", Self.arn("logs", "log-group:${LogGroup}"),
        comment: ["Without the :* at the end of GetAtt LogGroup.Arn, which is for policies."]),
      DocumentMember("Id", .text(Self.targetID)),
    ]
    if let queue = settings.deadLetterQueue {
      target.append(
        DocumentMember("DeadLetterConfig", .object([DocumentMember("Arn", .text(queue))])))
    }
    let properties = DocumentMember(
      "Properties",
      .object([
        DocumentMember("Name", .text(settings.ruleName.text)),
        DocumentMember("Description", .text(Self.ruleDescription)),
        DocumentMember("EventPattern", .object(pattern)),
        DocumentMember("State", .text("ENABLED")),
        DocumentMember("Targets", .list([.object(target)])),
      ]))
    let type = DocumentMember("Type", .text("AWS::Events::Rule"))
    let dependency = DocumentMember(
      "DependsOn", .text("LogEventsPolicy"),
      comment: ["Without the policy no events arrive, so it is created first."])
    return DocumentMember(
      "EventRule",
      .object(settings.policy == .ofAccount ? [type, dependency, properties] : [type, properties]))
  }

  private var group: DocumentMember {
    var properties = [
      DocumentMember("LogGroupName", .reference("CWLogGroupName")),
      DocumentMember("RetentionInDays", .reference("CWLogGroupRetention")),
    ]
    if let key = settings.kmsKey { properties.append(DocumentMember("KmsKeyId", .text(key))) }
    if settings.policy == .ofGroup {
      properties.append(
        DocumentMember(
          "ResourcePolicyDocument", .object(policyDocument(groupName: "${CWLogGroupName}"))))
    }
    return DocumentMember(
      "LogGroup",
      .object([
        DocumentMember("Type", .text("AWS::Logs::LogGroup")),
        DocumentMember(
          "DeletionPolicy", .text("Retain"),
          comment: ["Captured events are kept when the stack is deleted."]),
        DocumentMember("UpdateReplacePolicy", .text("Retain")),
        DocumentMember("Properties", .object(properties)),
      ]))
  }

  private var policy: DocumentMember? {
    guard settings.policy == .ofAccount else { return nil }
    return DocumentMember(
      "LogEventsPolicy",
      .object([
        DocumentMember("Type", .text("AWS::Logs::ResourcePolicy")),
        DocumentMember(
          "Properties",
          .object([
            DocumentMember("PolicyName", .substitution("${AWS::StackName}-LogEventsPolicy")),
            DocumentMember("PolicyDocument", .encoded(policyDocument(groupName: "${LogGroup}"))),
          ])),
      ]))
  }

  private func policyDocument(groupName: String) -> [DocumentMember] {
    DeliveryPolicy.document(
      group: Self.arn("logs", "log-group:\(groupName):*"),
      account: .reference("AWS::AccountId"),
      rule: settings.namesRuleInPolicy ? Self.arn("events", "rule/\(settings.ruleName.text)") : nil)
  }

  private static func arn(_ service: String, _ resource: String) -> DocumentValue {
    .substitution("arn:${AWS::Partition}:\(service):${AWS::Region}:${AWS::AccountId}:\(resource)")
  }
}
