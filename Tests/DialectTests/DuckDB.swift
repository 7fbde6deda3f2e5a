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
    let process = Process()
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let errors = try stderr.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(message: String(decoding: errors, as: UTF8.self))
    }
    return String(decoding: output, as: UTF8.self)
  }
}
