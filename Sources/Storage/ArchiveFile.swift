import Files
import Glibc
import SQLite

/// The file of an archive, and what the current user may do with it.
///
/// In WAL mode SQLite keeps two files beside a database, the WAL and its index, and creates missing ones even to read.
/// Only the owner of the archive may create them, and root, who gives them to the owner; files of anyone else would
/// keep the owner from writing. Other users create no file, and read
///
/// - the files as they are, if all exist: SQLite's locks on the index protect readers from writers;
/// - the database file alone, if the WAL is empty: reading ends with an error if another process begins to write;
/// - a private copy, if the WAL contains commits and its index cannot be used.
struct ArchiveFile {
  /// The path as it was given.
  let path: String
  /// The path without symbolic links: SQLite puts its other files beside this one.
  private let realPath: String
  private let owner: uid_t

  /// - Throws: `ArchiveError` if there is no file, or it cannot be read.
  init(_ path: String) throws(ArchiveError) {
    guard !path.isEmpty else { throw .emptyPath }
    var status = stat()
    guard stat(path, &status) == 0, let real = realpath(path, nil) else {
      throw Self.isAbsence(errno) ? .missing(path: path) : Self.failure(path, errno)
    }
    defer { free(real) }
    self.path = path
    realPath = String(cString: real)
    owner = status.st_uid
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard Self.may(R_OK, realPath) else {
      throw .notAllowed(
        "you may not read \(path): it belongs to \(Self.name(of: owner))",
        help: "its owner can permit it: chmod o+r, or chgrp and chmod g+r")
    }
  }

  /// Creates a missing file, and its folders.
  ///
  /// - Throws: `ArchiveError` if it cannot be created or written to.
  init(toWrite path: String) throws(ArchiveError) {
    guard !path.isEmpty else { throw .emptyPath }
    if Glibc.access(path, F_OK) != 0, Self.isAbsence(errno) {
      try Self.makeFolder(of: path)
      let made = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, PrivateMode.file)
      guard made >= 0 || errno == EEXIST else { throw Self.creationFailure(path, errno) }
      // The umask may have taken permissions of the owner away.
      fchmod(made, PrivateMode.file)
      close(made)
    }
    try self.init(path)
    try checkWritable()
  }

  private static func makeFolder(of path: String) throws(ArchiveError) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let folder = String(path[..<slash])
    guard !folder.isEmpty, Glibc.access(folder, F_OK) != 0 else { return }
    try makeFolder(of: folder)
    guard mkdir(folder, PrivateMode.folder) == 0 else {
      if errno == EEXIST { return }
      throw .noFolder(path: folder, why: String(cString: strerror(errno)))
    }
    chmod(folder, PrivateMode.folder)
  }

  /// Why a file cannot be created in a folder that exists.
  private static func creationFailure(_ path: String, _ number: Int32) -> ArchiveError {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard number == EACCES, may(X_OK, folder), !may(W_OK, folder) else {
      return failure(path, number)
    }
    return .notAllowed(
      "\(path) cannot be created: you may not create files in \(folder == "." ? "the current folder" : folder)",
      help: "--archive names another file")
  }

  private static func isAbsence(_ number: Int32) -> Bool { number == ENOENT || number == ENOTDIR }

  private static func failure(_ path: String, _ number: Int32) -> ArchiveError {
    .notAllowed(
      "\(path) cannot be opened: \(String(cString: strerror(number)))",
      help: number == EACCES
        ? "you need permission to enter each folder above it" : "--archive names another file")
  }

  /// The login name of a user, or the number.
  private static func name(of user: uid_t) -> String {
    getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "user \(user)"
  }

  private static func may(_ rights: Int32, _ path: String) -> Bool {
    faccessat(AT_FDCWD, path, rights, AT_EACCESS) == 0
  }

  private var folder: String {
    String(realPath[..<(realPath.lastIndex(of: "/") ?? realPath.endIndex)]) + "/"
  }
  private var log: String { realPath + "-wal" }
  private var index: String { realPath + "-shm" }
  private var journal: String { realPath + "-journal" }
  private var isOwners: Bool { geteuid() == owner || geteuid() == 0 }

  /// Whether SQLite may create and write its files beside the archive.
  var isOwn: Bool { isOwners && obstacle == nil }

  /// The first file or folder that must be writable and is not.
  private var obstacle: String? {
    if !Self.may(W_OK, realPath) { return path }
    if !Self.may(W_OK | X_OK, folder) { return folder }
    for file in [log, index, journal]
    where FileState(file) != nil && !Self.may(R_OK | W_OK, file) { return file }
    return nil
  }
}

// MARK: - Reading

extension ArchiveFile {
  /// A file that can be opened as it is; a private copy is deleted with the value.
  final class Readable {
    let path: String
    let mode: OpenMode
    private let copy: PrivateCopy?

    fileprivate init(_ path: String, _ mode: OpenMode, copy: PrivateCopy? = nil) {
      self.path = path
      self.mode = mode
      self.copy = copy
    }

    /// Whether it is the archive itself, read with SQLite's locks.
    var seesCommits: Bool { copy == nil && mode != .readOnlyUnchanged }

    /// For ATTACH.
    var uri: String { DatabaseURI(path: path, mode: mode).text }

    /// Verifies, after opening the file, that it contains everything that is committed.
    ///
    /// - Throws: `ArchiveError.busy` if another process has begun to write.
    func confirm() throws(ArchiveError) {
      guard mode == .readOnlyUnchanged else { return }
      let before = FileState(path)
      // Wait until a later change is sure to get a different time.
      if before?.isRecent ?? false { usleep(FileState.clockMicroseconds) }
      guard FileState(path) == before, (FileState(path + "-wal")?.size ?? 0) <= logHeaderBytes
      else {
        throw .busy(path: path)
      }
    }
  }

