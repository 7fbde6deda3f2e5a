import Foundation
import Testing

/// The files of `Scripts`, each tried in small.
@Suite("Scripts") struct ScriptTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  static let mistakes: [(script: String, arguments: [String])] = [
    ("test", ["--slow"]), ("test", ["--filter"]), ("test", ["--filter", ""]),
    ("test", ["--fast", "--nightly"]), ("test", ["--filter", "A", "--fast"]), ("test", ["A"]),
    ("lint", ["--fast"]), ("lint", ["--fix", "A"]), ("build", ["fast"]),
    ("build", ["debug", "release"]), ("test-capture", ["--fast"]), ("test-capture", [""]),
    ("test-capture", ["--nightly", "--nightly"]),
  ]

  @Test("a mistake in the arguments is said, and nothing is run", arguments: mistakes.indices)
  func mistakesAreUsageErrors(index: Int) throws {
    let (script, arguments) = Self.mistakes[index]
    let run = try ScriptRun(script, arguments, in: folder)
    #expect(run.exitCode == 64)
    #expect(run.standardError.hasPrefix("usage: Scripts/\(script)"))
    #expect(run.calls.isEmpty)
  }

  private static let buildOfTests =
    "swift build --build-tests --explicit-target-dependency-import-check error"
  private static let runOfTests = "swift test --skip-build --disable-xctest"

  @Test("test --filter builds, runs what it names, and installs nothing")
  func testFilter() throws {
    let run = try ScriptRun("test", ["--filter", "A|B"], in: folder)
    #expect(run.exitCode == 0)
    #expect(run.calls == [Self.buildOfTests, Self.runOfTests + " --filter A|B"])
  }

  @Test("test --fast checks the format, skips what is slow, says so, and installs nothing")
  func testFast() throws {
    let run = try ScriptRun("test", ["--fast"], in: folder)
    #expect(run.exitCode == 0)
    try #require(run.calls.count == 3)
    #expect(run.calls[0].hasPrefix("swift format lint --strict"))
    #expect(run.calls[1] == Self.buildOfTests)
    let skipped = run.calls[2].components(separatedBy: " --skip ")
    #expect(skipped[0] == Self.runOfTests)
    #expect(skipped.count > 1)
    for test in skipped.dropFirst() {
      #expect(run.standardError.contains("  \(test) "), "\(test) is left out and not named")
      for name in test.matches(of: /\w+/) {
        #expect(try Self.isTest(String(name.0)), "there is no test \(name.0)")
      }
    }
  }

  /// Whether a target, suite or function of the tests has a name.
  private static func isTest(_ name: String) throws -> Bool {
    let tests = ScriptRun.repository + "/Tests"
    if FileManager.default.fileExists(atPath: "\(tests)/\(name)") { return true }
    let files = FileManager.default.enumerator(atPath: tests)?.compactMap { $0 as? String } ?? []
    return try files.contains { file in
      guard file.hasSuffix(".swift") else { return false }
      let text = try String(contentsOfFile: "\(tests)/\(file)", encoding: .utf8)
      return ["struct", "class", "func"].contains { text.contains("\($0) \(name)") }
    }
  }

  @Test("test ends where the build fails")
  func testFailsWithTheBuild() throws {
    let run = try ScriptRun(
      "test", ["--fast"], in: folder, programs: ["swift": "[ $1 != build ] || exit 7"])
    #expect(run.exitCode == 7)
    #expect(run.calls.last == Self.buildOfTests)
  }

  @Test("lint checks, and corrects before with --fix")
  func lint() throws {
    let checks = try ScriptRun("lint", in: folder).calls
    #expect(checks.count == 1)
    let corrects = try ScriptRun("lint", ["--fix"], in: folder).calls
    #expect(corrects.dropFirst() == checks[...])
    #expect(corrects.first?.hasPrefix("swift format --in-place") == true)
  }

  @Test("build prints the path of the command")
  func build() throws {
    let run = try ScriptRun("build", in: folder)
    #expect(run.exitCode == 0)
    #expect(run.standardOutput == BuiltCommand.path + "\n")
    #expect(run.calls.contains { $0.hasPrefix("swift build -c release --product ecs-stops") })
  }

  @Test("install-packages installs what is missing, and is silent where nothing is")
  func installPackages() throws {
    let complete = try ScriptRun("install-packages", ["jq"], in: folder)
    #expect(complete.exitCode == 0)
    #expect(complete.standardOutput.isEmpty && complete.standardError.isEmpty)
    #expect(complete.calls.allSatisfy { $0.hasPrefix("dpkg-query") })
    #expect(complete.calls.contains { $0.hasSuffix(" jq") })
    let missing = try ScriptRun(
      "install-packages", ["jq"], in: folder,
      programs: ["dpkg-query": "case $* in *jq|*libmd-dev) ;; *) printf installed ;; esac"])
    #expect(missing.exitCode == 0)
    #expect(missing.standardError == "installing libmd-dev jq\n")
    #expect(missing.calls.last?.hasSuffix("--no-install-recommends libmd-dev jq") == true)
  }

  @Test("make-export makes the same export again, which can be ingested")
  func makeExport() throws {
    for name in ["one", "two"] {
      let arguments = ["--events", "50", "--days", "2", "--out", folder.file(name)]
      #expect(try ScriptRun("make-export", arguments, in: folder).exitCode == 0)
    }
    #expect(
      FileManager.default.contentsEqual(atPath: folder.file("one"), andPath: folder.file("two")))
    let run = try ProgramRun("ingest", "one", in: folder)
    #expect(run.exitCode == 0)
    #expect(run.standardError.contains(": 50 stored"), "\(run.standardError)")
  }

  @Test("test-quickstart finds the answers that quickstart prints")
  func quickstart() throws {
    let run = try ScriptRun("test-quickstart", in: folder)
    #expect(run.exitCode == 0, "\(run.standardError)")
    #expect(run.standardOutput.hasSuffix("quickstart: ok\n"))
  }

  @Test("the README shows what quickstart prints, cut short at each …")
  func quickstartOfTheReadme() throws {
    let readme = try String(contentsOfFile: ScriptRun.repository + "/README.md", encoding: .utf8)
    let block = readme.components(separatedBy: "\n```\n").first {
      $0.hasPrefix("$ ecs-stops ingest")
    }
    let lines = try #require(block).split(separator: "\n")
    let run = try ScriptRun("quickstart", in: folder)
    #expect(try folder.names() == ["archive.sqlite", "archive.sqlite-shm", "archive.sqlite-wal"])
    let printed = run.standardOutput.split(separator: "\n").map(Self.withoutPadding)
    for line in lines where !line.hasPrefix("$ ecs-stops ingest") {
      // How long the import takes differs from run to run.
      let cut = line.firstRange(of: #/ [\d.]+ s, |…/#).map { line[..<$0.lowerBound] } ?? line
      let start = Self.withoutPadding(cut)
      #expect(printed.contains { $0.hasPrefix(start) }, "quickstart does not print \(line)")
    }
  }

  private static func withoutPadding(_ line: Substring) -> String {
    line.split(separator: " ").joined(separator: " ")
  }
}
