import Foundation
import FuzzEntries
import TestSupport
import Testing

/// What is fuzzed holds of its seeds, of what was found once, and of a few damaged copies of these.
@Suite struct FuzzEntryTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fuzz")

  private static let names = FuzzEntry.all.map(\.name)

  private func inputs(of entry: String, in folder: String) throws -> [(
    name: String, bytes: [UInt8]
  )] {
    let folder = Self.root.appending(path: "\(folder)/\(entry)")
    guard FileManager.default.fileExists(atPath: folder.path()) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted().map {
      ($0, Array(try Data(contentsOf: folder.appending(path: $0))))
    }
  }

  @Test(arguments: names) func inputsHold(entry name: String) throws {
    let entry = try #require(FuzzEntry.all.first { $0.name == name })
    let seeds = try inputs(of: name, in: "Seeds")
    #expect(!seeds.isEmpty, "each entry has a folder of seeds")
    let check = try entry.prepare()
    var random = SeededGenerator(seed: TestRun.seed())
    for (file, bytes) in try seeds + inputs(of: name, in: "Found") {
      try expect(bytes, file, check)
      for _ in 0..<(TestRun.isNightly ? 20 : 2) {
        let damaged = Self.damaged(bytes, &random)
        try expect(damaged, "\(file), damaged: \(String(decoding: damaged, as: UTF8.self))", check)
      }
    }
  }

  private func expect(_ bytes: [UInt8], _ name: String, _ check: FuzzEntry.Check) throws {
    do {
      try bytes.withUnsafeBytes(check)
    } catch let finding as Finding {
      Issue.record("\(name): \(finding)")
    }
  }

  /// A copy with some bytes changed, or a piece twice or not at all.
  private static func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    guard !bytes.isEmpty else { return [UInt8(random.below(256))] }
    var damaged = bytes
    let start = random.below(bytes.count)
    let end = min(bytes.count, start + 1 + random.below(20))
    switch random.below(3) {
    case 0: damaged[start] = random.pick(bytes)
    case 1: damaged.removeSubrange(start..<end)
    default: damaged.insert(contentsOf: bytes[start..<end], at: random.below(bytes.count))
    }
    return damaged
  }

  /// Without it, Scripts/fuzz would not know an entry, or would pass one over.
  @Test func scriptKnowsAllEntries() throws {
    let script = Self.root.appending(path: "../../Scripts/fuzz").standardized.path()
    let run = try ChildProcess.run(script, ["--list"])
    #expect(run.exitCode == 0)
    #expect(run.output.split(separator: "\n").map(String.init) == Self.names.sorted())
  }
}
