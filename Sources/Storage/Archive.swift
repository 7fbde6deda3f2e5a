import Glibc
import Migrations
package import SQLite

/// The archive: one SQLite file.
package struct Archive: ~Copyable {
  package let path: String
  package let connection: Connection

  /// How an archive is opened.
  package enum Access {
    /// For queries; the file must be there.
    case read
    /// For ingest, prune and settings; a missing file is made, with its folder.
    case write
  }

  /// How long a statement waits for another process's write.
  private static let busyTimeoutMilliseconds: Int32 = 10_000

  /// Opens an archive and brings it up to date: its schema, and verdicts on stops that no rules have judged yet.
  ///
  /// - Parameter onJudging: told how far that is, if there is something to judge.
  /// - Throws: `ArchiveError`: no archive there, somebody else's database, one newer than this program.
  package init(
    path: String, _ access: Access, onJudging: (ReclassifyProgress) -> Void = { _ in }
  ) throws(ArchiveError) {
    self.path = path
    connection = try Self.open(path, access, onJudging)
  }

  private static func open(
    _ path: String, _ access: Access, _ onJudging: (ReclassifyProgress) -> Void
  ) throws(ArchiveError) -> Connection {
    if access == .write { return try openForWriting(path, onJudging) }
    guard Glibc.access(path, F_OK) == 0 else { throw .missing(path: path) }
    let connection = try connect(path, .readOnly)
    try bringUpToDate(connection, path, onJudging)
    try configure(connection, path)
    do {
      // Queries map the file instead of copying it. What they sort may be larger than memory, and SQLite sorts faster
      // where it is prepared for that.
      try connection.execute("PRAGMA mmap_size = 1099511627776; PRAGMA temp_store = FILE")
    } catch {
      throw .sqlite(path: path, error)
    }
    return connection
  }

  /// Has an archive of an older schema migrated and judged, which takes a writer.
  private static func bringUpToDate(
    _ connection: borrowing Connection, _ path: String, _ onJudging: (ReclassifyProgress) -> Void
  ) throws(ArchiveError) {
    let state: SchemaState
    do { state = try migrator.state(of: connection) } catch { throw .schema(path: path, error) }
    switch state {
    case .current: if try isJudged(connection, path) { return }
    case .empty: throw .missing(path: path)
    case .behind: break
    }
    _ = try openForWriting(path, onJudging)
  }

  private static func openForWriting(
    _ path: String, _ onJudging: (ReclassifyProgress) -> Void
  ) throws(ArchiveError) -> Connection {
    try makeFolder(of: path)
    let connection = try connect(path, .create)
    try prepareForShrinking(connection, path)
    do { try migrator.migrate(connection) } catch { throw .schema(path: path, error) }
    try prepareForWriting(connection, path)
    try configure(connection, path)
    if try !isJudged(connection, path) { try judge(connection, path, onJudging) }
    return connection
  }

  private static func isJudged(
    _ connection: borrowing Connection, _ path: String
  ) throws(ArchiveError) -> Bool {
    do {
      return try !Reclassifier.isNeeded(in: connection)
    } catch {
      throw .sqlite(path: path, error)
    }
  }

  private static func judge(
    _ connection: borrowing Connection, _ path: String, _ progress: (ReclassifyProgress) -> Void
  ) throws(ArchiveError) {
    do {
      try Reclassifier(connection).judgeRest(progress: progress)
    } catch {
      throw .sqlite(path: path, error)
    }
  }

  /// The schema version that this program writes.
  package static var schemaVersion: Int32 { migrator.latestVersion }

  private static let migrator = Migrator(
    applicationID: ArchiveMigrations.applicationID,
    migrations: ArchiveMigrations.steps.enumerated().map { index, step in
      Migration(version: Int32(index + 1), name: step.name, sql: step.sql)
    }, views: ArchiveMigrations.views)

  private static func connect(
    _ path: String, _ mode: OpenMode
  ) throws(ArchiveError) -> Connection {
    do {
      let connection = try Connection(path: path, mode: mode, foreignKeys: false)
      connection.setBusyTimeout(milliseconds: busyTimeoutMilliseconds)
      return connection
    } catch {
      throw .sqlite(path: path, error)
    }
  }

  /// Has a new file made so that pages which a prune frees can go back to the file system bit by bit.
  ///
  /// `VACUUM` instead would keep other writers waiting and write the whole archive anew. It costs one page in eight
  /// hundred.
  private static func prepareForShrinking(
    _ connection: borrowing Connection, _ path: String
  ) throws(ArchiveError) {
    let state: SchemaState
    do { state = try migrator.state(of: connection) } catch { throw .schema(path: path, error) }
    guard state == .empty else { return }
    do {
      try connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    } catch {
      throw .sqlite(path: path, error)
    }
  }

  private static func prepareForWriting(
    _ connection: borrowing Connection, _ path: String
  ) throws(ArchiveError) {
    do {
      // Readers go on while we write; a power cut may undo the last commits and never damages the file, and what was
      // undone is read again by the next ingest.
      _ = try connection.prepare("PRAGMA journal_mode = WAL").step()
      try connection.execute("PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY")
    } catch {
      throw .sqlite(path: path, error)
    }
  }

  private static func configure(
    _ connection: borrowing Connection, _ path: String
  ) throws(ArchiveError) {
    do {
      // 64 MiB of pages in memory.
      try connection.execute("PRAGMA cache_size = -65536")
    } catch {
      throw .sqlite(path: path, error)
    }
  }

  private static func makeFolder(of path: String) throws(ArchiveError) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let folder = String(path[..<slash])
    guard !folder.isEmpty, Glibc.access(folder, F_OK) != 0 else { return }
    try makeFolder(of: folder)
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw .noFolder(path: folder, why: String(cString: strerror(errno)))
    }
  }
}
