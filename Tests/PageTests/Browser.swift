import Foundation
import TestSupport
import Testing

/// Chromium without a window, spoken to over its debugging protocol.
///
/// The messages go through pipes: no port is opened.
final class Browser {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// An unsolicited message of the browser.
  struct Event {
    let method: String
    let parameters: [String: Any]
  }

  private let process: ChildProcess
  private let commands = Pipe()
  private let answers = Pipe()
  private let profile: String
  private var received: [UInt8] = []
  private var lastID = 0
  /// What happened since it was last looked at.
  private(set) var events: [Event] = []

  /// Longer than any answer takes on a busy machine.
  private static let secondsMax = 60.0

  /// The program; nil where there is none.
  static let program: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = folders.flatMap { folder in
      ["chromium", "chromium-browser", "google-chrome"].map { "\(folder)/\($0)" }
    }
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  init() throws {
    profile = FileManager.default.temporaryDirectory.path + "/page-tests-\(UUID().uuidString)"
    let program = try #require(Self.program, "Scripts/install-packages chromium installs it")
    // The browser reads from descriptor 3 and writes to 4.
    let arguments =
      [
        "-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null", program,
        "--headless", "--remote-debugging-pipe", "--user-data-dir=\(profile)", "--no-first-run",
        "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
        "--disable-component-update", "--disable-extensions", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--force-color-profile=srgb",
        "--hide-scrollbars",
      ] + (getuid() == 0 ? ["--no-sandbox"] : []) + ["about:blank"]
    signal(SIGPIPE, SIG_IGN)
    process = try ChildProcess(
      "/bin/sh", arguments, input: commands.fileHandleForReading.fileDescriptor,
      output: answers.fileHandleForWriting.fileDescriptor)
    try answers.fileHandleForWriting.close()
    try commands.fileHandleForReading.close()
  }

  deinit {
    process.send(SIGTERM)
    process.wait()
    try? FileManager.default.removeItem(atPath: profile)
  }

  /// Asks for something and waits for the answer; events before it are kept.
  @discardableResult
  func ask(
    _ method: String, _ parameters: [String: Any] = [:], session: String? = nil
  ) throws -> [String: Any] {
    lastID += 1
    var message: [String: Any] = ["id": lastID, "method": method, "params": parameters]
    message["sessionId"] = session
    let data = try JSONSerialization.data(withJSONObject: message)
    try commands.fileHandleForWriting.write(contentsOf: data + [0])
    while true {
      let answer = try nextMessage()
      guard answer["id"] as? Int == lastID else {
        note(answer)
        continue
      }
      if let error = answer["error"] as? [String: Any] {
        throw Failure(description: "\(method): \(error["message"] ?? error)")
      }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  /// Waits for an event, or takes one that has come since.
  func wait(for method: String) throws {
    while !events.contains(where: { $0.method == method }) { note(try nextMessage()) }
  }

  func forgetEvents() { events = [] }

  private func note(_ message: [String: Any]) {
    guard let method = message["method"] as? String else { return }
    events.append(Event(method: method, parameters: message["params"] as? [String: Any] ?? [:]))
  }

  private func nextMessage() throws -> [String: Any] {
    let deadline = Date(timeIntervalSinceNow: Self.secondsMax)
    while true {
      if let end = received.firstIndex(of: 0) {
        let data = Data(received[..<end])
        received.removeSubrange(...end)
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
      }
      let descriptor = answers.fileHandleForReading.fileDescriptor
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let wait = Int32(max(0, deadline.timeIntervalSinceNow * 1000))
      guard poll(&wanted, 1, wait) > 0 else { throw Failure(description: "no answer in time") }
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { throw Failure(description: "the browser has gone") }
      received += chunk[..<count]
    }
  }
}
