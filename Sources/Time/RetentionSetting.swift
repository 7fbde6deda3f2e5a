/// A retention as people write and read it: a number of days that the archive takes, or never.
package struct RetentionSetting: CustomStringConvertible, Sendable {
  /// Nil keeps everything.
  package let policy: RetentionPolicy?

  package static let never = "never"

  /// The days that are allowed, in a list for people.
  package static var allowed: String {
    RetentionPolicy.allowedDays.map(String.init).joined(separator: ", ")
  }

  package init(_ policy: RetentionPolicy?) {
    self.policy = policy
  }

  /// The days, or `never`.
  package var description: String { policy.map { String($0.days) } ?? Self.never }

  /// The same as people say it.
  package var sentence: String {
    guard let days = policy?.days else { return Self.never }
    return days == 1 ? "1 day" : "\(days) days"
  }
}
