extension Envelope {
  /// The input of a Lambda function that subscribes to a log group (events.md, c.6).
  static let lambdaAwslogs = Envelope(
    name: "Lambda input", marks: ["awslogs.data"])

  /// The input of a Lambda function that reads a queue, a topic or a stream, and `aws kinesis get-records`.
  static let lambdaRecords = Envelope(name: "records", marks: ["Records"])

  /// What a Lambda function's destination receives: the function's input is `requestPayload`.
  static let lambdaDestination = Envelope(
    name: "Lambda destination", marks: ["requestContext", "requestPayload"])

  /// What Firehose sends to a Lambda function or to an HTTP endpoint.
  static let firehoseRecords = Envelope(
    name: "Firehose records", marks: ["records"])
}
