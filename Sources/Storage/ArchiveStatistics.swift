package import Time

/// What an archive contains, from when to when, and what became of everything that was imported.
package struct ArchiveStatistics: Sendable {
  /// A name and its count; a nil name counts what has none.
  package struct Count: Equatable, Sendable {
    package let name: String?
    package let count: Int
  }

  /// Days without any event, first to last, counted from 1970-01-01 (UTC).
  package struct Gap: Equatable, Sendable {
    package let firstDay: Int64
    package let lastDay: Int64

    package var days: Int { Int(lastDay - firstDay) + 1 }
  }

  /// Rows of every table, in the schema's order.
  package internal(set) var rows: [Count] = []
  /// The log times of the first and the last task, in milliseconds since 1970.
  package internal(set) var loggedAt: ClosedRange<Int64>?

  /// Tasks by account, Region and cluster ARN, largest count first.
  package internal(set) var accounts: [Count] = []
  package internal(set) var regions: [Count] = []
  package internal(set) var clusters: [Count] = []

  /// The version of the current rules, including the archive's own sidecar names.
  package internal(set) var rulesVersion = ""
  /// The number of lines in the archive's own list of sidecars.
  package internal(set) var sidecars = 0
  /// Tasks by the version of the rules that classified them, the current version first.
  package internal(set) var rules: [Count] = []
  /// The number of tasks classified by older rules.
  package var classifiedByOlderRules: Int {
    rules.reduce(0) { $0 + ($1.name == rulesVersion ? 0 : $1.count) }
  }

  /// The files in the ledger, and what became of their records.
  package internal(set) var filesRead = 0
  package internal(set) var filesWithWarning = 0
  /// Damaged or truncated files without an intact copy in the archive.
  package internal(set) var damagedFiles = 0
  /// Tasks whose event comes from such a file.
  package internal(set) var provisionalTasks = 0
  package internal(set) var records = IngestCounts()
  /// Skipped records by kind, largest count first.
  package internal(set) var skipped: [(kind: SkippedKind, count: Int)] = []

  package internal(set) var shapes = 0
  /// Messages stored as their whole text: the superseded events.
  ///
  /// A task's message is always printed from its shapes.
  package internal(set) var messagesStoredWhole = 0

  /// Days between the first and the last event on which nothing was logged: how many, and the first ten ranges.
  package internal(set) var emptyDays = 0
  package internal(set) var gaps: [Gap] = []
  package static let gapsMax = 10

  /// Sizes of the database file and of its WAL.
  package internal(set) var fileBytes: Int64 = 0
  package internal(set) var logBytes: Int64 = 0
  package internal(set) var schemaVersion: Int32 = 0
  package internal(set) var retention: RetentionPolicy?

  /// The number of tasks.
  package var tasks: Int { rows.first { $0.name == "tasks" }?.count ?? 0 }

  /// Bytes of the file, including its WAL, per task.
  package var bytesPerTask: Double? {
    tasks == 0 ? nil : Double(fileBytes + logBytes) / Double(tasks)
  }
}
