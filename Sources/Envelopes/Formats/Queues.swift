extension Envelope {
  /// `aws sqs receive-message` (events.md, c.8).
  static let messages = Envelope(
    name: "aws sqs receive-message", marks: ["Messages"])

  /// An SNS notification (events.md, c.9).
  static let notification = Envelope(
    name: "SNS notification", marks: ["Type", "TopicArn", "Message"])
}
