import ArgumentParser
import ECSStops

/// The form in which standard error says what is wrong with a query.
enum ErrorFormat: String, CaseIterable, ExpressibleByArgument {
  /// Sentences with a mark under the place, for people.
  case text
  /// One JSON object, for programs.
  case json

  /// Reports a query that cannot be compiled.
  func report(_ error: QueryError) {
    switch self {
    case .text: StandardError.line(error.description)
    case .json: StandardError.line(DiagnosticsJSON.object(error).text)
    }
  }

  /// Reports what is surely not meant in a query that runs.
  func report(warnings: [Diagnostic], in source: SourceText) {
    switch self {
    case .text: for warning in warnings { StandardError.line(warning.rendered(in: source)) }
    case .json where warnings.isEmpty: break
    case .json:
      StandardError.line(DiagnosticsJSON.object(warnings: warnings, in: source).text)
    }
  }
}
