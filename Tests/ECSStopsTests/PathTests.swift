import ECSStops
import Foundation
import Testing

/// Where the library finds its archive.
@Suite struct PathTests {
  @Test func anEmptyPathIsRefused() {
    let archive = StoppedTasks(path: "")
    for body in [
      { _ = try archive.ingest([]) }, { _ = try archive.query("limit 1") },
      { try archive.setRetention(days: 30) },
    ] as [() throws -> Void] {
      let error = #expect(throws: StoppedTasksError.self, performing: body)
      #expect(
        error?.message
          == "the path of the archive is empty; --archive or ECS_STOPS_ARCHIVE names a file")
    }
  }

  /// Names that are special to SQLite are names of files.
  @Test(arguments: ["file:x?mode=memory", "a%41?b#c.sqlite", "it's"])
  func aPathIsTheNameOfAFile(_ name: String) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/path-tests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // A second slash is not the authority of a URI.
    try StoppedTasks(path: "/" + folder + "/" + name).setRetention(days: 30)
    #expect(FileManager.default.fileExists(atPath: folder + "/" + name))
    #expect(try StoppedTasks(path: folder + "/" + name).query("stats count(*) as n").count == 1)
  }
}
