import Testing

@testable import Verdicts

/// Which container ended the task, by names, exit codes and reasons, in every order of the containers.
@Suite struct EndingTests {
  /// A stop in words: `job: migrate=0, log_router=137`, a container's reason after a colon.
  struct Stop: CustomTestStringConvertible, Sendable {
    var text: String
    var category: StopCategory
    var isAbnormal: Bool
    var confidence: Confidence
    var exitCode: Int64?
    var kill: Kill?

    init(
      _ text: String, _ category: StopCategory = .essentialContainerExited, abnormal: Bool,
      _ confidence: Confidence, _ exitCode: Int64?, kill: Kill? = nil
    ) {
      self.text = text
      self.category = category
      isAbnormal = abnormal
      self.confidence = confidence
      self.exitCode = exitCode
      self.kill = kill
    }

    var testDescription: String { text }
  }

  private static let memory = "OutOfMemoryError: Container killed due to memory usage"

  static let stops = [
    // A job that has done its work, whatever became of its sidecars.
    Stop("job: report=0, log_router=0", abnormal: false, .certain, 0),
    Stop("job: report=0, log_router=137", abnormal: false, .likely, 0, kill: .stopTimeout),
    Stop("job: report=0, datadog-agent=143", abnormal: false, .certain, 0),
    Stop(
      "job: report=0, envoy=137, xray-daemon=137", abnormal: false, .likely, 0, kill: .stopTimeout),
    Stop("job: report=0, metrics-sidecar=1", abnormal: false, .likely, 0),
    Stop("job: report=0, fluent-bit=139", abnormal: false, .likely, 0),
    Stop("job: report=0, aws-guardduty-agent-7Hq2=none", abnormal: false, .certain, 0),
    Stop(
      "job: report=0, aws-guardduty-agent-7Hq2=none: CannotPullContainerError: i/o timeout",
      abnormal: false, .certain, 0),
    Stop(
      "job: report=0, cloudwatch-agent=none: CannotStartContainerError: bad", abnormal: false,
      .certain, 0),
    Stop(
      "job: report=0, helper-of-ours=none: CannotPullContainerError: manifest unknown",
      abnormal: false, .certain, 0),
    Stop(
      "job: report=0, log_router=none: CannotInspectContainerError: slow", abnormal: false,
      .certain, 0),
    Stop("job: report=0, redis=143", abnormal: false, .likely, 0),
    Stop("job: report=0, api-proxy=137", abnormal: false, .likely, 0, kill: .stopTimeout),
    // One that has not.
    Stop("job: report=0, worker=none", abnormal: true, .likely, nil),
    Stop("job: report=1, log_router=0", abnormal: true, .certain, 1),
    Stop("job: report=1, log_router=137", abnormal: true, .likely, 1, kill: .stopTimeout),
    Stop("job: report=3, otel-collector=143", abnormal: true, .certain, 3),
    Stop("job: report=2, envoy=1", abnormal: true, .likely, 2),
    Stop("job: report=1, worker=0", abnormal: true, .likely, 1),
    Stop(
      "job: report=139, aws-guardduty-agent-7Hq2=none: CannotPullContainerError", abnormal: true,
      .certain, 139),
    Stop(
      "job: report=134, worker=none: CannotStartContainerError: bad", abnormal: true, .certain, 134),
    Stop("job: report=127, log_router=0", abnormal: true, .likely, 127),
    Stop("job: report=143, log_router=0", abnormal: true, .likely, 143),
    Stop("job: report=143, envoy=1", abnormal: true, .likely, 1),
    // Killed, and nobody says why.
    Stop(
      "job: report=137, log_router=0", .outOfMemory, abnormal: true, .likely, 137,
      kill: .memoryLikely),
    Stop(
      "job: report=137, log_router=143, envoy=0", .outOfMemory, abnormal: true, .likely, 137,
      kill: .memoryLikely),
    Stop(
      "job: report=137, log_router=137", .outOfMemory, abnormal: true, .likely, 137,
      kill: .memoryLikely),
    Stop(
      "job: report=137, aws-guardduty-agent-7Hq2=none: CannotPullContainerError", .outOfMemory,
      abnormal: true, .likely, 137, kill: .memoryLikely),
    Stop(
      "service: app=137, nginx=0", .outOfMemory, abnormal: true, .likely, 137, kill: .memoryLikely),
    Stop(
      "service: app=137, worker=0", .outOfMemory, abnormal: true, .likely, 137, kill: .memoryLikely),
    Stop(
      "service: app=143, datadog-agent=137", .outOfMemory, abnormal: true, .likely, 137,
      kill: .memoryLikely),
    Stop("service: app=137, envoy=1", abnormal: true, .likely, 1, kill: .stopTimeout),
    // The agent says it.
    Stop(
      "job: report=137: \(memory), log_router=0", .outOfMemory, abnormal: true, .certain, 137,
      kill: .memoryConfirmed),
    Stop(
      "job: report=0, log_router=137: \(memory)", .outOfMemory, abnormal: true, .likely, 137,
      kill: .memoryConfirmed),
    Stop(
      "job: report=1, log_router=137: \(memory)", .outOfMemory, abnormal: true, .likely, 137,
      kill: .memoryConfirmed),
    // A service has no end of its own.
    Stop("service: app=0, log_router=0", abnormal: true, .certain, 0),
    Stop("service: app=0, otel=0, log_router=137", abnormal: true, .likely, 0, kill: .stopTimeout),
    Stop("service: app=0, envoy=139", abnormal: true, .likely, 139),
    Stop("service: app=0, worker=143", abnormal: true, .likely, 0),
    Stop(
      "service: app=1, aws-guardduty-agent-7Hq2=none: CannotPullContainerError", abnormal: true,
      .certain, 1),
    // The proxy does the work where nothing else does.
    Stop("service: api-proxy=0, log_router=137", abnormal: true, .likely, 0, kill: .stopTimeout),
    Stop("service: envoy=1, log_router=137", abnormal: true, .likely, 1, kill: .stopTimeout),
    Stop("service: envoy=137", .outOfMemory, abnormal: true, .likely, 137, kill: .memoryLikely),
    // A task that never started: the reason decides, that of a main container before a sidecar's.
    Stop(
      "unstarted: app=none: CannotPullContainerError: manifest unknown, log_router=143",
      .imagePullNotFound, abnormal: true, .certain, nil),
    Stop(
      "unstarted: app=none: CannotPullContainerError: manifest unknown, aws-guardduty-agent-7Hq2=none: CannotPullContainerError: 403 Forbidden",
      .imagePullNotFound, abnormal: true, .certain, nil),
    Stop(
      "unstarted: app=none, log_router=none: CannotPullContainerError: 403 Forbidden",
      .imagePullAuth, abnormal: true, .certain, nil),
    Stop(
      "unstarted: app=none: TaskDependencyError: no, log_router=none: CannotStartContainerError: bad",
      .containerStartFailed, abnormal: true, .certain, nil),
    Stop(
      "unstarted: app=1, log_router=none: CannotStartContainerError: bad", .containerStartFailed,
      abnormal: true, .likely, nil),
  ]

