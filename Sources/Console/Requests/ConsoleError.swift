import InsightsSQLite
import LogsAPI
import LogsInsights
import Queries
import Reports
import Storage
import Time

/// Why a page cannot be shown: what happened, and what to do.
struct ConsoleError: Error {
  let status: Int
  let message: String
  /// What to do, or what there is instead.
  var help: String?
  /// A page to go to instead: what it is called, and its link.
  var instead: (name: String, link: String)?

  init(_ status: Int, _ message: String, help: String? = nil) {
    self.status = status
    self.message = message
    self.help = help
  }

  /// What a reader is told of an error of any kind.
  init(explaining error: any Error) {
    switch error {
    case let error as ConsoleError: self = error
    case let error as TimeArgumentError: self.init(400, "\(error)")
    case ReportError.unknownScope:
      self.init(400, "\(error)", help: (error as? ReportError)?.advice)
    case let error as ReportError: self.init(400, "\(error)")
    case let error as QueryError: self.init(400, error.description)
    case SQLSandboxError.interrupted: self.init(503, "the page took too long and was stopped")
    case let error as SQLSandboxError: self.init(400, "\(error)")
    case let error as APIError where error == .tooManyQueries:
      self.init(
        503, "too many pages and queries are waiting already", help: "try again in a moment")
    case let error as APIError: self.init(error.status, error.message)
    default: self.init(500, "\(error)")
    }
  }
}
