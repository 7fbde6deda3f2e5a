/// A call of an operation, as it came.
package struct APICall: Sendable {
  /// The name after the dot of `X-Amz-Target`, such as `StartQuery`.
  package let operation: String
  /// The members as JSON; empty for none.
  package let body: [UInt8]
  /// What the answer's `x-amzn-RequestId` says too.
  package let requestID: String
  /// The region of the signature, where answers are to be those of one region.
  package var region: String?
  /// Who asks: the `User-Agent`, for the list of queries.
  package var client = ""

  package init(_ operation: String, body: [UInt8], requestID: String) {
    self.operation = operation
    self.body = body
    self.requestID = requestID
  }
}

/// What a call is answered with.
package struct APIAnswer: Equatable, Sendable {
  /// 200, 400 for what the caller did wrong, 500 for what went wrong here.
  package let status: Int
  /// JSON; empty for an operation that gives nothing.
  package let body: [UInt8]

  package init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }
}
