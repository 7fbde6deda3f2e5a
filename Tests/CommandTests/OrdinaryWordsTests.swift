import Foundation
import Testing

/// Values of environment variables that are words of the archive's own do not hide results of others.
@Suite struct OrdinaryWordsTests {
  private static let reason = "ResourceInitializationError: unable to pull secrets or registry auth"

  private static func archive() throws -> TestFolder {
    let folder = try TestFolder()
    let values = ["unable", "TaskFailedToStart", "us-east-1", "app", "quarzlicht", "a:Kx7-21/b"]
    let environment = values.map { #"{"name":"A","value":"\#($0)"}"# }.joined(separator: ",")
    let other = PlantedSecrets.lines.split(separator: "\n")[0]
    let line = other.replacing(
      /"environment":\[\{[^\]]*\]/, with: "\"environment\":[\(environment)]"
    )
    .replacing(/"stoppedReason":"[^"]*"/, with: "\"stoppedReason\":\"\(reason)\"")
    try folder.write(line + "\n", to: "events.json")
    _ = try ProgramRun("ingest", "events.json", in: folder)
    return folder
  }

  @Test func wordsOfReasonsAndNamesStayReadable() throws {
    let folder = try Self.archive()
    let run = try ProgramRun(
      "query",
      #"parse detail.stoppedReason "ResourceInitializationError: * registry" as r | fields concat(detail.stopCode, " ", detail.group) as g, concat(detail.containers.0.name, "@", region) as n | display g, n, r"#,
      "-f", "csv", in: folder)
    #expect(run.standardOutput.contains("unable to pull secrets or"), "\(run.standardOutput)")
    #expect(run.standardOutput.contains("TaskFailedToStart"), "\(run.standardOutput)")
    #expect(run.standardOutput.contains("app@us-east-1"), "\(run.standardOutput)")
  }

  /// Other words are found beside any sign.
  @Test func otherValuesStayMasked() throws {
    let folder = try Self.archive()
    let list = "detail.overrides.containerOverrides.0.environment"
    let run = try ProgramRun(
      "query",
      "fields concat(\"v:\", \(list).4.value) as a, concat(\(list).4.value, \".x\") as b, concat(\"x-\", \(list).5.value, \"_\") as c | display a, b, c",
      "-f", "csv", in: folder)
    #expect(run.standardOutput == "a,b,c\nv:[masked],[masked].x,x-[masked]_\n")
  }

  /// The values themselves are masked, whatever they are.
  @Test func valuesAreMasked() throws {
    let folder = try Self.archive()
    let list = "detail.overrides.containerOverrides.0.environment"
    let run = try ProgramRun(
      "query", "fields \(list).0.value as a, \(list).3.value as b | display a, b", "-f", "csv",
      in: folder)
    #expect(run.standardOutput == "a,b\n[masked],[masked]\n")
  }
}
