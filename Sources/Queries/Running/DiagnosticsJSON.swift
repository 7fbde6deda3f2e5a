package import JSON
package import LogsInsights
import Output

/// What is wrong with a query, or surely not meant, as one JSON object for programs.
///
/// The members `message` and `queryCompileError` are those of the Logs API.
package enum DiagnosticsJSON {
  /// The object of a query that cannot be compiled: the first error as AWS reports it, and all of them.
  package static func object(_ error: QueryError) -> JSONValue { .object(members(error)) }

  /// The members of that object.
  package static func members(_ error: QueryError) -> [JSONValue.Member] {
    let all = list(error.diagnostics, in: error.source)
    guard let first = error.diagnostics.first(where: { $0.severity == .error }) else {
      return [all]
    }
    let compileError: [JSONValue.Member] = [
      .init("location", .object(location(first.range, in: error.source))),
      .init("message", .text(first.message)),
    ]
    return [
      .init("message", .text(first.message)), .init("queryCompileError", .object(compileError)),
      all,
    ]
  }

  /// The object of a query that runs and has warnings.
  package static func object(warnings: [Diagnostic], in source: SourceText) -> JSONValue {
    .object([list(warnings, in: source)])
  }

  private static func list(
    _ diagnostics: [Diagnostic], in source: SourceText
  ) -> JSONValue.Member {
    .init("diagnostics", .array(diagnostics.map { object($0, in: source) }))
  }

  private static func object(_ diagnostic: Diagnostic, in source: SourceText) -> JSONValue {
    let position = source.position(of: diagnostic.range.lower)
    var members: [JSONValue.Member] = [
      .init("code", .text(diagnostic.code)),
      .init("severity", .text(diagnostic.severity.rawValue)),
      .init("message", .text(diagnostic.message)),
    ]
    members += location(diagnostic.range, in: source)
    members += [
      .init("line", .integer(position.line)), .init("column", .integer(position.column)),
      .init("hints", .array(diagnostic.hints.map { object($0, in: source) })),
    ]
    return .object(members)
  }

  /// Characters from 0, the end exclusive.
  private static func location(
    _ range: SourceRange, in source: SourceText
  ) -> [JSONValue.Member] {
    [
      .init("startCharOffset", .integer(source.characterOffset(of: range.lower))),
      .init("endCharOffset", .integer(source.characterOffset(of: range.upper))),
    ]
  }

  private static func object(_ hint: Diagnostic.Hint, in source: SourceText) -> JSONValue {
    let replacement = hint.replacement.map { [JSONValue.Member("replacement", .text($0))] }
    let place = hint.range.map { location($0, in: source) }
    return .object([.init("message", .text(hint.text))] + (replacement ?? []) + (place ?? []))
  }
}