  @Test(arguments: stops)
  func verdict(_ stop: Stop) throws {
    let classifier = VerdictClassifier()
    let facts = try facts(stop.text, classifier)
    for containers in permutations(facts.containers) {
      var turned = facts
      turned.containers = containers
      let verdict = classifier.verdict(on: turned)
      #expect(verdict.category == stop.category, "\(verdict)")
      #expect(verdict.isAbnormal == stop.isAbnormal, "\(verdict)")
      #expect(verdict.confidence == stop.confidence, "\(verdict)")
      #expect(verdict.exitCode == stop.exitCode, "\(verdict)")
      #expect(verdict.kill == stop.kill, "\(verdict)")
      guard verdict.exitCode != nil else { continue }
      for path in verdict.evidence.split(separator: ", ") where path.hasSuffix(".exitCode") {
        let position = try #require(Int(path.split(separator: ".")[2]))
        #expect(turned.containers[position].exitCode != nil, "\(verdict)")
      }
    }
  }

  private func facts(_ text: String, _ classifier: VerdictClassifier) throws -> StopFacts {
    let colon = try #require(text.firstIndex(of: ":"))
    var facts = StopFacts()
    facts.hasStarted = text[..<colon] != "unstarted"
    facts.stopCode = facts.hasStarted ? .essentialContainerExited : .taskFailedToStart
    facts.taskText = classifier.finding(
      of: facts.hasStarted ? "Essential container in task exited" : "Task failed to start")
    facts.isService = text[..<colon] == "service"
    for item in text[text.index(after: colon)...].split(separator: ",") {
      let parts = item.split(separator: ":", maxSplits: 1)
      let words = parts[0].split(separator: "=")
      let name = Array(String(words[0].dropFirst()).utf8)
      facts.containers.append(
        StopFacts.Container(
          text: parts.count == 2 ? classifier.finding(of: parts[1].dropFirst()) : nil,
          exitCode: Int64(words[1]), role: name.withUnsafeBytes { classifier.role(of: $0) }))
    }
    return facts
  }

  private func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
      var rest = elements
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }
}
