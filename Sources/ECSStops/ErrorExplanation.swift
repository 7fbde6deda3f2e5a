import Capture
import Output
import Queries
import Reports
import SQLite
import Storage
import Time

/// An error explained to the user: what happened, the text that it is about, and what to do.
package struct ErrorExplanation: Error {
  /// What happened, and to what.
  package var message: String
  /// The line of text that it is about, with a caret under the place.
  package var excerpt: String?
  /// What to do.
  package var help: String?
  package var kind: Kind

  /// The kind of failure, which decides the exit status.
  package enum Kind: Sendable {
    case failed
    /// A query, SQL or a condition has errors.
    case invalidQuery
    /// An argument names something that does not exist, or does not fit the others.
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
  /// Explains an error of this package; nil for any other.
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
    self.init("\(error)", help: error.advice)
    switch error {
    case .needsArgument, .takesNoArgument, .noDimensions, .wrongDimension,
      .dimensionNeedsStops,
      .missingParameters,
      .unknownParameter, .wrongValue, .takesNoFilter:
      kind = .usage
    case .invalidQuery(_, let sql, let offset, _):
      kind = .invalidQuery
      excerpt = offset.map { SQLExcerpt(sql, offset: $0).text }
    case .invalidCondition(let text, let offset, _, _):
      kind = .invalidQuery
      excerpt = offset.map { SQLExcerpt(text, offset: $0).text }
    case .noTask, .severalTasks, .taskOutsideScope, .unknownScope, .emptyScope, .outsideBundle,
      .noInsights:
      break
    }
  }

  private init(_ error: BundleFolderError) {
    switch error {
    case .ofDatabase, .notAFolder, .notEmpty:
      self.init("\(error)", help: "name a folder that does not exist yet")
    case .notWritable: self.init("\(error)")
    }
  }

  private init(_ error: ArchiveError) {
    switch error {
    case .schema(let path, let error): self.init("\(path): \(error)", help: Self.help(for: error))
    case .sqlite(let path, let error):
      self.init(
        error.code == ResultCode.corrupt
          ? "\(path) is damaged: \(error.message)" : "\(path): \(error.message)",
        help: Self.help(for: error))
    case .notAllowed(let sentence, let help): self.init(sentence, help: help)
    case .missing, .busy, .noFolder, .extract, .damaged, .noSpace, .emptyPath, .notAFile:
      self.init("\(error)")
    }
  }

  private static func help(for error: MigrationError) -> String? {
    switch error {
    case .notADatabase, .foreign, .unmarked:
      "the file was not changed; name another one with --archive"
    case .retired:
      "import the exports into a new archive, which --archive names; this file was not changed"
    case .newer: "a newer version of ecs-stops wrote it; update ecs-stops"
    case .failed(_, _, let error), .sqlite(let error): help(for: error)
    }
  }

  /// What to do about an error that SQLite reports for the file or the system.
  private static func help(for error: SQLiteError) -> String? {
    if error.isOfChangedFile {
      return "another process is writing to the archive; run the command again"
    }
    return switch error.code {
    case ResultCode.busy, ResultCode.locked:
      "another process is writing to the archive; try again when it has finished"
    case ResultCode.ioError:
      "the disk may be failing, or a limit on the size of files too low (`ulimit -f`); what was committed before is kept"
    case ResultCode.full:
      "free some disk space and run the command again; what was committed before is kept"
    case ResultCode.readOnly, ResultCode.cannotOpen:
      "the file and its folder must exist, and you need permission to write to both"
    case ResultCode.corrupt:
      "`ecs-stops check` shows what is wrong; restore a backup, or import the exports into a new archive"
    default: nil
    }
  }
}

/// SQLite's primary result codes for which there is advice.
private enum ResultCode {
  static let busy: Int32 = 5
  static let locked: Int32 = 6
  static let readOnly: Int32 = 8
  static let ioError: Int32 = 10
  static let corrupt: Int32 = 11
  static let full: Int32 = 13
  static let cannotOpen: Int32 = 14
}
