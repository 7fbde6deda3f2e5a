import JSON
import Masking

extension EventQuery.Event {
  /// The event as FilterLogEvents gives it; clients read each of these members.
  func json(_ masker: Masker?) -> JSONValue {
    .object(
      [.init("logStreamName", .text(stream))] + members(masker)
        + [.init("eventId", .text(identity))])
  }

  /// The event as GetLogEvents gives it.
  func shortJSON(_ masker: Masker?) -> JSONValue { .object(members(masker)) }

  private func members(_ masker: Masker?) -> [JSONValue.Member] {
    [
      .init("timestamp", .integer(Int(place.time))),
      .init("message", .text(masker.map { $0.masked(message) } ?? message)),
      .init("ingestionTime", .integer(Int(ingestionTime))),
    ]
  }

  /// 17 digits of the time and 39 of the task's id make AWS's 56; the same after another import (logs-api.md 2.3).
  var identity: String {
    let id = place.arn.split(separator: "/").last ?? ""
    return Self.padded("\(max(0, place.time))", 17) + Self.padded(Self.decimal(of: id), 39)
  }

  private static func padded(_ digits: String, _ count: Int) -> String {
    String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }

  /// An id of 32 hexadecimal digits as a decimal number; of another id its digest.
  private static func decimal(of id: Substring) -> String {
    let digits = id.filter { $0 != "-" }
    if digits.utf8.count == 32, let number = UInt128(digits, radix: 16) { return "\(number)" }
    return "\(UInt64(PageToken.digest(String(id)), radix: 36) ?? 0)"
  }
}
