/// How many days an archive keeps a stop, counted from its log time.
///
/// The values are those that CloudWatch Logs has always allowed for a log group.
package struct RetentionPolicy: Equatable, Sendable {
  /// The allowed numbers of days, ascending.
  package static let allowedDays = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653,
  ]
  /// Values that the CloudWatch Logs API has since added; the archive does not accept them.
  package static let newerDays = [1096, 2192, 2557, 2922, 3288]

  /// How long a log group keeps what is captured unless its owner chooses otherwise.
  package static let captureDefault = RetentionPolicy(allowed: 30)

  package let days: Int

  private init(allowed days: Int) { self.days = days }

  /// - Throws: `RetentionError` naming the nearest allowed values.
  package init(days: Int) throws(RetentionError) {
    guard Self.allowedDays.contains(days) else { throw RetentionError(days: days) }
    self.days = days
  }

  /// The first moment that is kept, in milliseconds since 1970: what was logged before has expired.
  package func cutoff(asOf now: Int64) -> Int64 { now - Int64(days) * 86_400_000 }
}

/// A number of days that is not an allowed retention.
package struct RetentionError: Error, Equatable, CustomStringConvertible {
  package let days: Int

  /// The allowed values just below and above.
  package var nearest: [Int] {
    let allowed = RetentionPolicy.allowedDays
    return [allowed.last { $0 < days }, allowed.first { $0 > days }].compactMap { $0 }
  }

  package var description: String {
    let near = nearest.map(String.init).joined(separator: " and ")
    let all = RetentionPolicy.allowedDays.map(String.init).joined(separator: ", ")
    let sentence =
      RetentionPolicy.newerDays.contains(days)
      ? "CloudWatch Logs has since added \(days) days, but the archive does not accept it"
      : "\(days) days is not an allowed retention"
    return "\(sentence); nearest: \(near). Allowed: \(all)"
  }
}
