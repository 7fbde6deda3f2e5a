import Glibc
import Migrations
package import SQLite

/// The archive: one SQLite file.
package struct Archive: ~Copyable {
  package let path: String
  package let connection: Connection
  /// The schema version from which opening the archive has upgraded it; nil if it had the latest, or none yet.
  package let upgradedFrom: Int32?
  private let access: Access
  private let file: ArchiveFile
  /// Whether reading goes on to see what others commit, and not only what there was at the opening.
  package let seesCommits: Bool

  /// How an archive is opened.
  package enum Access {
    /// For queries; the file must be there.
    case read
    /// For ingest, prune and settings; a missing file is created, with its folder.
    case write
  }

  /// Opens an archive and brings its schema up to date.
  ///
  /// - Throws: `ArchiveError`: there is no archive, the database belongs to another application, or its schema is newer
  ///   than this program or older than the first release.
  package init(
    path: String, _ access: Access, waiting: WriterWait = WriterWait()
  ) throws(ArchiveError) {
    let file = try access == .read ? ArchiveFile(path) : ArchiveFile(toWrite: path)
    var former: Int32?
    (connection, seesCommits) = try Self.open(file, access, waiting, &former)
    upgradedFrom = former == 0 ? nil : former
    self.path = path
    self.access = access
    self.file = file
  }

  deinit {
    if access == .write { file.finishWriting(connection) }
  }

  /// Migrates an archive with an older schema, which requires a connection that can write.
  ///
  /// - Parameter former: receives the version that the schema had, if it was an older one.
  private static func bringUpToDate(
    _ connection: Connection, _ file: ArchiveFile, _ waiting: WriterWait, _ former: inout Int32?
  ) throws(ArchiveError) {
    switch try state(of: connection, file) {
    case .current: return
    case .empty: throw .missing(path: file.path)
    case .behind(let version):
      guard file.isOwn else {
        throw file.needsOwner(
          "its schema must be upgraded from version \(version) to \(schemaVersion)")
      }
    }
    let writer = try openForWriting(file.path, waiting, &former)
    file.finishWriting(writer)
  }

  /// The version of the schema, after rolling back whatever a killed writer left incomplete.
  private static func state(
    of connection: Connection, _ file: ArchiveFile
  ) throws(ArchiveError) -> SchemaState {
    do {
      return try migrator.state(of: connection)
    } catch .sqlite(let error) where error.needsRollback && file.isOwn {
      try file.rollBack()
    } catch .notADatabase where file.isUnwritten && file.isOwn {
      try file.rollBack()
    } catch {
      throw .schema(path: file.path, error)
    }
    do { return try migrator.state(of: connection) } catch { throw .schema(path: file.path, error) }
  }

  private static func open(
    _ file: ArchiveFile, _ access: Access, _ waiting: WriterWait, _ former: inout Int32?
  ) throws(ArchiveError) -> (Connection, seesCommits: Bool) {
    guard access == .write else { return try openForReading(file, waiting, &former) }
    let connection = try openForWriting(file.path, waiting, &former, refusesExtract: true)
    file.share(connection)
    return (connection, true)
  }

  private static func openForReading(
    _ file: ArchiveFile, _ waiting: WriterWait, _ former: inout Int32?
  ) throws(ArchiveError) -> (Connection, seesCommits: Bool) {
    let readable = try file.readable()
    let connection = try connect(readable.path, readable.mode, named: file.path, waiting)
    try bringUpToDate(connection, file, waiting, &former)
    try configure(connection, file.path)
    do {
      // Queries map the file instead of copying it. They may sort more than fits in memory, so SQLite sorts in
      // temporary files.
      try connection.execute("PRAGMA mmap_size = 1099511627776; PRAGMA temp_store = FILE")
    } catch {
      throw .sqlite(path: file.path, error)
    }
    try readable.confirm()
    return (connection, readable.seesCommits)
  }

  private static func openForWriting(
    _ path: String, _ waiting: WriterWait, _ former: inout Int32?, refusesExtract: Bool = false
  ) throws(ArchiveError) -> Connection {
    let connection = try connect(path, .create, named: path, waiting)
    former = try prepareForSchema(connection, path)
    do { try migrator.migrate(connection) } catch { throw .schema(path: path, error) }
    if refusesExtract { try refuseExtract(connection, path) }
    try prepareForWriting(connection, path)
    try configure(connection, path)
    return connection
  }

  private static func refuseExtract(
    _ connection: Connection, _ path: String
  ) throws(ArchiveError) {
    let settings: ExtractSettings?
    do { settings = try ExtractSettings(connection) } catch {
      throw .sqlite(path: path, error)
    }
    guard settings == nil else { throw .extract(path: path) }
  }

  /// The schema version that this program writes.
  package static var schemaVersion: Int32 { migrator.latestVersion }

  private static let migrator = Migrator(
    applicationID: ArchiveMigrations.applicationID,
    retiredApplicationID: ArchiveMigrations.prereleaseApplicationID,
    migrations: ArchiveMigrations.steps.enumerated().map { index, step in
      Migration(version: Int32(index + 1), name: step.name, sql: step.sql)
    }, views: ArchiveMigrations.views)

  private static func connect(
    _ file: String, _ mode: OpenMode, named path: String, _ waiting: WriterWait
  ) throws(ArchiveError) -> Connection {
    do {
      let connection = try Connection(path: file, mode: mode, foreignKeys: false)
      waiting.apply(to: connection)
      return connection
    } catch {
      throw .sqlite(path: path, error)
    }
  }

  /// Prepares a file for its schema: a new one, or one that must be brought up to date, whose version it returns.
  private static func prepareForSchema(
    _ connection: Connection, _ path: String
  ) throws(ArchiveError) -> Int32? {
    let state: SchemaState
    do { state = try migrator.state(of: connection) } catch { throw .schema(path: path, error) }
    switch state {
    case .current: return nil
    case .behind(let version):
      guard let space = MigrationSpace(ofArchive: path), !space.isEnough else { return version }
      throw .noSpace(path: path, needed: space.needed, free: space.free)
    case .empty:
      // Pages freed by a prune can then be returned to the file system gradually. `VACUUM` instead would block other
      // writers and rewrite the whole archive. This costs one page in eight hundred.
      do {
        try connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
      } catch {
        throw .sqlite(path: path, error)
      }
      return nil
    }
  }

  private static func prepareForWriting(
    _ connection: Connection, _ path: String
  ) throws(ArchiveError) {
    do {
      // Readers continue while we write. A power failure may undo the last commits but never damages the file, and the
      // next ingest reads again what was undone.
      _ = try connection.prepare("PRAGMA journal_mode = WAL").step()
      try connection.execute("PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY")
    } catch {
      throw .sqlite(path: path, error)
    }
  }

  private static func configure(
    _ connection: Connection, _ path: String
  ) throws(ArchiveError) {
    do {
      // 64 MiB of pages in memory.
      try connection.execute("PRAGMA cache_size = -65536")
    } catch {
      throw .sqlite(path: path, error)
    }
  }
}
