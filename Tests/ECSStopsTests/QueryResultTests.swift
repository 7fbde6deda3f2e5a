import ECSStops
import TestSupport
import Testing

/// A library's caller is told of rows that a limit has left out.
@Suite struct QueryResultTests {
  private static func archive(_ place: Workplace) throws -> StoppedTasks {
    try place.export(stops(20, seed: 3), to: "a/one/000000.gz")
    let archive = StoppedTasks(path: place.archivePath)
    try archive.ingest([place.bucket])
    return archive
  }

  @Test func aCutIsTold() throws {
    let place = try Workplace()
    let archive = try Self.archive(place)
    let cut = try archive.query("fields detail.taskArn", limit: 5)
    #expect(cut.count == 5 && cut.isCut && cut.total == 20)
    let filtered = try archive.query("stats count(*) by detail.taskArn", limit: 19)
    #expect(filtered.count == 19 && filtered.isCut && filtered.total == nil)
  }

  @Test(arguments: [nil, 20, 100_000, .max] as [Int?])
  func aResultThatIsWholeIsNot(_ limit: Int?) throws {
    let place = try Workplace()
    let archive = try Self.archive(place)
    let all = try archive.query("fields detail.taskArn", limit: limit)
    #expect(all.count == 20 && !all.isCut && all.total == nil)
    // The query's own limit is what it asks for.
    let few = try archive.query("fields detail.taskArn | limit 3", limit: limit)
    #expect(few.count == 3 && !few.isCut)
    #expect(few.map { $0["detail.taskArn"] } == all.prefix(3).map { $0["detail.taskArn"] })
  }
}
