/// The name of an EventBridge rule (EventBridge API, PutRule).
package struct RuleName: Equatable, Sendable {
  package let text: String

  /// The article's rule.
  package static let standard = RuleName(unchecked: "ECSStoppedTasksEvent")

  private init(unchecked text: String) { self.text = text }

  /// - Throws: `CaptureError` with what is wrong.
  package init(_ text: String) throws(CaptureError) {
    guard (try? /[A-Za-z0-9._-]{1,64}/.wholeMatch(in: text)) != nil else {
      throw .invalidRuleName("1 to 64 letters, digits, dots, hyphens and underscores are allowed")
    }
    self.text = text
  }
}
