import Charts
import JSON
import LogsInsights
import Queries

/// What is wrong with a query, or surely not meant: for people, and with places for programs.
struct QueryErrors {
  private let error: QueryError
  private let request: PageRequest

  init(_ error: QueryError, _ request: PageRequest) {
    self.error = error
    self.request = request
  }

  /// The query with all that is wrong with it.
  func answer(_ scope: PageScope) -> ConsoleAnswer {
    guard request.format == nil else {
      let members =
        [JSONValue.Member("error", .text("the query has errors"))] + DiagnosticsJSON.members(error)
      return .json(JSONValue.object(members).text, status: 400)
    }
    return Frame(title: "Query", request: request, scope: scope.bar).answer(status: 400) {
      content in
      content.append(QueryForm(request).markup)
      content.append(Self.list(error.diagnostics, error.source, request))
    }
  }

  /// The warnings of a query that runs; nothing without any.
  static func warnings(
    _ warnings: [Diagnostic], _ text: String, _ request: PageRequest
  ) -> Markup {
    warnings.isEmpty ? Markup() : list(warnings, SourceText(text), request)
  }

  private static func list(
    _ diagnostics: [Diagnostic], _ source: SourceText, _ request: PageRequest
  ) -> Markup {
    let isWrong = diagnostics.contains { $0.severity == .error }
    var markup = Markup()
    markup.element(
      "ul",
      [
        "id": "diagnostics", "class": "diagnostics", "role": isWrong ? "alert" : "status",
        "aria-label": isWrong ? "Errors of the query" : "Warnings of the query",
      ]
    ) { list in
      for diagnostic in diagnostics { list.append(item(diagnostic, source, request)) }
    }
    return markup
  }

  /// The places are those of the API: characters from 0, the end exclusive.
  private static func item(
    _ diagnostic: Diagnostic, _ source: SourceText, _ request: PageRequest
  ) -> Markup {
    var item = Markup()
    item.element(
      "li",
      [
        "class": diagnostic.severity.rawValue, "data-code": diagnostic.code,
        "data-severity": diagnostic.severity.rawValue,
        "data-start": "\(source.characterOffset(of: diagnostic.range.lower))",
        "data-end": "\(source.characterOffset(of: diagnostic.range.upper))",
        "data-message": diagnostic.message,
      ]
    ) { item in
      item.element("pre", text: diagnostic.rendered(in: source).trimmingLineEnd)
      for hint in diagnostic.hints {
        guard let fixed = hint.applied(to: source, at: diagnostic.range) else { continue }
        item.element("p") { line in
          line.element(
            "a",
            [
              "class": "fix",
              "href": request.link(request.parameters.setting("q", to: fixed)),
            ], text: "Change it to:")
          line.append(" ")
          line.element("code", text: hint.replacement ?? "")
        }
      }
    }
    return item
  }
}

extension Diagnostic.Hint {
  /// The query as the hint would have it; nil for advice without a text.
  fileprivate func applied(to source: SourceText, at place: SourceRange) -> String? {
    guard let replacement else { return nil }
    let place = range ?? place
    return source[SourceRange(0, place.lower)] + replacement
      + source[SourceRange(place.upper, source.range.upper)]
  }
}

extension String {
  fileprivate var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
