import Foundation
import TestSupport
import Testing

/// `Scripts/check-corpus` on a corpus of a few events, reasons and queries.
@Suite("Scripts/check-corpus") struct CorpusScriptTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func check() throws -> ScriptRun {
    try ScriptRun(
      "check-corpus",
      ["--command", BuiltCommand.path, "--shared", folder.file("shared"), "--events", "20"],
      in: folder)
  }

  @Test("without a corpus it says what it leaves out")
  func withoutCorpus() throws {
    let run = try check()
    #expect(run.exitCode == 0)
    #expect(
      run.standardOutput.split(separator: "\n").count { $0.hasSuffix("does not exist: skipped") }
        == 5
    )
    #expect(run.standardError == "nothing was checked\n")
  }

  @Test("with one it makes all five checks")
  func withCorpus() throws {
    try writeCorpus(category: "out_of_memory")
    let run = try check()
    #expect(run.exitCode == 0, "\(run.standardOutput)\(run.standardError)")
    let lines = run.standardOutput.split(separator: "\n")
    #expect(
      lines.contains(
        "published events: ok: 3 files, 4 STOPPED events, 3 tasks and 1 superseded, 1 files with rejects, 0 refused; together in 8 ways"
      ), "\(run.standardOutput)")
    #expect(lines.contains("workload: ok: 20 lines, 20 messages"))
    #expect(lines.contains("reasons: ok: 2 reasons, 1 of them a caller's own"))
    #expect(
      lines.contains(
        "queries: ok: 2 of 2 valid queries run (100.0%), 1 use what we refuse, 1 are invalid; 2 with a stable layout"
      ))
    #expect(
      lines.contains(
        "event patterns: ok: 5 of 5 right: 2 patterns with an event, 3 refused, 2 of them for the same reason"
      ))
  }

  @Test("what is otherwise than a person said is a failure")
  func failure() throws {
    try writeCorpus(category: "user_stopped")
    let run = try check()
    #expect(run.exitCode == 1)
    #expect(run.standardOutput.contains("reasons: FAILED"))
    #expect(run.standardOutput.contains("event patterns: FAILED: 4 of 5 right"))
    #expect(
      run.standardOutput.contains(
        "category of the task is out_of_memory, a person said user_stopped"))
  }

  private func writeCorpus(category: String) throws {
    for name in ["corpus/ecs-events", "workload"] {
      try FileManager.default.createDirectory(
        atPath: folder.file("shared/" + name), withIntermediateDirectories: true)
    }
    let events = (1...3).map { Self.event(task: $0, version: 2) }
    let files = [
      "corpus/ecs-events/one.json": events[0],
      "corpus/ecs-events/several.json":
        "[\(events[1]), \(Self.event(task: 2, version: 3)),\n \(Self.event(task: 4, status: "RUNNING"))]",
      "corpus/ecs-events/cut.json": events[2] + "\n{\"version\": ",
      "corpus/stopped-reasons.jsonl": """
      {"text": "OutOfMemoryError: Container killed due to memory usage", "your_category": "\(category)", "source": "AWS"}
      {"text": "Moved to the new cluster", "your_category": "user_stopped", "source": "custom StopTask reason"}
      """,
      "corpus/insights-queries.jsonl": """
      {"id": 1, "query": "fields @timestamp | limit 2", "expected_valid": true}
      {"id": 2, "query": "stats count(*) by detail.stopCode", "expected_valid": true}
      {"id": 3, "query": "stats count(*) | anomaly", "expected_valid": true}
      {"id": 4, "query": "fields |", "expected_valid": false}
      """,
      "corpus/event-patterns.jsonl": """
      {"id":"a","pattern":{"x":[1.0]},"event":{"x":[0,1e0]},"match":\(category == "out_of_memory"),"invalid":false}
      {"id":"b","pattern":{"x":[{"anything-but":0}]},"event":{},"match":false,"invalid":false}
      {"id":"c","pattern":{"x":1},"event":null,"match":null,"invalid":true,"why":"\\"x\\" must be an object or an array"}
      {"id":"d","pattern":null,"pattern_text":"{","event":null,"match":null,"invalid":true,"why":"Unexpected end-of-input"}
      {"id":"e","pattern":{"$or":{"a":[1]}},"event":{"$or":{"a":1}},"match":true,"invalid":false,"lenient":true,"why":"strict reading: It must be an Array followed with $or."}
      """,
      "workload/make_export.py": Self.workload,
    ]
    for (name, text) in files { try folder.write(text, to: "shared/" + name) }
  }

  private static func event(task: Int, version: Int = 1, status: String = "STOPPED") -> String {
    """
    {"version": "0", "detail-type": "ECS Task State Change", "time": "2026-01-31T09:30:00Z", "detail": {
      "taskArn": "arn:aws:ecs:eu-west-1:111122223333:task/shop/\(String(repeating: "\(task)", count: 32))",
      "lastStatus": "\(status)", "version": \(version), "updatedAt": "2026-01-31T09:30:0\(version)Z", "containers": []}}
    """
  }

  /// Makes an export of as many stops as it is asked for.
  private static let workload = """
    import argparse, gzip, json, pathlib
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int)
    parser.add_argument("--out", type=pathlib.Path)
    args = parser.parse_args()
    stream = args.out / "task" / "stream"
    stream.mkdir(parents=True)
    with gzip.open(stream / "000000.gz", "wt") as records:
        for number in range(args.events):
            detail = {"taskArn": f"arn:aws:ecs:eu-west-1:111122223333:task/shop/{number:032x}",
                      "lastStatus": "STOPPED", "version": 1, "containers": []}
            event = {"detail-type": "ECS Task State Change", "time": "2026-01-31T09:30:00Z", "detail": detail}
            print("2026-01-31T09:30:01.000Z", json.dumps(event), file=records)
    """
}
