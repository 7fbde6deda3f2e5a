public import EventPatterns
import Exports
import Ingest
import LogsInsights
import Masking
import Queries
import Rows
import Storage
package import Time

/// An archive of stopped Amazon ECS tasks: one SQLite file.
///
/// The public interface of the library: what the command does, for programs.
///
///     let archive = StoppedTasks(path: "archive.sqlite")
///     try archive.ingest(["exports/"])
///     for row in try archive.query("stats count(*) as stops by detail.stopCode") {
///       print(row["detail.stopCode"] as Any, row["stops"] as Any)
///     }
///
/// Each call opens the file and closes it again; several programs may read while one writes.
public struct StoppedTasks: Sendable {
  /// The archive's file, which the first `ingest` creates.
  public let path: String

  private let time: TimeSource

  /// Names an archive; nothing is opened yet.
  public init(path: String) {
    self.init(path: path, time: .system)
  }

  /// Names an archive with another clock.
  package init(path: String, time: TimeSource) {
    self.path = path
    self.time = time
  }

  /// What became of the records of an ingest; `read` is the sum of all others.
  public struct IngestResult: Equatable, Sendable {
    public var read = 0
    /// Stops that were inserted, or that replaced an older version of their task.
    public var stored = 0
    public var duplicates = 0
    /// Stops that lost to a higher version of the same task; they are kept in the table `superseded`.
    public var superseded = 0
    /// JSON that is not a stopped task.
    public var skipped = 0
    /// Records that cannot be read; they are kept in the table `rejects`.
    public var rejected = 0
    /// Stops older than the retention policy keeps.
    public var expired = 0
    /// Stops that do not match the pattern of the ingest.
    public var filtered = 0
    /// Files that were read, and files that were already in the archive.
    public var filesRead = 0
    public var filesKnown = 0
    /// One sentence for each file or path that could not be read.
    public var failures: [String] = []
  }

  /// Imports CloudWatch Logs exports to S3, or bare events, into the archive.
  ///
  /// - Parameters:
  ///   - paths: files, folders, or `-` for standard input.
  ///   - pattern: which stops to keep; nil for all.
  /// - Throws: `StoppedTasksError` if the archive cannot be written. A file that cannot be read is listed in the
  ///   result.
  @discardableResult
  public func ingest(_ paths: [String], pattern: EventPattern? = nil) throws -> IngestResult {
    try explained {
      let found = ExportFinder.find(paths)
      let archive = try Archive(path: path, .write)
      let summary = try Ingestor(archive, now: time.now, pattern: pattern).ingest(found.files)
      let counts = summary.counts
      return IngestResult(
        read: counts.read, stored: counts.stored, duplicates: counts.duplicates,
        superseded: counts.superseded, skipped: counts.skipped, rejected: counts.rejected,
        expired: counts.expired, filtered: counts.filtered, filesRead: summary.filesRead,
        filesKnown: summary.filesKnown,
        failures: (found.errors + summary.failures).map(\.description))
    }
  }

  /// Runs a query in Logs Insights QL.
  ///
  /// - Parameters:
  ///   - start: the earliest log time to include, in milliseconds since 1970; nil for no bound.
  ///   - end: the latest log time to include.
  ///   - limit: at most this many rows, `.max` for all; if it is nil, 10,000 unless the query has a limit. A smaller
  ///     limit in the query applies as well.
  ///   - masksSecrets: whether values that look like secrets become `[masked]`, as the command shows them. By default
  ///     rows have what the archive holds: events may contain passwords, so mask what others will see.
  /// - Throws: `StoppedTasksError`; for a query with errors its message shows each with a caret.
  public func query(
    _ text: String, start: Int64? = nil, end: Int64? = nil, limit: Int? = nil,
    masksSecrets: Bool = false
  ) throws -> QueryResult {
    try explained {
      let archive = try Archive(path: path, .read)
      let runner = try QueryRunner(archive)
      let options = CompileOptions(
        start: start, end: end, now: time.now, rowsMax: limit)
      let rows = RowCollector()
      let compiled = try runner.compile(text, options: options)
      let outcome =
        masksSecrets
        ? try runner.run(compiled, to: MaskingWriter(Masker(archive.connection), to: rows))
        : try runner.run(compiled, to: rows)
      return QueryResult(
        rows: rows.rows.map { QueryRow($0, rows.columns) }, isCut: outcome.isCut,
        total: outcome.total)
    }
  }

  /// Sets how many days the archive keeps a stop; nil keeps everything.
  ///
  /// - Throws: `StoppedTasksError` for a number of days that CloudWatch Logs does not allow; its message lists the
  ///   nearest.
  public func setRetention(days: Int?) throws {
    try explained {
      let archive = try Archive(path: path, .write)
      try archive.setRetentionPolicy(days.map { try RetentionPolicy(days: $0) })
    }
  }

  /// Deletes what is older than the retention policy keeps; returns the number of tasks.
  ///
  /// - Throws: `StoppedTasksError`, also if the archive has no policy.
  @discardableResult
  public func prune() throws -> Int {
    try explained {
      let archive = try Archive(path: path, .write)
      guard let policy = try archive.retentionPolicy() else {
        throw StoppedTasksError(
          message: "\(path): the archive has no retention policy; set one first")
      }
      let cutoff = policy.cutoff(asOf: time.now)
      return try Pruner(archive).prune(before: cutoff).deleted.tasks
    }
  }

  /// Converts internal errors to one that explains what happened.
  private func explained<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as StoppedTasksError {
      throw error
    } catch {
      throw StoppedTasksError(message: "\(error)")
    }
  }
}

/// Why an operation failed: what happened, to what, and what to do.
public struct StoppedTasksError: Error, CustomStringConvertible {
  /// The message, for people.
  public let message: String

  public var description: String { message }
}

/// The rows of a query's result, in order.
public struct QueryResult: RandomAccessCollection, Equatable, Sendable {
  public let rows: [QueryRow]
  /// Whether rows are left out because of a limit other than the query's own.
  public let isCut: Bool
  /// The total number of rows if some were left out and the total is cheap to count.
  public let total: Int?

  public var startIndex: Int { rows.startIndex }
  public var endIndex: Int { rows.endIndex }
  public subscript(position: Int) -> QueryRow { rows[position] }
}

/// A row of a query's result, with only the columns that have a value, in order.
public struct QueryRow: Equatable, Sendable {
  /// Names and values, in the order of the query.
  public let columns: [Column]

  /// One value and the column's name.
  public struct Column: Equatable, Sendable {
    public let name: String
    public let value: QueryValue
  }

  /// The value of a column; nil if the row has none.
  public subscript(name: String) -> QueryValue? { columns.first { $0.name == name }?.value }
}

/// A value of a query's result.
public enum QueryValue: Equatable, Sendable {
  case integer(Int64)
  case real(Double)
  /// Text; times are printed as `2026-01-31 09:30:00.000`, in UTC.
  case text(String)
}

extension QueryRow {
  fileprivate init(_ cells: [Cell], _ columns: [ResultColumn]) {
    self.columns = zip(columns, cells).compactMap { column, cell in
      QueryValue(cell).map { Column(name: column.name, value: $0) }
    }
  }
}

extension QueryValue {
  fileprivate init?(_ cell: Cell) {
    switch cell {
    case .null: return nil
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
    }
  }
}
