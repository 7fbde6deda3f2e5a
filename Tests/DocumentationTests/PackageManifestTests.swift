import Foundation
import Testing

@Suite("Package.swift") struct PackageManifestTests {
  /// Tests in a folder that is not a target would never run, and nothing would tell.
  @Test("each folder of tests is a target")
  func everyFolderOfTestsIsATarget() throws {
    let tests = repositoryPath("Tests").path(percentEncoded: false)
    let folders = try FileManager.default.contentsOfDirectory(atPath: tests)
      .filter { $0.hasSuffix("Tests") }
    let paths = Set(try PackageManifest().targets.filter(\.isTest).map(\.path))
    #expect(folders.count > 15)
    for folder in folders.map({ "Tests/\($0)" }) where !paths.contains(folder) {
      Issue.record("\(folder) is not a target: add a testTarget to Package.swift")
    }
  }
}
