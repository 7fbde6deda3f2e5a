package import SQLite

/// The archive cannot be used as asked.
package enum ArchiveError: Error {
  /// There is no file at the path, and it was to be read.
  case missing(path: String)
  /// The path is empty, for example because a variable is not set.
  case emptyPath
  /// The path names a folder, a pipe or a device.
  case notAFile(path: String)
  /// The user lacks a permission: what is not permitted, and what to do about it.
  case notAllowed(String, help: String)
  /// The file belongs to another application or to a newer version, or a schema step failed.
  case schema(path: String, MigrationError)
  /// Another process was still writing when the busy timeout ran out.
  case busy(path: String)
  /// SQLite reported an error.
  case sqlite(path: String, SQLiteError)
  /// The folder for a new archive cannot be created.
  case noFolder(path: String, why: String)
  /// The archive is an extract of another one, which is read-only.
  case extract(path: String)
  /// The archive must be upgraded, for which its disk has too little space; in bytes.
  case noSpace(path: String, needed: Int64, free: Int64)
  /// Rows of the archive contradict each other.
  case damaged(path: String, what: String)
}

extension ArchiveError {
  /// What SQLite says about a file whose content is wrong; nil for any other error.
  package var damage: String? {
    let error: SQLiteError
    switch self {
    case .sqlite(_, let found), .schema(_, .sqlite(let found)),
      .schema(_, .failed(_, _, let found)):
      error = found
    default: return nil
    }
    return error.isCorrupt ? error.message : nil
  }
}

extension ArchiveError: CustomStringConvertible {
  /// What happened, to which file, and what to do.
  package var description: String {
    switch self {
    case .missing(let path):
      "there is no archive at \(path); `ecs-stops ingest` creates one, --archive names another"
    case .emptyPath: "the path of the archive is empty; --archive or ECS_STOPS_ARCHIVE names a file"
    case .notAFile(let path): "\(path) is not a regular file; --archive names a SQLite file"
    case .notAllowed(let sentence, let help): "\(sentence); \(help)"
    case .schema(let path, let error): "\(path): \(error)"
    case .busy(let path):
      "\(path): another process is writing to the archive; try again when it has finished"
    case .sqlite(let path, let error): "\(path): \(error)"
    case .noFolder(let path, let why):
      "the folder \(path) cannot be created: \(why); --archive names another place"
    case .extract(let path):
      "\(path) is the archive of a bundle, which is read-only; name the archive to change with --archive"
    case .noSpace(let path, let needed, let free):
      "\(path): upgrading the archive to this version may take \(Self.megabytes(needed)) MB of disk space, and \(Self.megabytes(free)) MB are free; free some space, or move the archive to another disk"
    case .damaged(let path, let what):
      "\(path) is damaged (\(what)); `ecs-stops check` shows what is wrong"
    }
  }

  /// Millions of bytes, rounded up.
  private static func megabytes(_ bytes: Int64) -> Int64 { (bytes + 999_999) / 1_000_000 }
}
