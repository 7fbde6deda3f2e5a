import Synchronization

/// The memory of one piece of work, where several share the limit of the process.
///
/// When they need more than there is together, the largest must end, and not the one that happens to ask last:
/// ``MemoryLimit`` marks it as overdrawn, and its owner, who looks now and then, stops it.
package final class MemoryAccount: Sendable {
  /// The account of the work that runs on this thread.
  @TaskLocal static var current: MemoryAccount?

  private let bytes = Atomic<Int64>(0)
  private let mark = Atomic<Bool>(false)

  package init() {}

  /// Whether the work must end, since others need memory that it has.
  package var isOverdrawn: Bool { mark.load(ordering: .relaxed) }

  /// Bytes that its functions and aggregates hold.
  package var heldBytes: Int64 { bytes.load(ordering: .relaxed) }

  func overdraw() { mark.store(true, ordering: .relaxed) }

  func add(_ change: Int64) { bytes.add(change, ordering: .relaxed) }

  /// Does the work on the account.
  package func charge<Result>(_ work: () throws -> Result) rethrows -> Result {
    MemoryLimit.open(self)
    defer { MemoryLimit.close(self) }
    return try Self.$current.withValue(self, operation: work)
  }
}
