/// What CloudWatch Logs knows of a record besides its message, as far as the file says it.
///
/// Names are valid as long as the record that they belong to.
package struct LogMetadata {
  /// `@timestamp`: milliseconds since 1970.
  package var loggedAt: Int64?
  /// `@ingestionTime`, when CloudWatch Logs received the record: milliseconds since 1970.
  package var ingestionTime: Int64?
  /// `@logStream`.
  package var logStream: UnsafeRawBufferPointer?
  /// `@log`: the name of the log group, after the account and a colon where the file names the account.
  package var logGroup: UnsafeRawBufferPointer?

  package init(
    loggedAt: Int64? = nil, ingestionTime: Int64? = nil, logStream: UnsafeRawBufferPointer? = nil,
    logGroup: UnsafeRawBufferPointer? = nil
  ) {
    self.loggedAt = loggedAt
    self.ingestionTime = ingestionTime
    self.logStream = logStream
    self.logGroup = logGroup
  }
}
