/// The policy that allows EventBridge to write to the log group, and nothing else.
enum DeliveryPolicy {
  /// The maximum number of characters of an account policy (CloudWatch Logs API, PutResourcePolicy).
  static let lengthMax = 5120

  /// - Parameters:
  ///   - group: the ARN of the group with `:*`, which stands for its streams.
  ///   - account: the account whose rules may write.
  ///   - rule: the ARN of the only rule that may write, if there is one.
  static func document(
    group: DocumentValue, account: DocumentValue, rule: DocumentValue?
  ) -> [DocumentMember] {
    let ofAccount = DocumentMember(
      "StringEquals", .object([DocumentMember("aws:SourceAccount", account)]))
    let ofRule = rule.map {
      DocumentMember("ArnEquals", .object([DocumentMember("aws:SourceArn", $0)]))
    }
    return [
      DocumentMember("Version", .text("2012-10-17")),
      DocumentMember(
        "Statement",
        .list([
          .object([
            DocumentMember("Sid", .text("LogEventsPolicy")),
            DocumentMember("Effect", .text("Allow")),
            DocumentMember(
              "Principal",
              .object([
                DocumentMember(
                  "Service", .texts(["delivery.logs.amazonaws.com", "events.amazonaws.com"]))
              ])),
            DocumentMember("Action", .texts(["logs:CreateLogStream", "logs:PutLogEvents"])),
            DocumentMember("Resource", group),
            DocumentMember("Condition", .object([ofAccount] + (ofRule.map { [$0] } ?? []))),
          ])
        ])),
    ]
  }
}
