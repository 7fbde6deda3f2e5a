import Foundation
import TestSupport
import Testing

/// docs/jobs.md: what it tells people to run does what it says.
@Suite("docs/jobs.md") struct JobsPageTests {
  private static let page = URL(filePath: #filePath).appending(path: "../../../docs/jobs.md")
    .standardized

  /// The contents of the `sh` blocks, in order.
  private static func blocks() throws -> [String] {
    try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```sh\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
  }

  /// Writes down what it is given, in the place of the program that would send it.
  private static let curl = "#!/bin/sh\nprintf '%s\\n' \"$@\" > arguments\ncat > sent\n"

  @Test("its commands run one after the other")
  func commandsRun() throws {
    let folder = try TestFolder()
    try folder.addFixtures()
    try FileManager.default.createDirectory(
      atPath: folder.file("exports"), withIntermediateDirectories: true)
    try folder.write(try folder.text("stops.ndjson"), to: "exports/stops.ndjson")
    try FileManager.default.createDirectory(
      atPath: folder.file("bin"), withIntermediateDirectories: true)
    try folder.write(Self.curl, to: "bin/curl")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.file("bin/curl"))
    let blocks = try Self.blocks()
    #expect(blocks.count >= 5)
    for text in blocks {
      let run = try ProgramRun(
        "/bin/sh", ["-eu", "-c", text], in: folder,
        environment: [
          "PATH": folder.file("bin") + ":" + BuiltCommand.folder + ":/usr/bin:/bin",
          "WEBHOOK_URL": "https://chat.example/hook",
        ])
      #expect(run.exitCode == 0, "\(text)\n\(run.standardError)")
    }
    let names = try folder.names()
    #expect(names.contains { $0.hasPrefix("week-") && $0.hasSuffix(".html") })
    try #require(names.contains("sent"), "nothing reached curl")
    let sent = try JSONSerialization.jsonObject(with: folder.bytes("sent")) as? [String: String]
    #expect(sent?["text"] == (try folder.text("digest.md")))
    #expect(try folder.text("arguments").contains("https://chat.example/hook"))
  }
}
