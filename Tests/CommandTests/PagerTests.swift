import Foundation
import Testing

/// When long output goes through the user's pager, which here keeps what it is given.
@Suite struct PagerTests {
  private let folder: TestFolder
  private static let report = ["report", "stops", "--limit", "3", "--color", "never"]
  private static let title = "Latest stops"

  init() throws {
    folder = try TestFolder()
    try TestArchive.stops.make(in: folder)
    try folder.write("#!/bin/sh\ntee paged\n", to: "pager")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.file("pager"))
  }

  private func show(
    _ arguments: [String], pager: String? = nil, environment: [String: String?] = [:]
  ) throws -> (shown: String, exitCode: Int32) {
    var variables = environment
    variables["PAGER"] = pager ?? folder.file("pager")
    return try PseudoTerminal(columns: 80).run(arguments, in: folder, environment: variables)
  }

  /// What the pager was given; nil if it was not started.
  private var paged: String? {
    FileManager.default.fileExists(atPath: folder.file("paged")) ? try? folder.text("paged") : nil
  }

  @Test func rowsGoThroughItAndNotesFollow() throws {
    let (shown, code) = try show(Self.report)
    let paged = try #require(paged)
    #expect(code == 0)
    #expect(paged.hasPrefix(Self.title))
    #expect(!paged.contains("note:") && !paged.contains("ecs-stops report task"))
    let note = try #require(shown.firstRange(of: "note: 3 of 5 rows shown"))
    let row = try #require(shown.firstRange(of: Self.title))
    #expect(row.lowerBound < note.lowerBound)
    let last = try #require(shown.split(separator: "\n").last)
    #expect(last.contains("shows everything about this task"))
  }

  @Test func theExitCodeOfAConditionIsKept() throws {
    let (shown, code) = try show(Self.report + ["--fail-if", "cause IS NOT NULL"])
    #expect(code == 4)
    #expect(paged?.hasPrefix(Self.title) == true)
    #expect(shown.contains("error: "))
  }

  @Test func aPagerThatEndsEarlyEndsOnlyTheOutput() throws {
    let (shown, code) = try show(Self.report + ["--fail-if", "cause IS NOT NULL"], pager: "true")
    #expect(code == 4)
    #expect(!shown.contains(Self.title) && shown.contains("error: "))
  }

  @Test func itIsNotUsedWhereItIsNotWanted() throws {
    #expect(try show(Self.report + ["--no-pager"]).shown.contains(Self.title))
    for pager in ["", "cat"] {
      #expect(try show(Self.report, pager: pager).shown.contains(Self.title), "\(pager)")
    }
    #expect(
      try show(Self.report, environment: ["ECS_STOPS_PAGER": "cat"]).shown.contains(Self.title))
    #expect(paged == nil)
  }

  @Test func theVariableOfTheCommandComesFirst() throws {
    _ = try show(
      Self.report, pager: "false", environment: ["ECS_STOPS_PAGER": folder.file("pager")])
    #expect(paged?.hasPrefix(Self.title) == true)
  }

  @Test func withoutTheProgramTheOutputGoesToTheTerminal() throws {
    for pager in ["no-such-program --option", folder.file("nothing")] {
      let (shown, code) = try show(Self.report, pager: pager)
      #expect(code == 0)
      #expect(shown.contains(Self.title) && !shown.contains("not found"), "\(shown)")
    }
  }

  @Test func outputThatIsNoTerminalsDoesNotUseIt() throws {
    let program = try RunningProgram(
      Self.report, in: folder, environment: ["PAGER": folder.file("pager")])
    let text = String(decoding: program.output.readDataToEndOfFile(), as: UTF8.self)
    #expect(program.exitCode() == 0)
    #expect(text.contains("\"task\""))
    _ = try show(Self.report + ["--output", "rows.csv"])
    #expect(paged == nil)
  }

  /// A command that fails before its output has none to show.
  @Test func aFailureDoesNotStartIt() throws {
    #expect(try show(["report", "nothing"]).exitCode != 0)
    #expect(try show(["sql", "SELEC"]).exitCode == 2)
    #expect(paged == nil)
  }
}
