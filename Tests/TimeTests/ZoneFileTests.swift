import Foundation
import TestSupport
import Testing
import Time

@Suite struct ZoneFileTests {
  @Test func damagedFilesAreNoZones() throws {
    let file = try Array(Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin")))
    #expect(ZoneFile.rules(in: file) != nil)
    for length in 0..<file.count - 40 {
      _ = ZoneFile.rules(in: Array(file[..<length]))
    }
    #expect(ZoneFile.rules(in: Array(file[..<200])) == nil)
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      var damaged = file
      for _ in 0..<3 { damaged[random.below(200)] = UInt8(random.below(256)) }
      _ = ZoneFile.rules(in: damaged)?.clock(at: 1_800_000_000)
    }
  }
}
