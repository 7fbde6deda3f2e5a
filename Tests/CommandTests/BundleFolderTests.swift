import Foundation
import Testing

/// What an interrupted bundle command leaves.
@Suite struct BundleFolderTests {
  /// A folder with an archive, and a bundle at work in it.
  private static func begin() throws -> (program: RunningProgram, folder: TestFolder) {
    let folder = try TestFolder()
    try TestArchive.stops.make(in: folder)
    return (try RunningProgram(["bundle", "b"], in: folder), folder)
  }

  /// The names of unfinished folders, once there is one.
  private static func unfinished(in folder: TestFolder) throws -> [String] {
    for _ in 0..<3000 {
      let names = try folder.names().filter { $0.hasPrefix("b.") }
      if !names.isEmpty { return names }
      usleep(1000)
    }
    return []
  }

  @Test func whatAKilledBundleLeftIsDeletedByTheNext() throws {
    var left: [String] = []
    var folder = try TestFolder()
    // It may be done before it is killed.
    for _ in 0..<20 where left.isEmpty {
      let begun = try Self.begin()
      folder = begun.folder
      _ = try Self.unfinished(in: folder)
      begun.program.send(SIGKILL)
      _ = begun.program.exitCode()
      left = try folder.names().filter { $0.hasSuffix(".part") }
    }
    let name = try #require(left.first)
    let next = try ProgramRun("bundle", "c", in: folder)
    #expect(next.exitCode == 0)
    #expect(
      next.standardError.contains(
        "deleted \(name), left over from a bundle command that was killed"))
    #expect(try folder.names().filter { $0.hasSuffix(".part") } == [])
    #expect(try folder.names().contains("c"))
  }

  @Test(arguments: [1, 2]) func aSignalLeavesNothing(_ count: Int) throws {
    let (program, folder) = try Self.begin()
    _ = try Self.unfinished(in: folder)
    for _ in 0..<count { program.send(SIGINT) }
    let code = program.exitCode()
    #expect(code == 130 || code == 0)
    #expect(try folder.names().filter { $0.hasSuffix(".part") } == [])
  }

  /// A folder that looks like one of ours and is not is left alone, as is one that somebody works in.
  @Test func othersAreLeftAlone() throws {
    let folder = try TestFolder()
    try TestArchive.stops.make(in: folder)
    try FileManager.default.createDirectory(
      atPath: folder.file("x.1.part"), withIntermediateDirectories: true)
    #expect(try ProgramRun("bundle", "b/", in: folder).exitCode == 0)
    #expect(try folder.names().contains("x.1.part"))
    #expect(try folder.names().contains("b"))
  }
}
