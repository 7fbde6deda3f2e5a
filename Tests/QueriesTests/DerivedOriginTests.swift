import FixtureArchive
import Queries
import SQLite
import Storage
import TestSupport
import Testing

/// Events without `account` or `region`, as emulators of AWS write them: the archive has those of the task's ARN, and the
/// event is as it came.
@Suite struct DerivedOriginTests {
  @Test func columnsHaveThoseOfTheARN() throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    let messages = Self.messages
    try write(messages.map { LogRecord(message: $0) }, to: archive)
    let sql = { (text: String) in try archive.connection.integer(text) }
    let origin = "account = '\(Self.account)' AND region = 'eu-north-1'"
    #expect(try sql("SELECT count(*) FROM stopped_tasks WHERE \(origin)") == 3)
    #expect(
      try sql("SELECT count(*) FROM export_hours WHERE account_id IS NULL OR region_id IS NULL")
        == 0)
    #expect(try sql("SELECT count(DISTINCT account_id) FROM export_hours") == 1)

    let runner = try QueryRunner(archive)
    let found = try Rows("fields @message", runner).lines.compactMap {
      FlatJSON(String($0), isEvent: false)?["@message"]
    }
    #expect(Set(found) == Set(messages))
  }

  @Test(arguments: [
    ("ispresent(account)", 1), ("account = \"\(Self.account)\"", 1), ("not ispresent(region)", 1),
    ("region like /eu/", 2),
  ])
  func queriesSeeTheEvent(_ filter: String, _ count: Int) throws {
    let folder = TemporaryFolder()
    let archive = try Archive(path: folder.path + "/archive.sqlite", .write)
    try write(Self.messages.map { LogRecord(message: $0) }, to: archive)
    let runner = try QueryRunner(archive)
    #expect(
      try Rows("filter \(filter) | stats count(*) as n", runner).text == "{\"n\":\(count)}\n")
  }

  private static let account = "000012345678"

  /// A usual event, one without `account`, and one without either.
  private static var messages: [String] {
    [[], ["account"], ["account", "region"]].enumerated().map { number, missing in
      var event = PlainEvent.fargate.replacingEverywhere(
        PlainEvent.taskID, with: String(repeating: "\(number)", count: 32))
      for name in missing { event[name] = nil }
      return event.text()
    }
  }
}
