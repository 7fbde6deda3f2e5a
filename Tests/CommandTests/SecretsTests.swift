import Foundation
import Output
import Testing

/// Whether secrets stay where they are, whatever is run.
@Suite struct SecretsTests {
  /// An archive of planted secrets, and of a record that was rejected.
  private static func archive() throws -> TestFolder {
    let folder = try TestFolder()
    try folder.write(PlantedSecrets.lines, to: "events.json")
    // A stop that cannot be stored.
    let broken = PlantedSecrets.lines.replacing("taskArn", with: "other").split(separator: "\n")[0]
    try folder.write(broken + "\n", to: "broken.json")
    _ = try ProgramRun("ingest", "events.json", "broken.json", in: folder)
    return folder
  }

  private nonisolated(unsafe) static let archived = Result { try archive() }

  /// What each command is run with, so that values are read in every way; a new command needs a line.
  private static let runs: [String: [[String]]] = [
    "query": queries.map { [$0] },
    "sql": statements.map { [$0] },
    "fields": [[], ["overrides"]],
    "info": [[]],
    "rejects": [[], ["--all"]],
    "check": [[]],
    "match": [
      [#"{"detail":{"stopCode":[{"exists":true}]}}"#, "--rows"],
      [#"{"detail":{"stopCode":[{"exists":false}]}}"#, "--missed"],
      [
        #"{"detail":{"stoppedReason":["x"],"overrides":{"containerOverrides":{"environment":{"value":["x"]},"command":["x"]}}}}"#,
        "--event", "events.json", "--explain",
      ],
    ],
    "prune": [["--dry-run", "--retention-days", "30"]],
    "reclassify": [["--dry-run"]],
    "report": [],
  ]

  /// Commands that write no rows.
  private static let othersRuns: [String: [[String]]] = [
    "ingest": [["events.json"]], "backup": [["copy.sqlite"]], "retention": [[]],
    "template": [["--log-group", "/ecs/x"]],
    "bundle": [],
    // What its answers show is looked at in Tests/Serve/test_security.py.
    "serve": [["--env"]],
  ]

  private static let value = "detail.overrides.containerOverrides.0.environment.0.value"
  private static let queries = [
    "fields @message", "fields \(value), detail.stoppedReason, detail.startedBy, detail.group",
    "fields detail.overrides, detail.overrides.containerOverrides.0.environment, detail.overrides.containerOverrides.0.environment.1",
    "fields detail.overrides.containerOverrides.0.command.2, detail.tags.0.value, detail.attachments.0.details.1.value",
    "fields concat(\"x=\", \(value), \";\") as c, trim(\(value)) as t",
    "stats count(*) by \(value)",
    "stats max(\(value)) as m, values(detail.stoppedReason) as r",
    "fields \(value) as v | stats latest(v) as l | display l",
    #"parse @message /"value":"(?<v>Pl[^"]*)"/ | display v"#,
    #"parse detail.stoppedReason "Signature=*:" as s | display s"#,
    "fields detail.containers.0.environment.0.value, detail.Environment.0.value, detail.note",
    "fields detail.containers, detail.Environment, detail.settings, detail.settings.dbPassword",
    "fields concat(\"v:\", \(value)) as a, concat(\"a-\", detail.Environment.0.value, \".\") as b",
    "fields concat(\"/\", detail.containers.0.environment.0.value, \"/x\") as a, trim(detail.settings.dbPassword) as b",
    "fields concat(\"password=x \", \(value), \" y\") as c",
    #"parse @message /"environment":.{1,30}"value":"(?<v>[^"]*)"/ | display v"#,
    #"parse @message /dbPassword.{3}(?<v>[^"]*)"/ | display v"#,
    "unnest detail.containers into c | fields c, c.environment",
    "pattern detail.containers.0.reason", "pattern detail.note", "pattern @message",
    "fields jsonParse(@message) as j | display j.detail.overrides.containerOverrides[0].environment[0]",
  ]
  private static let statements = [
    "SELECT * FROM stopped_tasks", "SELECT * FROM stopped_containers",
    "SELECT * FROM stopped_attachments",
    "SELECT message(id) FROM tasks", "SELECT * FROM fragments", "SELECT * FROM superseded",
    "SELECT * FROM reasons",
    "SELECT * FROM reason_patterns", "SELECT * FROM starters", "SELECT * FROM task_groups",
    "SELECT * FROM images",
    "SELECT * FROM attachments", "SELECT * FROM containers", "SELECT * FROM tasks",
    "SELECT * FROM shapes",
    "SELECT json->'$.containerOverrides[0].environment[0]', json->>'$.containerOverrides[0].environment[1].value' FROM fragments",
    "SELECT e.value, e.atom, e.* FROM fragments AS f, json_tree(f.json) AS e",
    "SELECT group_concat(json->>'$.containerOverrides[0].environment[0].value', ' ') FROM fragments",
    "WITH f AS (SELECT json->>'$.containerOverrides[0].command[2]' AS c FROM fragments) SELECT c FROM f",
  ]

  private static func subcommands(_ folder: TestFolder) throws -> [String] {
    let page = try ProgramRun("--help", in: folder).standardOutput
    return page.split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^ {2}([a-z]+) {2}/).map { String($0.1) }
    }
  }

