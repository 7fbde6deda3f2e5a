import Foundation
import Testing

/// Scripts/test-docs: pages show what their commands print.
@Suite("Scripts/test-docs") struct DocsScriptTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// Checks a page with the command under test; with `RECORD`, the page is rewritten.
  private func check(_ page: String, isRecording: Bool = false) throws -> ProgramRun {
    try ProgramRun(
      "\(ScriptRun.repository)/Scripts/test-docs", [page], in: folder,
      environment: ["ECS_STOPS_COMMAND": BuiltCommand.path].merging(
        isRecording ? ["RECORD": "1"] : [:]
      ) { $1 })
  }

  @Test("the pages of this repository are right", arguments: ["README.md", "docs/guide.md"])
  func pagesAreRight(page: String) throws {
    let isRecording = ProcessInfo.processInfo.environment["RECORD"] != nil
    let run = try check(page, isRecording: isRecording)
    #expect(run.exitCode == 0, "\(run.standardError)")
    #expect(run.standardOutput == "\(page): ok\n")
  }

  private static let page = """
    ```sh
    export NAME=world
    ```

    ```console
    $ echo "hello, $NAME" &&
    > tput cols
    hello, world
    100
    $ seq 9
    1
    …
    9
    $ ecs-stops sql 'SELECT count(*) AS stops FROM tasks'
    stops
    ─────
     5000
    $ ecs-stops report nosuch 2> message
    $ echo $?
    64
    ```

    """

  @Test("a page that is right passes and is not changed")
  func rightPage() throws {
    try folder.write(Self.page, to: "page.md")
    let run = try check(folder.file("page.md"), isRecording: true)
    #expect(run.exitCode == 0, "\(run.standardError)")
    #expect(try folder.text("page.md") == Self.page)
  }

  @Test("output that is not what a page shows is a failure, and is recorded")
  func wrongPage() throws {
    let wrong = Self.page.replacing("hello, world\n", with: "hello, you\n")
      .replacing("…\n9\n", with: "…\n8\n").replacing("─────\n", with: "").replacing(
        " 5000", with: "5000")
    try folder.write(wrong, to: "page.md")
    let page = folder.file("page.md")
    let run = try check(page)
    #expect(run.exitCode == 1)
    #expect(run.standardOutput == "\(page): differs\n")
    for line in ["-hello, you", "+hello, world", "-8", "+9", "+─────", "-5000", "+ 5000"] {
      #expect(
        run.standardError.contains("\n\(line)\n"), "\(line) is missing in \(run.standardError)")
    }
    #expect(try folder.text("page.md") == wrong)
    #expect(try check(page, isRecording: true).exitCode == 1)
    #expect(try folder.text("page.md") == Self.page)
  }

  @Test(
    "a command that fails is a failure, even if the page shows its output",
    arguments: ["```sh\nfalse\ntrue\n```\n", "```console\n$ ls nosuch 2> message\n```\n"])
  func failingCommand(page: String) throws {
    try folder.write(page, to: "page.md")
    let run = try check(folder.file("page.md"), isRecording: true)
    #expect(run.exitCode == 1)
    #expect(run.standardError.contains("exit status"))
    #expect(try folder.text("page.md") == page)
  }

  @Test("a page that is not there, or has no commands, is an error")
  func pageWithoutCommands() throws {
    #expect(try check("nosuch.md").standardError == "error: there is no page nosuch.md\n")
    try folder.write("# Nothing\n", to: "page.md")
    let run = try check(folder.file("page.md"))
    #expect(run.exitCode == 1)
    #expect(run.standardError.hasSuffix("page.md has no commands\n"))
  }
}
