import FixtureArchive
import Queries
import SQLite
import Storage
import Testing

/// When an archive's file is closed.
@Suite struct ClosingTests {
  /// A function that kept its connection would keep the file open for ever.
  @Test(arguments: [
    "fields @message, detail.taskArn | sort detail.taskArn desc",
    "stats latest(detail.stopCode), earliest(detail.group) by bin(1000d)",
    "pattern @message",
  ])
  func noFunctionKeepsTheConnection(_ text: String) throws {
    weak var connection: Connection?
    do {
      let archive = try FixtureArchive.open()
      connection = archive.connection
      let runner = try QueryRunner(archive)
      #expect(try !Rows(text, runner).lines.isEmpty)
      #expect(connection != nil)
    }
    #expect(connection == nil)
  }
}
