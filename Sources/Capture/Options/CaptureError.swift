/// Why there is no template.
package enum CaptureError: Error, Equatable, CustomStringConvertible {
  case invalidARN(_ problem: String, example: String)
  case invalidServiceName(_ problem: String)
  case invalidLogGroupName(_ problem: String)
  case invalidRuleName(_ problem: String)
  /// A pattern cannot say this cause.
  case inexpressibleCause(String)
  case unknownCause(String)
  /// Two options leave nothing to capture.
  case nothingLeft(String)
  /// The pattern is not one: a mistake of ours.
  case invalidPattern(String)
  /// The pattern has more characters than EventBridge takes.
  case patternTooLong(Int)
  /// The policy has more characters than CloudWatch Logs takes.
  case policyTooLong(Int)

  package var description: String {
    switch self {
    case .invalidARN(let problem, let example): "\(problem); example: \(example)"
    case .invalidServiceName(let problem), .invalidLogGroupName(let problem),
      .invalidRuleName(let problem):
      problem
    case .inexpressibleCause(let name):
      """
      no event pattern can say \"\(name)\": it is what remains when no rule knows the reason; --abnormal-only captures \
      such stops too. Causes that a pattern can say: \(CausePattern.names.joined(separator: ", "))
      """
    case .unknownCause(let name):
      "there is no cause \"\(name)\"; causes: \(CausePattern.names.joined(separator: ", "))"
    case .nothingLeft(let sentence): sentence
    case .invalidPattern(let sentence): sentence
    case .patternTooLong(let count):
      """
      the event pattern has \(count) characters, and EventBridge takes at most \(EventPatternDocument.lengthMax); give \
      fewer ARNs, services or causes, or deploy several rules, each with a --rule-name of its own
      """
    case .policyTooLong(let count):
      "the policy has \(count) characters, and CloudWatch Logs takes at most \(DeliveryPolicy.lengthMax)"
    }
  }
}
