/// Why no template can be generated.
package enum CaptureError: Error, Equatable, CustomStringConvertible {
  case invalidARN(_ problem: String, example: String)
  case invalidServiceName(_ problem: String)
  case invalidLogGroupName(_ problem: String)
  case invalidRuleName(_ problem: String)
  /// A pattern cannot express this cause.
  case inexpressibleCause(String)
  case unknownCause(String)
  /// Two options leave nothing to capture.
  case nothingLeft(String)
  /// The generated pattern is invalid, which is a bug.
  case invalidPattern(String)
  /// The pattern has more characters than EventBridge accepts.
  case patternTooLong(Int)
  /// The policy has more characters than CloudWatch Logs accepts.
  case policyTooLong(Int)

  package var description: String {
    switch self {
    case .invalidARN(let problem, let example): "\(problem); example: \(example)"
    case .invalidServiceName(let problem), .invalidLogGroupName(let problem),
      .invalidRuleName(let problem):
      problem
    case .inexpressibleCause(let name):
      """
      no event pattern can express \"\(name)\", which stands for every reason that no rule knows; --abnormal-only captures \
      such stops too. Causes with a pattern: \(CausePattern.names.joined(separator: ", "))
      """
    case .unknownCause(let name):
      "there is no cause \"\(name)\"; causes: \(CausePattern.names.joined(separator: ", "))"
    case .nothingLeft(let sentence): sentence
    case .invalidPattern(let sentence): sentence
    case .patternTooLong(let count):
      """
      the event pattern has \(count) characters, and EventBridge accepts at most \(EventPatternDocument.lengthMax); use \
      fewer ARNs, services or causes, or deploy several rules, each with a --rule-name of its own
      """
    case .policyTooLong(let count):
      "the policy has \(count) characters, and CloudWatch Logs accepts at most \(DeliveryPolicy.lengthMax)"
    }
  }
}
