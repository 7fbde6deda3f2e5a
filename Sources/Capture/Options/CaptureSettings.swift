package import Time

/// Where stops are captured to, and how delivery is permitted and protected.
package struct CaptureSettings: Sendable {
  package var ruleName = RuleName.standard
  /// The default of the parameter.
  package var logGroup = LogGroupName.standard
  /// The default of the parameter.
  package var retention = RetentionPolicy.captureDefault
  package var policy = Policy.ofAccount
  /// Whether the policy permits delivery by this rule only.
  package var namesRuleInPolicy = false
  /// The key that encrypts the log group, in addition to its default encryption.
  package var kmsKey: String?
  /// The queue for events that could not be delivered.
  package var deadLetterQueue: String?

  package init() {}

  /// How EventBridge is permitted to write to the log group.
  package enum Policy: Sendable {
    /// By a policy of the account, which may have at most ten per Region.
    case ofAccount
    /// By a policy of the log group itself.
    case ofGroup
    /// By an existing policy.
    case none
  }

  /// Checks the ARN of a KMS key.
  ///
  /// - Throws: `CaptureError` with what is wrong and an example.
  package static func kmsKey(_ text: String) throws(CaptureError) -> String {
    let arn = try ResourceARN(text, of: .key)
    guard (try? /key\/[A-Za-z0-9-]+/.wholeMatch(in: arn.resource)) != nil else {
      throw .invalidARN(
        "\"\(arn.resource)\" is not key/ID, and an alias is not allowed here",
        example: ResourceARN.Wanted.key.example)
    }
    return text
  }

  /// Checks the ARN of an SQS queue.
  ///
  /// - Throws: `CaptureError` with what is wrong and an example.
  package static func queue(_ text: String) throws(CaptureError) -> String {
    let arn = try ResourceARN(text, of: .queue)
    guard (try? /[A-Za-z0-9_-]{1,80}/.wholeMatch(in: arn.resource)) != nil else {
      throw .invalidARN(
        arn.resource.hasSuffix(".fifo")
          ? "a FIFO queue cannot be a dead-letter queue"
          : "\"\(arn.resource)\" is not the name of a queue",
        example: ResourceARN.Wanted.queue.example)
    }
    return text
  }
}
