import Foundation
import SQLite
import Storage
import TestSupport
import Testing
import Verdicts

/// A user's list of sidecars is stored in the archive and applies to all of its stops.
struct SidecarSettingsTests {
  /// A job whose helper was killed; its name is in no list of the rules.
  private func record(_ number: Int) -> Record {
    let id = String(repeating: "\(number)", count: 32)
    return Record(
      message: """
        {"version":"0","id":"\(number)","detail-type":"ECS Task State Change","source":"aws.ecs",
        "account":"000000000042","time":"2026-11-20T08:00:39Z","region":"eu-north-1","resources":[],
        "detail":{"taskArn":"arn:aws:ecs:eu-north-1:000000000042:task/yard/\(id)","lastStatus":"STOPPED",
        "group":"family:ledger","stopCode":"EssentialContainerExited","version":3,
        "stoppedReason":"Essential container in task exited","startedAt":"2026-11-20T07:00:00Z",
        "updatedAt":"2026-11-20T08:00:39Z","containers":[{"name":"ledger","exitCode":0},
        {"name":"pusher","exitCode":137}]}}
        """)
  }

  private func categories(_ archive: borrowing Archive) throws -> [String] {
    try archive.connection.rows("SELECT category FROM stopped_tasks ORDER BY task_arn").map {
      guard case .text(let text) = $0[0] else { return "" }
      return text
    }
  }

  @Test func anEmptyArchiveTakesTheListOfItsFirstIngest() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let list = try SidecarList("pusher")
    #expect(try archive.adopt(list))
    #expect(try SidecarList(in: archive.connection) == list)
    try write([record(1)], to: archive)
    #expect(try categories(archive) == ["essential_container_exited"])
    #expect(try archive.statistics().classifiedByOlderRules == 0)
    #expect(try archive.statistics().rulesVersion == VerdictClassifier.rulesVersion(with: list))
    #expect(try archive.adopt(list))
  }

  @Test func anArchiveWithStopsKeepsItsListUntilTheyAreJudgedAgain() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    try write([record(1)], to: archive)
    let list = try SidecarList("pusher")
    #expect(try !archive.adopt(list))
    try write([record(2)], to: archive)
    #expect(try categories(archive) == ["out_of_memory", "out_of_memory"])
    #expect(try archive.statistics().classifiedByOlderRules == 0)

    let plan = try Reclassifier(archive, sidecars: list).plan()
    #expect(plan.changed == 2)
    #expect(try SidecarList(in: archive.connection).isEmpty)
    #expect(try Reclassifier(archive, sidecars: list).reclassify() == plan)
    #expect(try categories(archive) == Array(repeating: "essential_container_exited", count: 2))
    // From now on it is the archive's.
    try write([record(3)], to: archive)
    #expect(try Set(categories(archive)) == ["essential_container_exited"])
    #expect(try Reclassifier(archive).reclassify().changed == 0)
    #expect(try archive.statistics().rules.count == 1 && archive.statistics().sidecars == 1)

    #expect(try Reclassifier(archive, sidecars: SidecarList()).reclassify().changed == 3)
    #expect(try Set(categories(archive)) == ["out_of_memory"])
    #expect(
      try archive.connection.integer("SELECT count(*) FROM settings WHERE name = 'sidecars'") == 0)
  }

  @Test func anExtractHasTheListOfItsArchive() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let list = try SidecarList("pusher\n!envoy")
    #expect(try archive.adopt(list))
    try write([record(1)], to: archive)
    let other = TemporaryArchive()
    try ArchiveExtract(
      of: temporary.path,
      ArchiveExtract.Selection(
        clusters: nil, groups: nil,
        content: ExtractSettings.Content(window: 0...(1 << 52), scope: [], sourceStops: nil),
        earlierStart: 0)
    ).write(to: other.path, now: 0)
    let extract = try Archive(path: other.path, .read)
    #expect(try SidecarList(in: extract.connection) == list)
    #expect(try extract.statistics().classifiedByOlderRules == 0)
  }
}
