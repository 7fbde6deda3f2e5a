extension Envelope {
  /// What CloudWatch Logs sends to a subscription (events.md, c.6); control messages have no event in them.
  static let subscription = Envelope(
    name: "CloudWatch Logs subscription", marks: ["messageType", "logEvents"],
    metadata: MetadataPaths(
      logStream: ["logStream"], logGroup: ["logGroup"], account: ["owner"]))
}
