/// The name of a log group (CloudWatch Logs API, CreateLogGroup).
package struct LogGroupName: Equatable, Sendable {
  package let text: String

  /// The article's log group.
  ///
  /// Policies made by the EventBridge console cover its prefix.
  package static let standard = LogGroupName(unchecked: "/aws/events/ECSStoppedTasksEvent")

  private init(unchecked text: String) { self.text = text }

  /// - Throws: `CaptureError` with what is wrong.
  package init(_ text: String) throws(CaptureError) {
    guard (1...512).contains(text.utf8.count) else {
      throw .invalidLogGroupName("a name has 1 to 512 characters")
    }
    guard (try? /[A-Za-z0-9_\/.#-]+/.wholeMatch(in: text)) != nil else {
      throw .invalidLogGroupName("letters, digits and _ - / . # are allowed")
    }
    guard !text.hasPrefix("aws/") else {
      throw .invalidLogGroupName("names that begin with aws/ are reserved; /aws/events/… is fine")
    }
    self.text = text
  }
}
