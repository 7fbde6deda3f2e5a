import Foundation

/// A run of a file of `Scripts`, with programs in the place of those that build and install.
struct ScriptRun {
  let standardOutput: String
  let standardError: String
  let exitCode: Int32
  /// The calls of the programs that stand in, in order, such as `swift build --build-tests`.
  let calls: [String]

  static let repository = URL(filePath: #filePath).appending(path: "../../..").standardized.path

  /// What the programs do besides noting their calls: shell commands by program.
  ///
  /// `swift` says where the command that is under test was built, so that nothing is built again.
  private static let programs = [
    "swift": "case \"$*\" in *--show-bin-path) echo '\(BuiltCommand.folder)' ;; esac",
    "apt-get": "",
    "sudo": "",
    "dpkg-query": "printf installed",
  ]

  /// - Parameter programs: Shell commands of programs that do something else than usual.
  init(
    _ script: String, _ arguments: [String] = [], in folder: TestFolder,
    programs: [String: String] = [:]
  ) throws {
    let bin = try TestFolder()
    let calls = bin.file("calls")
    for (name, commands) in Self.programs.merging(programs, uniquingKeysWith: { $1 }) {
      try bin.write("#!/bin/sh\necho \(name) \"$@\" >> '\(calls)'\n\(commands)\n", to: name)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: bin.file(name))
    }
    let run = try ProgramRun(
      "\(Self.repository)/Scripts/\(script)", arguments, in: folder,
      environment: ["PATH": "\(bin.path):/usr/bin:/bin"])
    (standardOutput, standardError) = (run.standardOutput, run.standardError)
    exitCode = run.exitCode
    let text = (try? bin.text("calls")) ?? ""
    self.calls = text.split(separator: "\n").map(String.init)
  }
}
