package import JSON

/// An error as SDKs read it: a code that they make a type of, and one line for people.
///
/// logs-api.md 1.3; the texts that AWS's service is known to give are its own.
package struct APIError: Error, Equatable, Sendable {
  /// Such as `InvalidParameterException`.
  package let code: String
  package let message: String
  /// Members beside the message.
  package var members: [JSONValue.Member] = []

  package init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }

  /// 500 where the caller can do nothing about it.
  package var status: Int { code == Self.faultCode ? 500 : 400 }

  /// The body of the answer.
  package var body: [UInt8] {
    Array(
      JSONValue.object(
        [.init("__type", .text(code)), .init("message", .text(message))] + members
      ).text.utf8)
  }

  private static let faultCode = "ServiceUnavailableException"
}

extension APIError {
  /// An operation that there is none of, or no name of one at all.
  package static func unknownOperation(_ name: String) -> APIError {
    APIError(
      "UnknownOperationException",
      name.isEmpty
        ? "the request names no operation: its header X-Amz-Target is missing"
        : "\(name) is no operation that this server knows")
  }

  /// An operation that would change something.
  static func readOnly(_ what: String) -> APIError {
    APIError("AccessDeniedException", "this server only reads; \(what)")
  }

  static func serialization(_ message: String) -> APIError {
    APIError("SerializationException", message)
  }

  static func invalid(_ message: String) -> APIError {
    APIError("InvalidParameterException", message)
  }

  /// A member that AWS's model does not allow.
  static func constraint(_ value: String, at member: String, _ constraint: String) -> APIError {
    let shown = value == "null" ? value : "'\(value)'"
    return invalid(
      "1 validation error detected: Value \(shown) at '\(member)' failed to satisfy constraint: "
        + "Member must \(constraint)")
  }

  static let unknownGroup = APIError(
    "ResourceNotFoundException", "The specified log group does not exist.")

  static let unknownStream = APIError(
    "ResourceNotFoundException", "The specified log stream does not exist.")

  /// A group that StartQuery names, in the words of the service.
  static func unknownGroup(_ name: String, account: String, requestID: String) -> APIError {
    APIError(
      "ResourceNotFoundException",
      "Log group '\(name)' does not exist for account ID '\(account)' (Service: AWSLogs; Status Code: 400; "
        + "Error Code: ResourceNotFoundException; Request ID: \(requestID); Proxy: null)")
  }

  static func unknownQuery(_ id: String) -> APIError {
    APIError("ResourceNotFoundException", "there is no query with the id \(id) any more")
  }

  static let invalidToken = invalid("The specified nextToken is invalid.")

  package static let tooManyQueries = APIError(
    "LimitExceededException", "too many queries are waiting already; try again in a moment")

  static let upgraded = fault(
    "the archive has been upgraded for a newer version of ecs-stops; restart the server with that version"
  )

  /// What went wrong here.
  static func fault(_ message: String) -> APIError { APIError(faultCode, message) }
}
