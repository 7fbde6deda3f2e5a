package import Time

/// Where stops are captured to, and how delivery is allowed and protected.
package struct CaptureSettings: Sendable {
  package var ruleName = RuleName.standard
  /// The default of the parameter.
  package var logGroup = LogGroupName.standard
  /// The default of the parameter.
  package var retention = RetentionPolicy.captureDefault
  package var policy = Policy.ofAccount
  /// Whether the policy allows delivery by this rule only.
  package var namesRuleInPolicy = false
  /// The key that the log group is encrypted with, besides the encryption that it always has.
  package var kmsKey: String?
  /// The queue that takes what could not be delivered.
  package var deadLetterQueue: String?

  package init() {}

  /// How EventBridge is allowed to write to the group.
  package enum Policy: Sendable {
    /// By a policy of the account, of which there are at most ten in a Region.
    case ofAccount
    /// By a policy of the log group itself.
    case ofGroup
    /// By a policy that is there already.
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
          ? "a FIFO queue cannot take undelivered events"
          : "\"\(arn.resource)\" is not a queue's name",
        example: ResourceARN.Wanted.queue.example)
    }
    return text
  }
}
