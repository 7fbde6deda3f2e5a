/// Where in CloudWatch Logs a record was: rows of `log_streams` and `log_groups`; nil if its file does not say.
package struct LogPlace: Hashable, Sendable {
  package var stream: Int64?
  package var group: Int64?

  package init(stream: Int64? = nil, group: Int64? = nil) {
    self.stream = stream
    self.group = group
  }
}
