package import EventPatterns
import LogsInsights
import Rows

/// What is easily overlooked about a pattern, said beside its counts.
package struct PatternNotes {
  private let pattern: EventPattern

  package init(_ pattern: EventPattern) {
    self.pattern = pattern
  }

  private static let exitCodePath = Array("detail.containers.exitCode".utf8)

  /// Sentences on a result of `MatchReport.totals`, none on others.
  ///
  /// (AWS page "Null values and empty strings in event patterns"; a condition on an array holds if one of its values is
  /// accepted.)
  package func notes(on result: ReportResult) -> [String] {
    let conditions = pattern.combinations.flatMap(\.fields).filter {
      $0.path.utf8 == Self.exitCodePath
    }
    guard !conditions.isEmpty, let missed = sum("abnormal_missed", of: result),
      let withoutCode = sum("missed_without_exit_code", of: result)
    else { return [] }
    var notes = [
      "one container is enough for detail.containers.exitCode: a stop matches if any of its containers has an "
        + "exit code that the pattern accepts, whatever the others have"
    ]
    if withoutCode > 0, !conditions.contains(where: \.acceptsAbsence) {
      notes.append(
        "in \(withoutCode) of \(missed) missed abnormal stops no container has an exit code, as where a task never "
          + "started; every condition except {\"exists\": false} needs a value, anything-but included"
      )
    }
    return notes
  }

  /// Sentences on fields of the pattern that are nearly the name of one that events have.
  ///
  /// - Parameter known: the fields of events, with positions as in `detail.containers.0.name`.
  package func misspellings(among known: [String]) -> [String] {
    let names = Set(known.map { $0.replacing(/\.[0-9]+(?=\.|$)/, with: "") })
    let paths = Set(pattern.combinations.flatMap(\.fields).map(\.path.text))
    return paths.subtracting(names).sorted().compactMap { path in
      NameSuggestions.nearest(to: path, among: names.sorted()).map {
        "no event has the field \"\(path)\"; did you mean \"\($0)\"?"
      }
    }
  }

  private func sum(_ column: String, of result: ReportResult) -> Int64? {
    guard let index = result.column(column) else { return nil }
    return result.rows.reduce(0) { sum, row in
      if case .integer(let number) = row[index] { sum + number } else { sum }
    }
  }
}
