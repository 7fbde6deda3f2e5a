package import SQLite

/// Why a statement in the sandbox was not run, or not to its end.
package enum SQLSandboxError: Error, Equatable {
  /// It would do more than read: the sentence that says so.
  case refused(String)
  /// It has `?` or `:name` in place of values: the first of them.
  case parameters(sql: String, first: String)
  /// A byte 0 is in the text.
  case nulByte(sql: String, offset: Int)
  case timedOut(seconds: Double)
  case interrupted
  /// It took all the memory that it may take.
  case memory(bytes: Int64)
  /// It made a value longer than it may be.
  case valueTooLong(bytes: Int32)
  /// The SQL has errors: misspelled names, a second statement, and so on.
  case invalid(SQLiteError)
  /// It could not be run to its end.
  case failed(SQLiteError)
}

extension SQLSandboxError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .refused(let sentence): sentence
    case .parameters:
      "the statement has parameters (?, :name, @name or $name), which have no values here"
    case .nulByte: "the statement contains a NUL byte"
    case .timedOut(let seconds): "the statement was stopped after \(Self.plain(seconds)) s"
    case .interrupted: "interrupted"
    case .memory(let bytes):
      "the statement was stopped: it needs more than \(bytes >> 20) MiB of memory"
    case .valueTooLong(let bytes):
      "the statement was stopped: it creates a value of more than \(bytes >> 20) MiB"
    case .invalid(let error), .failed(let error): error.message
    }
  }

  private static func plain(_ seconds: Double) -> String {
    seconds == seconds.rounded() && seconds < 1e15 ? String(Int64(seconds)) : String(seconds)
  }
}
