import Testing

@testable import Exports

/// The forms in which formats write the time of a log record.
@Suite struct LogTimeTests {
  /// 2020-06-05T12:17:11.123Z.
  private static let time: Int64 = 1_591_359_431_123

  @Test(arguments: [
    "2020-06-05T12:17:11.123Z", "2020-06-05 12:17:11.123", "2020-06-05T12:17:11.123456789Z",
    "2020-06-05 12:17:11.123 UTC", "2020-06-05 12:17:11.123 +0000 UTC", "2020-06-05 12:17:11,123",
    "2020-06-05T14:17:11.123+02:00", "2020-06-05T14:17:11.123+0200", "2020-06-05 14:17:11.123 +02",
    "2020-06-05 07:47:11.123000 -04:30", "2020/06/05 12:17:11.123", "2020/06/05 12:17:11.123 GMT",
    "1591359431123", "1591359431.123", "1591359431123000", "1591359431123000000",
    "/Date(1591359431123)/",
  ])
  func isRead(_ text: String) {
    #expect(LogTime.milliseconds(text: text.utf8) == Self.time)
  }

  @Test(arguments: [
    "", "yesterday", "2020-06-05", "12:17:11", "2020-06-05T12:17:11.123+02:00:00:00",
    "2020-06-05T25:17:11Z", "2020-06-05 12:17:11 Berlin", " UTC", "+02:00", "/Date()/",
  ])
  func isNoTime(_ text: String) {
    #expect(LogTime.milliseconds(text: text.utf8) == nil)
  }
}
