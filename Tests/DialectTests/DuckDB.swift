import FixtureArchive
import Foundation
import TestSupport

/// DuckDB for Python, with the events of an archive.
struct DuckDB {
  private static let version = "2.0.0"
  private let folder = TemporaryFolder()
  private let events: String

  struct Failed: Error {
    let message: String
  }

  /// - Parameter events: a JSON object a line.
  init(events: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    self.events = folder.path + "/events.ndjson"
    try events.write(toFile: self.events, atomically: true, encoding: .utf8)
  }

  /// The rows of a SELECT, a JSON object a line.
  func rows(of sql: String) throws -> String {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "run-duckdb.py").path(percentEncoded: false)
    return try Self.run(
      ["python3", script, events], input: sql,
      environment: ["PYTHONPATH": try Self.installed.get()])
  }

  /// Where the module lies; installed once, beside the build.
  private static let installed = Result { () throws -> String in
    let folder = FileManager.default.currentDirectoryPath + "/.build/duckdb-\(version)"
    if !FileManager.default.fileExists(atPath: folder + "/duckdb") {
      _ = try run([
        "python3", "-m", "pip", "install", "--quiet", "--target", folder, "duckdb==\(version)",
      ])
    }
    return folder
  }

  private static func run(
    _ command: [String], input: String = "", environment: [String: String] = [:]
  ) throws -> String {
    let run = try ChildProcess.run(
      "/usr/bin/env", command, input: input,
      environment: ProcessInfo.processInfo.environment.merging(environment) { $1 }, seconds: 600)
    guard run.exitCode == 0 else { throw Failed(message: run.errors) }
    return run.output
  }
}
