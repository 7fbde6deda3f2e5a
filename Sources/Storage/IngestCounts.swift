/// What became of the records of a file or of an ingest.
///
/// `read` is the sum of all others.
package struct IngestCounts: Equatable, Sendable {
  package var read = 0
  /// Stops of tasks that the archive did not have: each stop is stored once.
  package var stored = 0
  package var duplicates = 0
  /// Other versions of tasks that it has, whichever came first: the latest is the row, the others are in `superseded`.
  package var superseded = 0
  /// Stops that contradict another one of the same task, version and update time.
  package var conflicting = 0
  /// JSON that is not a stopped task.
  package var skipped = 0
  package var rejected = 0
  /// Stops older than the retention policy keeps.
  package var expired = 0
  /// Stops that did not match the pattern of the ingest.
  package var filtered = 0

  package init() {}

  package static func += (left: inout Self, right: Self) {
    left.read += right.read
    left.stored += right.stored
    left.duplicates += right.duplicates
    left.superseded += right.superseded
    left.conflicting += right.conflicting
    left.skipped += right.skipped
    left.rejected += right.rejected
    left.expired += right.expired
    left.filtered += right.filtered
  }

  /// Keeps what a file that is read again brought the first time: now these are duplicates of themselves.
  mutating func keep(_ former: Self) {
    var known = max(0, duplicates - former.duplicates)
    for count in [\Self.stored, \.superseded, \.conflicting] {
      let kept = min(known, former[keyPath: count])
      self[keyPath: count] += kept
      duplicates -= kept
      known -= kept
    }
  }

  /// Adds the difference between two states of the same counts.
  package mutating func add(_ after: Self, minus before: Self) {
    read += after.read - before.read
    stored += after.stored - before.stored
    duplicates += after.duplicates - before.duplicates
    superseded += after.superseded - before.superseded
    conflicting += after.conflicting - before.conflicting
    skipped += after.skipped - before.skipped
    rejected += after.rejected - before.rejected
    expired += after.expired - before.expired
    filtered += after.filtered - before.filtered
  }
}

extension IngestCounts {
  mutating func count(_ kind: EventWriter.Resolution.Kind) {
    switch kind {
    case .stored: stored += 1
    case .duplicate: duplicates += 1
    case .superseded: superseded += 1
    case .conflicting: conflicting += 1
    case .rejected: rejected += 1
    }
  }
}