  private static func reports(_ folder: TestFolder) throws -> [[String]] {
    let list = try ProgramRun("report", "--list", "--columns", "name", "-f", "tsv", in: folder)
    return list.standardOutput.split(separator: "\n").dropFirst().map { name in
      name == "task"
        ? ["task", String(repeating: "1", count: 8)]
        : [String(name), "--since", "all", "--limit", "all"]
    }
  }

  @Test func everyCommandIsTried() throws {
    let known = Set(Self.runs.keys).union(Self.othersRuns.keys)
    #expect(Set(try Self.subcommands(Self.archived.get())).subtracting(known).isEmpty)
  }

  @Test(arguments: OutputFormat.allCases.map(\.rawValue))
  func noCommandPrintsASecret(format: String) throws {
    let folder = try Self.archived.get()
    for (command, arguments) in Self.runs {
      let arguments = command == "report" ? try Self.reports(folder) : arguments
      for arguments in arguments {
        let run = try ProgramRun(
          BuiltCommand.path, [command] + arguments + ["-f", format], in: folder)
        #expect(
          !(run.standardOutput + run.standardError).contains(PlantedSecrets.mark),
          "\(command) \(arguments)")
        #expect(
          ![64, 2, 1].contains(run.exitCode) || command == "match",
          "\(command) \(arguments): \(run.standardError)")
      }
    }
  }

  @Test func nothingElseShowsASecret() throws {
    let folder = try Self.archive()
    for (command, arguments) in Self.othersRuns {
      for arguments in arguments {
        let run = try ProgramRun(BuiltCommand.path, [command] + arguments, in: folder)
        #expect(
          !(run.standardOutput + run.standardError).contains(PlantedSecrets.mark), "\(command)")
      }
    }
    for options in [["--digest"], ["--all", "--html", "-"], ["task", "11111111", "--html", "-"]] {
      let run = try ProgramRun(BuiltCommand.path, ["report"] + options, in: folder)
      #expect(!(run.standardOutput + run.standardError).contains(PlantedSecrets.mark), "\(options)")
      #expect(run.exitCode == 0)
    }
    for words in [["--service", ""], ["--cluster", ""]] {
      let run = try ProgramRun(
        BuiltCommand.path,
        ["---completion", "report", "--", words[0], "0", "0"] + ["ecs-stops", "report"] + words,
        in: folder)
      #expect(!run.standardOutput.contains(PlantedSecrets.mark))
    }
  }

  /// The file of a bundle's archive, free pages too, and everything beside it.
  @Test func aBundleHasNoSecret() throws {
    let folder = try Self.archive()
    let run = try ProgramRun("bundle", "part", "--start", "2026-01-30", in: folder)
    #expect(run.exitCode == 0, "\(run.standardError)")
    #expect(try Self.secrets(inFolder: folder.file("part")).isEmpty)
    let check = try ProgramRun("check", "--archive", "part/archive.sqlite", in: folder)
    #expect(check.exitCode == 0, "\(check.standardOutput)")
    // It is one because they are masked: the same bundle with --unmask has them all.
    _ = try ProgramRun("bundle", "whole", "--start", "2026-01-30", "--unmask", in: folder)
    #expect(try Self.secrets(inFolder: folder.file("whole")) == Set(PlantedSecrets.places))
  }

  @Test func theArchiveKeepsAllOfThem() throws {
    let folder = try Self.archived.get()
    #expect(Self.secrets(in: try folder.text("archive.sqlite")) == Set(PlantedSecrets.places))
    for arguments in [
      ["query", "fields @message", "--unmask"],
      ["query", "fields unmask(@message) as m | display m"],
      ["sql", "SELECT message(id) FROM tasks", "--unmask"],
    ] {
      let run = try ProgramRun(BuiltCommand.path, arguments, in: folder)
      #expect(Self.secrets(in: run.standardOutput) == Set(PlantedSecrets.places), "\(arguments)")
      #expect(!run.standardError.contains("masked"))
    }
  }

  /// Grouping, counting and filtering see the values themselves.
  @Test func queriesWorkOnTheValues() throws {
    let folder = try Self.archived.get()
    let value = Self.value
    let run = try ProgramRun(
      "query",
      "filter \(value) like /Environment[12]Zq/ | stats count(*) as n, count_distinct(\(value)) as d by \(value) as v",
      "-f", "csv", in: folder)
    #expect(run.standardOutput == "v,n,d\n[masked],1,1\n[masked],1,1\n")
    #expect(
      run.standardError
        == "note: 2 values masked, since they look like secrets; --unmask shows them\n")
  }

  private static func secrets(in text: String) -> Set<String> {
    Set(PlantedSecrets.places.filter { text.contains(PlantedSecrets.mark + $0) })
  }

  private static func secrets(inFolder path: String) throws -> Set<String> {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path)
    return names.reduce(into: []) { found, name in
      let file = path + "/" + name
      guard let data = FileManager.default.contents(atPath: file) else { return }
      found.formUnion(secrets(in: String(decoding: data, as: UTF8.self)))
    }
  }
}
