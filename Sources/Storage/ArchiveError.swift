package import SQLite

/// The archive cannot be used as asked.
package enum ArchiveError: Error {
  /// Nothing is at the path, and reading was asked for.
  case missing(path: String)
  /// The path is the empty text, as that of a variable which is not set.
  case emptyPath
  /// At the path is a folder, a pipe or a device.
  case notAFile(path: String)
  /// Whoever runs this may not do what it takes: a sentence, and what to do.
  case notAllowed(String, help: String)
  /// The file is not ours, newer than us, or its schema could not be made.
  case schema(path: String, MigrationError)
  /// Another process is writing and did not end in time.
  case busy(path: String)
  /// SQLite refused something.
  case sqlite(path: String, SQLiteError)
  /// The folder for a new archive cannot be made.
  case noFolder(path: String, why: String)
  /// It is a part of another archive, made to be read.
  case extract(path: String)
  /// Rows contradict each other.
  case damaged(path: String, what: String)
}

extension ArchiveError: CustomStringConvertible {
  /// What happened, where, and what to do.
  package var description: String {
    switch self {
    case .missing(let path):
      "there is no archive at \(path); `ecs-stops ingest` makes one, --archive names another"
    case .emptyPath: "the archive's path is empty"
    case .notAFile(let path): "\(path) is not a file; an archive is one"
    case .notAllowed(let sentence, let help): "\(sentence); \(help)"
    case .schema(let path, let error): "\(path): \(error)"
    case .busy(let path):
      "\(path): another process is writing to the archive; try again when it has ended"
    case .sqlite(let path, let error): "\(path): \(error)"
    case .noFolder(let path, let why):
      "the folder \(path) cannot be made: \(why); --archive names another place"
    case .extract(let path):
      "\(path) is a bundle, a part of another archive, and is only read; --archive names the archive to change"
    case .damaged(let path, let what):
      "\(path): the archive is damaged (\(what)); `PRAGMA integrity_check` tells more"
    }
  }
}
