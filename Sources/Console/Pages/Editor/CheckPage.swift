import InsightsSQLite
import JSON
import LogsAPI
import LogsInsights
import Queries

/// `/query/check.json`: what is wrong with a query, or surely not meant, without running it; the editor asks while its
/// text is typed.
struct CheckPage: ConsolePage {
  static let path = "/query/check"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    guard let text = request.parameters.text("q") else {
      return .json(DiagnosticsJSON.object(warnings: [], in: SourceText("")).text)
    }
    let now = request.now
    return try await console.read { reader in
      .json(try diagnostics(of: text, now: now, reader).text)
    }
  }

  /// The object that `query --errors json` prints; without an error it has the warnings only.
  private static func diagnostics(
    of text: String, now: Int64, _ reader: ConsoleReader
  ) throws -> JSONValue {
    let runner = try reader.archive.currentView().runner
    do {
      let query = try runner.compile(text, options: CompileOptions(now: now))
      return DiagnosticsJSON.object(warnings: query.warnings, in: SourceText(text))
    } catch let error as QueryError {
      return DiagnosticsJSON.object(error)
    }
  }
}
