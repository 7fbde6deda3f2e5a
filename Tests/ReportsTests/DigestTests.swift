import FixtureArchive
import Pages
import Reports
import Storage
import TestSupport
import Testing

/// What is told in a chat.
@Suite struct DigestTests {
  private static func digest(_ archive: borrowing Archive, days: Int64?) throws -> String {
    var request = ReportRequest(coversAllTime: days == nil, now: now)
    if let days {
      request.end = now
      request.start = now - days * 86_400_000
    }
    return try Digest(ReportRunner(archive), request, in: .standard).text
  }

  @Test func tellsWhatHappened() throws {
    let text = try Self.digest(try FixtureArchive.open(), days: nil)
    #expect(text.contains("\n\n**27 tasks stopped** in "))
    #expect(text.contains("\n\n**Abnormal stops by cause and service**\n- `"))
    #expect(text.contains("\n\n**Out-of-memory kills**\n- "))
    #expect(
      text.hasSuffix("`")
        && text.contains("More: `ecs-stops report --all --html page.html --start "))
  }

  @Test func ofNothing() throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    #expect(
      try Self.digest(archive, days: 7).contains("\n\n**Warning:** This archive has no stops; "))
  }

  /// Names as long as AWS allows and longer, and all that chats would take for markup.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func fitsIntoAMessage(seed: UInt64) throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    var generator = EventGenerator(seed: seed)
    let long = String(repeating: "*_`\\n<b>|é", count: 40)
    let records = (0..<300).map { number in
      LogRecord(
        message: generator.event().text().replacing(
          "service:", with: "service:\(number % 90)\(long)"),
        loggedAt: now - Int64(number) * 3_600_000)
    }
    try write(records, to: archive, skippingOthers: true)
    let text = try Self.digest(archive, days: 7)
    #expect(text.utf16.count <= Digest.lengthMax && text.count > 900, "\(text.count)")
    #expect(text.contains("more"))
    for line in text.split(separator: "\n") { #expect(line.count(where: { $0 == "`" }) % 2 == 0) }
  }
}
