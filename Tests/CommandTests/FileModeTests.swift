import Foundation
import Testing

/// Who may read what the command creates.
@Suite struct FileModeTests {
  @Test(arguments: ["000", "022", "077", "777"])
  func whatIsCreatedIsItsOwnersAlone(umask: String) throws {
    let folder = try TestFolder()
    try folder.write(PlantedSecrets.lines, to: "events.json")
    let run = try ProgramRun(
      "/bin/sh",
      [
        "-ec",
        """
        umask \(umask)
        export ECS_STOPS_ARCHIVE=new/inner/archive.sqlite
        ecs-stops ingest events.json
        ecs-stops report --all --html page.html
        ecs-stops sql 'SELECT 1' --output rows.csv
        ecs-stops bundle part
        """,
      ], in: folder)
    #expect(run.exitCode == 0, "\(run.standardError)")
    for name in ["new", "new/inner", "part", "part/queries"] {
      #expect(try mode(folder, name) == "700", "\(name)")
    }
    let files = [
      "new/inner/archive.sqlite", "new/inner/archive.sqlite-wal", "new/inner/archive.sqlite-shm",
      "page.html",
      "rows.csv", "part/archive.sqlite", "part/report.html", "part/README.txt",
      "part/queries/stops.sql",
    ]
    for name in files { #expect(try mode(folder, name) == "600", "\(name)") }
  }

  @Test func whatExistsKeepsItsMode() throws {
    let folder = try TestFolder()
    try folder.write(PlantedSecrets.lines, to: "events.json")
    _ = try ProgramRun("ingest", "events.json", in: folder)
    try folder.write("", to: "rows.csv")
    for name in ["archive.sqlite", "rows.csv"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o640], ofItemAtPath: folder.file(name))
    }
    _ = try ProgramRun("ingest", "events.json", in: folder)
    _ = try ProgramRun("sql", "SELECT 1", "--output", "rows.csv", in: folder)
    #expect(try mode(folder, "archive.sqlite") == "640")
    #expect(try mode(folder, "archive.sqlite-wal") == "640")
    #expect(try mode(folder, "rows.csv") == "640")
  }

  private func mode(_ folder: TestFolder, _ name: String) throws -> String {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
    return String((attributes[.posixPermissions] as? Int) ?? 0, radix: 8)
  }
}
