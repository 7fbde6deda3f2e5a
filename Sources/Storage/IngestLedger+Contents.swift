extension IngestLedger {
  /// What was found in a file.
  package struct Contents {
    package var counts = IngestCounts()
    package var skipped: [SkippedKind: Int] = [:]
    package var hours = HourCounts()
    /// The log times of the first and last stop, in milliseconds since 1970.
    package var loggedAt: ClosedRange<Int64>?
    /// The log time of the latest stop that was left out because it had expired.
    package var expiredUntil: Int64?
    /// Whether records are missing or cannot be trusted.
    package var damage = Damage.none
    /// Stops that came from damaged gzip data.
    package var unverified = 0
    package var warning: String?
    /// The event pattern through which it was imported, as compact JSON; nil for none.
    package var pattern: String?

    package init() {}

    /// What is wrong with a file.
    package enum Damage: Int, Comparable, Sendable {
      case none, cutOff, within
      /// A tar or zip archive with members that cannot be read.
      case incomplete

      package static func < (left: Damage, right: Damage) -> Bool { left.rawValue < right.rawValue }
    }

    /// Counts a record that is not a stopped task; returns the kind under which it is counted.
    mutating func noteSkipped(_ kind: SkippedKind) -> SkippedKind {
      counts.skipped += 1
      skipped.add(1, of: kind)
      return skipped[kind] == nil ? .other : kind
    }

    /// Extends the range of log times by that of a stop.
    package mutating func note(loggedAt time: Int64) {
      loggedAt = loggedAt.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
    }
  }

  /// The bytes of a file: their digest, and fingerprints of them and of what they inflate to.
  package struct Content {
    package var digest: [UInt8]
    package var stored: Stretches
    package var inflated: Stretches

    package init(digest: [UInt8], stored: Stretches, inflated: Stretches) {
      self.digest = digest
      self.stored = stored
      self.inflated = inflated
    }
  }

  /// A number of bytes, and digests of stretches of them.
  package struct Stretches {
    package var digests: [UInt8]
    package var size: Int64

    package init(digests: [UInt8], size: Int64) {
      self.digests = digests
      self.size = size
    }
  }
}
