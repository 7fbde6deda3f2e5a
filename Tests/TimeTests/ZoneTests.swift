import Foundation
import TestSupport
import Testing
import Time

/// Times in the zones of places.
@Suite struct ZoneTests {
  @Test(
    arguments: [
      (0, "Asia/Tokyo", "1970-01-01 09:00:00 +0900 JST 0"),
      (1_769_814_463_000, "Asia/Tokyo", "2026-01-31 08:07:43 +0900 JST 1769814463"),
      (1_769_814_463_000, "Europe/Berlin", "2026-01-31 00:07:43 +0100 CET 1769814463"),
      // The last second of winter time, the first of summer time, and the same in autumn.
      (1_774_745_999_000, "Europe/Berlin", "2026-03-29 01:59:59 +0100 CET 1774745999"),
      (1_774_746_000_000, "Europe/Berlin", "2026-03-29 03:00:00 +0200 CEST 1774746000"),
      (1_792_889_999_000, "Europe/Berlin", "2026-10-25 02:59:59 +0200 CEST 1792889999"),
      (1_792_890_000_000, "Europe/Berlin", "2026-10-25 02:00:00 +0100 CET 1792890000"),
      // After the last change that the file lists.
      (4_086_072_000_000, "Europe/Berlin", "2099-06-25 14:00:00 +0200 CEST 4086072000"),
      (4_070_908_800_000, "America/New_York", "2098-12-31 19:00:00 -0500 EST 4070908800"),
      // South of the equator, by half an hour, and around days that were skipped.
      (1_769_814_463_000, "Australia/Lord_Howe", "2026-01-31 10:07:43 +1100 +11 1769814463"),
      (1_782_864_000_000, "Australia/Lord_Howe", "2026-07-01 10:30:00 +1030 +1030 1782864000"),
      (1_325_239_199_000, "Pacific/Apia", "2011-12-29 23:59:59 -1000 -10 1325239199"),
      (1_325_239_200_000, "Pacific/Apia", "2011-12-31 00:00:00 +1400 +14 1325239200"),
      // Winter time that is ahead of summer time's name, and time before it had a name.
      (1_769_814_463_000, "Europe/Dublin", "2026-01-30 23:07:43 +0000 GMT 1769814463"),
      (-3_000_000_000_000, "Europe/Berlin", "1874-12-07 19:33:28 +0053 LMT -3000000000"),
      (1_769_814_463_000, "America/Argentina/Ushuaia", "2026-01-30 20:07:43 -0300 -03 1769814463"),
      (1_769_814_463_000, "Etc/GMT+2", "2026-01-30 21:07:43 -0200 -02 1769814463"),
      (1_769_814_463_000, "EST5EDT", "2026-01-30 18:07:43 -0500 EST 1769814463"),
    ] as [(Int64, String, String)])
  func timesAreThoseOfThePlace(_ time: Int64, _ zone: String, _ expected: String) {
    let text = formatted(time, "%F %T %z %Z %s", zone)
    #expect(text == expected)
  }

  @Test(
    arguments: [
      ("2026-01-31 09:30", "Asia/Tokyo", 1_769_819_400_000),
      ("2026-07-01 00:00", "Europe/Berlin", 1_782_856_800_000),
      // An hour that is skipped is read by the clock from before, one that comes twice is the first.
      ("2026-03-29 02:30", "Europe/Berlin", 1_774_747_800_000),
      ("2026-10-25 02:30", "Europe/Berlin", 1_792_888_200_000),
      ("2026-10-25 03:00", "Europe/Berlin", 1_792_893_600_000),
      ("2011-12-30 12:00", "Pacific/Apia", 1_325_282_400_000),
    ] as [(String, String, Int64)])
  func textsAreReadInThePlace(_ text: String, _ zone: String, _ expected: Int64) {
    #expect(parsed(text, "yyyy-MM-dd HH:mm", zone) == expected)
  }

  /// Python reads the same files with code of its own.
  @Test func allZonesAgreeWithPython() throws {
    // GMT is another word for UTC here.
    let zones = try Self.run(
      "import zoneinfo; print(*sorted(zoneinfo.available_timezones()), sep='\\n')"
    ).map(String.init).filter {
      !$0.hasPrefix("GMT") && ZoneDatabase.system.zone(named: $0) != nil
    }
    try #require(zones.count > 300, "the package tzdata is missing")
    var random = SeededGenerator(seed: 7)
    let times = (0..<60).map { _ in Int64(random.below(8_000_000)) * 1000 - 3_000_000_000 }
    let answers = try Self.python(zones, times)
    #expect(answers.count == zones.count * times.count)
    var index = 0
    for zone in zones {
      for time in times {
        let own = formatted(time * 1000, "%F %T %Z", zone)
        #expect(own == String(answers[index]), "\(zone) at \(time)")
        index += 1
      }
    }
  }

  private static func python(_ zones: [String], _ times: [Int64]) throws -> [Substring] {
    let script = """
      import sys
      from datetime import datetime, timedelta, timezone
      from zoneinfo import ZoneInfo
      zones, times = [line.split() for line in sys.stdin.read().splitlines()]
      epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)
      for zone in zones:
          place = ZoneInfo(zone)
          for time in times:
              local = (epoch + timedelta(seconds=int(time))).astimezone(place)
              print(local.strftime("%Y-%m-%d %H:%M:%S ") + local.tzname())
      """
    let lines = [zones.joined(separator: " "), times.map { "\($0)" }.joined(separator: " ")]
    return try run(script, input: lines.joined(separator: "\n"))
  }

  /// The lines that a Python program prints.
  private static func run(_ script: String, input text: String = "") throws -> [Substring] {
    let run = try ChildProcess.run("/usr/bin/env", ["python3", "-c", script], input: text)
    return run.output.split(separator: "\n")
  }

  @Test func aFolderThatIsNotThereHasNoZones() {
    let database = ZoneDatabase(folder: "/nowhere")
    #expect(database.zone(named: "Europe/Berlin") == nil)
  }
}
