import Capture
import Output
import Queries
import Reports
import SQLite
import Storage
import Time

/// An error as people are told of it: what happened, the text that it is about, and what to do.
package struct ErrorExplanation: Error {
  /// What happened, and to what.
  package var message: String
  /// The text that it is about, with a mark under the place.
  package var excerpt: String?
  /// What to do.
  package var help: String?
  package var kind: Kind

  /// What has gone wrong, as far as programs tell it apart.
  package enum Kind: Sendable {
    case failed
    /// A query, SQL or a condition has errors.
    case invalidQuery
    /// Something was asked for that there is not, or not in this way.
    case usage
    case interrupted
  }

  package init(
    _ message: String, excerpt: String? = nil, help: String? = nil, kind: Kind = .failed
  ) {
    self.message = message
    self.excerpt = excerpt
    self.help = help
    self.kind = kind
  }
}

extension ErrorExplanation {
  /// Explains an error of ours; nil for any other.
  package init?(_ error: any Error) {
    switch error {
    case let error as ErrorExplanation: self = error
    case let error as ArchiveError: self.init(error)
    case let error as SQLSandboxError: self.init(error, names: { [] })
    case let error as SQLiteError: self.init(error.message, help: Self.help(for: error))
    case let error as RetentionError: self.init("\(error)")
    case let error as CaptureError: self.init("\(error)", kind: .usage)
    case let error as LookupTableError: self.init("\(error)")
    case let error as ReportError: self.init(error)
    case let error as ReportFileError: self.init("\(error)")
    case let error as BundleFolderError: self.init(error)
    default: return nil
    }
  }

  private init(_ error: ReportError) {
    self.init("\(error)")
    switch error {
    case .needsArgument, .takesNoArgument, .noDimensions, .wrongDimension,
      .dimensionNeedsStops,
      .missingParameters,
      .unknownParameter:
      kind = .usage
    case .invalidQuery(_, let sql, let offset, _):
      kind = .invalidQuery
      excerpt = offset.map { SQLExcerpt(sql, offset: $0).text }
    case .invalidCondition(let text, let offset, _, _):
      kind = .invalidQuery
      excerpt = offset.map { SQLExcerpt(text, offset: $0).text }
    case .noTask, .severalTasks, .unknownScope, .emptyScope, .outsideBundle, .noInsights: break
    }
  }

  private init(_ error: BundleFolderError) {
    switch error {
    case .ofDatabase, .notAFolder, .notEmpty:
      self.init("\(error)", help: "name a folder that is not there")
    case .notWritable: self.init("\(error)")
    }
  }

  private init(_ error: ArchiveError) {
    switch error {
    case .schema(let path, let error): self.init("\(path): \(error)", help: Self.help(for: error))
    case .sqlite(let path, let error):
      self.init("\(path): \(error.message)", help: Self.help(for: error))
    case .notAllowed(let sentence, let help): self.init(sentence, help: help)
    case .missing, .busy, .noFolder, .extract, .damaged, .emptyPath, .notAFile:
      self.init("\(error)")
    }
  }

  private static func help(for error: MigrationError) -> String? {
    switch error {
    case .notADatabase, .foreign, .unmarked:
      "it was left as it is; --archive names another file"
    case .retired:
      "import the exports into a new archive, which --archive names; this one was left as it is"
    case .newer: "a newer ecs-stops has written it: use that one, or a newer one"
    case .failed(_, _, let error), .sqlite(let error): help(for: error)
    }
  }

  /// What to do about what SQLite says of the file or the machine.
  private static func help(for error: SQLiteError) -> String? {
    if error.isOfChangedFile {
      return "somebody is writing to the archive; run this again"
    }
    return switch error.code {
    case SQLiteCode.busy, SQLiteCode.locked:
      "another process is writing to the archive; try again when it has ended"
    case SQLiteCode.full: "make room on the disk; what was complete before is kept"
    case SQLiteCode.readOnly, SQLiteCode.cannotOpen:
      "the file and its folder must be there, and writable for whoever runs this"
    case SQLiteCode.corrupt:
      "restore a copy, or make a new archive from the exports; `PRAGMA integrity_check` tells more"
    default: nil
    }
  }
}

/// Primary result codes of SQLite that have advice of their own.
private enum SQLiteCode {
  static let busy: Int32 = 5
  static let locked: Int32 = 6
  static let readOnly: Int32 = 8
  static let corrupt: Int32 = 11
  static let full: Int32 = 13
  static let cannotOpen: Int32 = 14
}
