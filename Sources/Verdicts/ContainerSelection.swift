/// The containers of a stop that may have ended the task, and the main ones among them.
///
/// A container that never ran did not end a task that had started. Bit n stands for the container at position n; no
/// task has more than 64, and any containers after those count as main ones.
struct ContainerSelection {
  private(set) var counted = UInt64.max
  private(set) var main = UInt64.max

  private static let positionsMax = 64

  /// - Parameter neverRan: whether a container whose reason says so never ran.
  init(of facts: StopFacts, neverRan: (TextFinding) -> Bool) {
    guard facts.containers.count > 1 else { return }
    leaveOut(facts, neverRan)
    chooseMain(facts.containers)
  }

  func counts(_ position: Int) -> Bool { Self.has(counted, position) }

  func isMain(_ position: Int) -> Bool { Self.has(main, position) }

  private static func has(_ bits: UInt64, _ position: Int) -> Bool {
    position >= positionsMax || bits >> UInt64(position) & 1 == 1
  }

  private mutating func leaveOut(_ facts: StopFacts, _ neverRan: (TextFinding) -> Bool) {
    // The lowest role of a container that has an exit code, and so has run.
    guard let ended = facts.containers.lazy.filter({ $0.exitCode != nil }).map(\.role).min() else {
      return
    }
    let ran = facts.hasStarted || facts.stopCode == .essentialContainerExited
    for (position, container) in facts.containers.prefix(Self.positionsMax).enumerated()
    where container.exitCode == nil {
      let didNotRun = facts.hasStarted && container.text.map(neverRan) ?? false
      // A sidecar of a container that has exited did not end the task.
      if didNotRun || ran && container.role > ended { counted &= ~(1 << UInt64(position)) }
    }
  }

  private mutating func chooseMain(_ containers: [StopFacts.Container]) {
    var lowest = ContainerRole.sidecar
    for (position, container) in containers.enumerated() where counts(position) {
      lowest = min(lowest, container.role)
    }
    for (position, container) in containers.prefix(Self.positionsMax).enumerated()
    where !counts(position) || container.role > lowest {
      main &= ~(1 << UInt64(position))
    }
  }
}
