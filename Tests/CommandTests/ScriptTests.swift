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
    ("test-capture", ["--nightly", "--nightly"]), ("test-docs", ["--record"]),
    ("pictures", ["--help"]),
    ("quickstart", ["--help"]),
    ("fuzz", ["soon"]), ("fuzz", [""]), ("fuzz", ["1", "writer"]), ("fuzz", ["--list", "reader"]),
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

  /// A fuzzer that reports so many edges, or a crash.
  private func fuzzer(edges: Int, exitCode: Int = 0) throws -> String {
    let program = "fuzz-\(edges)-\(exitCode)"
    try FileManager.default.createDirectory(
      atPath: folder.file(program), withIntermediateDirectories: true)
    let log = "#9 INITED cov: \(edges) ft: 9\\nstat::number_of_executed_units: 42\\n"
    try folder.write(
      "#!/bin/sh\nprintf '\(log)' >&2\nexit \(exitCode)\n", to: program + "/fuzz")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.file(program + "/fuzz"))
    return "case \"$*\" in *--show-bin-path) echo '\(folder.file(program))' ;; esac"
  }

  @Test("fuzz says how much an entry covers, and fails with a finding or without instrumentation")
  func fuzz() throws {
    for (edges, exitCode, expected) in [(4321, 0, 0), (4321, 77, 1), (12, 0, 1)] {
      let run = try ScriptRun(
        "fuzz", ["--try", "json"], in: folder,
        programs: ["swift": try fuzzer(edges: edges, exitCode: exitCode)])
      #expect(run.exitCode == expected, "\(run.standardError)")
      let finding = exitCode == 0 ? "no finding" : "a finding"
      #expect(
        run.standardOutput
          == "fuzz json: 42 inputs in 3 s, \(edges) edges (\(edges) before), \(finding)\n")
      #expect(run.calls.allSatisfy { $0.contains("--product fuzz") })
    }
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

  @Test("man-pages writes a page for the command and one for each subcommand")
  func manPages() throws {
    let run = try ScriptRun("man-pages", [BuiltCommand.path, folder.file("man")], in: folder)
    try #require(run.exitCode == 0, "\(run.standardError)")
    for name in ["ecs-stops", "ecs-stops-ingest", "ecs-stops-report"] {
      let page = try folder.text("man/\(name).1")
      #expect(page.contains("\n.TH ") && page.contains(".SH EXIT STATUS"), "\(name)")
    }
    let mistake = try ScriptRun("man-pages", in: folder)
    #expect(mistake.exitCode == 64)
    #expect(mistake.standardError.hasPrefix("usage: Scripts/man-pages"))
  }

  @Test("each script is run by a test, by Scripts/test, or by a script that they run")
  func eachScriptIsRun() throws {
    let scripts = ScriptRun.repository + "/Scripts"
    var untried = try FileManager.default.contentsOfDirectory(atPath: scripts).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(scripts)/\(name)", isDirectory: &isFolder)
        && !isFolder.boolValue && name != "test"
    }
    let tests = ["ScriptTests", "CorpusScriptTests"].map { "/Tests/CommandTests/\($0).swift" }
    var runners = try (tests + ["/Scripts/test"]).map {
      try String(contentsOfFile: ScriptRun.repository + $0, encoding: .utf8)
    }
    while let runner = runners.popLast() {
      for name in untried where Self.mentions(name, in: runner) {
        untried.removeAll { $0 == name }
        runners.append(try String(contentsOfFile: "\(scripts)/\(name)", encoding: .utf8))
      }
    }
    #expect(untried == [])
  }

  /// Whether a test or script runs a script or, if it is a module, imports it.
  private static func mentions(_ script: String, in text: String) -> Bool {
    text.contains("ScriptRun(\"\(script)\"") || text.contains("Scripts/\(script)")
      || script.hasSuffix(".py") && text.contains("import \(script.dropLast(3))")
  }

  @Test("quickstart prints how to go on with its archive")
  func quickstart() throws {
    let run = try ScriptRun("quickstart", in: folder)
    #expect(run.exitCode == 0, "\(run.standardError)")
    for answer in ["service_scaling", "detail.taskArn", "detail.containers.0.exitCode"] {
      #expect(run.standardOutput.contains(answer))
    }
    let last = run.standardOutput.split(separator: "\n").suffix(2).joined(separator: "\n")
    let goesOn = try ProgramRun(
      "/bin/sh", ["-c", "\(last)\necs-stops report reasons"], in: folder)
    #expect(goesOn.exitCode == 0 && goesOn.standardOutput.contains("service_scaling"))
    let again = try ScriptRun("quickstart", in: folder)
    #expect(again.exitCode == 1)
    #expect(again.standardError.contains("archive.sqlite exists, and sample data would be mixed"))
    try folder.addFixtures()
    let own = try ScriptRun("quickstart", ["stops.ndjson"], in: folder)
    #expect(own.exitCode == 0 && own.standardOutput.contains("8 records: 5 stored"))
  }

  @Test("pictures draws what the command prints, and its page")
  func pictures() throws {
    let run = try ProgramRun(
      "\(ScriptRun.repository)/Scripts/pictures", [folder.file("pictures")], in: folder,
      environment: ["ECS_STOPS_COMMAND": BuiltCommand.path])
    try #require(run.exitCode == 0, "\(run.standardError)")
    try Self.checkPictures(in: folder.file("pictures"))
    let terminal = try folder.text("pictures/terminal.svg")
    for shown in [">ecs-stops report", ">Why tasks stopped ·", "abnormal", "</svg>"] {
      #expect(terminal.contains(shown), "the terminal does not show \(shown)")
    }
    #expect(try folder.bytes("pictures/page-dark.png") != folder.bytes("pictures/page-light.png"))
  }

  @Test("the README shows pictures that are there")
  func picturesOfTheReadme() throws {
    let readme = try String(contentsOfFile: ScriptRun.repository + "/README.md", encoding: .utf8)
    let shown = readme.matches(
      of: /(?:src|srcset)="docs\/pictures\/([^"]+)"|\]\(docs\/pictures\/([^)]+)\)/)
    #expect(Set(shown.map { String($0.1 ?? $0.2 ?? "") }) == Set(Self.pictures))
    try Self.checkPictures(in: ScriptRun.repository + "/docs/pictures")
  }

  private static let pictures = ["page-dark.png", "page-light.png", "terminal.svg"]

  private static func checkPictures(in folder: String) throws {
    for name in pictures {
      let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
      let start = name.hasSuffix(".svg") ? Data("<svg ".utf8) : Data([0x89, 0x50, 0x4E, 0x47])
      #expect(bytes.starts(with: start))
      #expect(bytes.count > 5_000 && bytes.count < 150_000, "\(name) has \(bytes.count) bytes")
    }
  }
}