  private static let logHeaderBytes = 32

  private static let attemptsMax = 40
  private static let pauseMicroseconds: UInt32 = 50_000

  /// Determines how the file can be read.
  ///
  /// A file that belongs to the user is not examined: it may be a database of another application, and must stay
  /// untouched.
  func readable() throws(ArchiveError) -> Readable {
    if isOwn { return Readable(realPath, .readOnly) }
    for _ in 0..<Self.attemptsMax {
      if let found = try readableByOthers() { return found }
      usleep(Self.pauseMicroseconds)
    }
    throw .busy(path: path)
  }

  /// Whether the first page was never written and a journal exists: the process that created the archive was killed.
  var isUnwritten: Bool {
    guard FileState(journal)?.size ?? 0 > 0 else { return false }
    let head = FileContent.head(of: realPath, count: 100)
    return head.count == 100 && head.allSatisfy { $0 == 0 }
  }

  /// Rolls back what a killed writer left incomplete.
  func rollBack() throws(ArchiveError) {
    do {
      let connection = try Connection(path: realPath, mode: .readWrite, foreignKeys: false)
      try Self.read(connection)
    } catch {
      throw .sqlite(path: path, error)
    }
  }

  /// Nil if the file is being changed at this moment.
  private func readableByOthers() throws(ArchiveError) -> Readable? {
    guard try isInWALMode() else {
      guard case .failure(let error) = probe(.readOnly) else {
        return Readable(realPath, .readOnly)
      }
      return error.needsRollback ? try copied() : Readable(realPath, .readOnly)
    }
    // A change of the journal mode was killed and left this journal.
    if FileState(journal)?.size ?? 0 > 0 { return try copied() }
    if Self.may(R_OK, log), Self.may(R_OK, index), case .success = probe(.readOnlyShared) {
      return Readable(realPath, .readOnlyShared)
    }
    if !hasCommitsInLog { return Readable(realPath, .readOnlyUnchanged) }
    guard Self.may(R_OK, log) else {
      throw .notAllowed(
        "you may read \(path), but not \(log), which holds its newest stops",
        help:
          "\(Self.name(of: owner)) can permit it with chmod, or by running any ecs-stops command on the archive"
      )
    }
    return try copied()
  }

  private func copied() throws(ArchiveError) -> Readable? {
    guard let copy = try PrivateCopy(of: realPath) else { return nil }
    return Readable(copy.path, .readOnly, copy: copy)
  }

  private var hasCommitsInLog: Bool { (FileState(log)?.size ?? 0) > Self.logHeaderBytes }

  private func isInWALMode() throws(ArchiveError) -> Bool {
    do {
      return try Connection(path: realPath, mode: .readOnly).isInWALMode()
    } catch {
      throw .sqlite(path: path, error)
    }
  }

  /// Whether the file can be read in a mode.
  private func probe(_ mode: OpenMode) -> Result<Void, SQLiteError> {
    do {
      try Self.read(Connection(path: realPath, mode: mode, foreignKeys: false))
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  private static func read(_ connection: Connection) throws(SQLiteError) {
    _ = try connection.integer("SELECT 1 FROM sqlite_schema LIMIT 1")
  }
}

// MARK: - Writing

extension ArchiveFile {
  /// Throws an error that says what prevents the user from writing.
  private func checkWritable() throws(ArchiveError) {
    guard let obstacle else { return }
    guard obstacle != path, obstacle != folder else {
      throw .notAllowed(
        "you may read \(path), but not write \(obstacle == path ? "to it" : "beside it, in \(folder)")",
        help: adviceToWrite)
    }
    let other = FileState.owner(of: obstacle)
    throw .notAllowed(
      "you may write to \(path), but not to \(obstacle), which belongs to \(Self.name(of: other))",
      help: FileState(obstacle)?.size == 0 || obstacle == index && !hasCommitsInLog
        ? "the file is empty; delete it when no process uses the archive"
        : "\(Self.name(of: other)) or root can run this, or give you the file with chown")
  }

  private var adviceToWrite: String {
    var system = statvfs()
    if statvfs(realPath, &system) == 0, system.f_flag & UInt(ST_RDONLY) != 0 {
      return "its file system is mounted read-only"
    }
    return geteuid() == owner
      ? "you own it: chmod u+w" : "its owner, \(Self.name(of: owner)), can"
  }

  /// The error for an archive that must be upgraded by a user who may not write to it.
  func needsOwner(_ what: String) -> ArchiveError {
    .notAllowed(
      "you may read \(path), but not write to it, and \(what)",
      help:
        "\(adviceToWrite); run `ecs-stops info --archive \(path)` as a user who may write, or on a copy"
    )
  }

  /// Checkpoints the WAL into the archive and leaves both files beside it, so that others can read without creating
  /// any.
  ///
  /// If others are reading, the next writer does it, or whoever closes the archive last.
  func finishWriting(_ connection: Connection) {
    guard isOwners else { return }
    share(connection)
    connection.setBusyTimeout(milliseconds: 0)
    // An archive that was only opened has an empty WAL.
    _ = try? connection.integer("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// Keeps the WAL and its index for readers who may not create them, with the permissions of the archive.
  func share(_ connection: Connection) {
    // Files of another user would be in the owner's way.
    guard isOwners else { return }
    connection.keepWALFiles()
    var status = stat()
    guard stat(realPath, &status) == 0 else { return }
    for file in [log, index] { chmod(file, status.st_mode & 0o777) }
  }
}

extension FileState {
  fileprivate static func owner(of path: String) -> uid_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_uid : 0
  }
}
