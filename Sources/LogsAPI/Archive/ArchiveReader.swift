import InsightsSQLite
package import Queries
import SQLite
package import Storage
import Synchronization

/// A connection that reads the archive, and what questions need on it; one thread at a time uses it.
///
/// It can only read, by three walls: the file is opened for reading, SQLite is told to refuse writes, and the
/// authorizer of ``SQLSandbox`` allows what reads.
package final class ArchiveReader {
  private let archive: Archive
  private let sandbox: SQLSandbox
  private let options: ReaderOptions
  private let current: Current
  private var view: (version: Int64, view: ArchiveView)?

  /// The work that SQLite asks about now and then.
  private final class Current: Sendable {
    let token = Mutex<WorkToken?>(nil)

    var isStopped: Bool { token.withLock { $0?.isStopped ?? false } }
  }

  /// - Throws: `ArchiveError`, `SQLiteError`; `APIError` if a newer version of this program has upgraded the archive.
  init(_ options: ReaderOptions) throws {
    let current = Current()
    do {
      archive = try Archive(path: options.path, .read)
    } catch .schema(_, .newer) {
      throw APIError.upgraded
    }
    try ArchiveFunctions.register(on: archive.connection)
    try InsightsFunctions.register(on: archive.connection)
    sandbox = try SQLSandbox(
      archive.connection,
      limits: ReadLimits(seconds: nil) {
        MemoryLimit.check()
        return current.isStopped
      })
    self.options = options
    self.current = current
  }

  private var connection: Connection { archive.connection }

  /// Runs statements for their rows, within the limits.
  private var statements: StatementRunner { sandbox.runner }

  /// Whether it reads another file than the one that is there now, or does not see what others write to it.
  func isOutdated(_ before: FileVersion?, _ now: FileVersion?) -> Bool {
    archive.seesCommits ? before?.file != now?.file : before != now
  }

  /// Does work that a token can stop, on one state of the archive.
  ///
  /// - Throws: `APIError` if the archive has another schema now, or what the work throws.
  func perform<Result>(_ token: WorkToken, _ body: () throws -> Result) throws -> Result {
    current.token.withLock { $0 = token }
    defer { current.token.withLock { $0 = nil } }
    return try token.account.charge {
      let snapshot = try Transaction(connection, .deferred)
      let result = Swift.Result {
        try requireSchema()
        return try body()
      }
      // After a failure too: the tables of `lookup` that were loaded stay. SQLite may have rolled back by itself.
      if connection.isInTransaction { try snapshot.commit() }
      return try result.get()
    }
  }

  /// A newer command may have upgraded the archive since it was opened.
  private func requireSchema() throws {
    guard try connection.pragma("user_version") == Archive.schemaVersion else {
      throw APIError.upgraded
    }
  }

  /// Lends the archive and the sandbox in which its connection runs statements.
  package func withArchive<Result>(
    _ body: (borrowing Archive, SQLSandbox) throws -> Result
  ) rethrows -> Result {
    try body(archive, sandbox)
  }

  /// What is known of the archive as it is now.
  package func currentView() throws -> ArchiveView {
    let version = try connection.pragma("data_version")
    if let view, view.version == version { return view.view }
    let new = try ArchiveView(archive, statements, options)
    view = (version, new)
    return new
  }
}
