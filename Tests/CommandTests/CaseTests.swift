import Foundation
import TestSupport
import Testing

/// Every case file: commands for the shell, and what they print.
///
/// The commands run in a folder of their own that has the files of `Fixtures`. The note `archive: stops` puts an archive
/// there. A section that is missing says that there is nothing: no output, no message, exit code 0.
@Suite struct CaseTests {
  static let cases = Result { try CaseFile.all(in: "Cases") }

  @Test func casesAreThere() throws {
    let count = try Self.cases.get().count
    #expect(count >= 50)
  }

  @Test(arguments: try cases.get())
  func printsWhatItsFileSays(_ file: CaseFile) throws {
    try file.check(try Self.outputs(of: file), owning: ["stdout", "stderr", "exit"])
  }

  private static func outputs(of file: CaseFile) throws -> [CaseFile.Section] {
    let folder = try TestFolder()
    try folder.addFixtures()
    if let name = file.note("archive") {
      try #require(TestArchive(rawValue: name), "no such archive").make(in: folder)
    }
    let run = try ProgramRun(
      "/bin/sh", ["-c", file.input], in: folder, input: file["stdin"]?.text ?? "")
    var sections: [CaseFile.Section] = []
    if !run.standardOutput.isEmpty {
      sections.append(CaseFile.Section("stdout", text: stable(run.standardOutput, folder)))
    }
    if !run.standardError.isEmpty {
      sections.append(CaseFile.Section("stderr", text: stable(run.standardError, folder)))
    }
    if run.exitCode != 0 {
      sections.append(CaseFile.Section("exit", modifiers: ["\(run.exitCode)"], text: ""))
    }
    return sections
  }

  /// The text without what differs from run to run: the folder, how long something took, how old something is; and the
  /// version of the rules, which changes with each of them.
  private static func stable(_ text: String, _ folder: TestFolder) -> String {
    text.replacing(folder.path, with: "‹folder›")
      .replacing(/^(rules( +|,))[0-9a-f]{16}/.anchorsMatchLineEndings()) {
        "\($0.1)‹version of rules›"
      }
      .replacing(/[0-9.]+ s, [0-9,]+\/s$/.anchorsMatchLineEndings(), with: "‹time›")
      .replacing(/, [0-9,]+ days old/, with: ", ‹age› old")
      .replacing(/(wrote .+) \([0-9.]+ [kMG]?B\)/) { "\($0.1) (‹size›)" }
      .replacing(/; [0-9.]+ s$/.anchorsMatchLineEndings(), with: "; ‹time›")
  }
}
