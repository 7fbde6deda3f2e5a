import Foundation
import Migrations
import Testing

@Suite("Migrations") struct MigrationFilesTests {
  @Test(
    "each file of the folder is a step of the program, byte for byte and in order, or the views")
  func filesAreSteps() throws {
    let folder = repositoryPath("Migrations")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".sql") }.sorted()
    #expect(!files.isEmpty)
    let parts = ArchiveMigrations.steps + [("views", ArchiveMigrations.views)]
    #expect(parts.map { $0.name + ".sql" } == files)
    for step in parts {
      let file = try Data(contentsOf: folder.appending(path: step.name + ".sql"))
      #expect(Array(file) == step.sql, "\(step.name) was built from another text")
    }
  }

  @Test("files are numbered from 1 without gaps")
  func filesAreNumbered() {
    for (index, step) in ArchiveMigrations.steps.enumerated() {
      let digits = String(index + 1)
      let number = String(repeating: "0", count: 4 - digits.count) + digits
      #expect(step.name.hasPrefix(number + "_"))
    }
  }
}
