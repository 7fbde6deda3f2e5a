import LogsInsights

extension Term {
  /// What a command extracts from the value.
  ///
  /// Elements are a JSON array of strings of JSON, as ``Level/elements`` expects them.
  func extracted(_ extraction: Extraction) -> SQLFragment {
    switch extraction {
    case .glob(let pattern, let part): cut(.glob, pattern, part)
    case .group(let pattern, let part): cut(.group, pattern, part)
    case .matches(let pattern): .call(.matchedGroups, sql, .constant(.text(pattern)))
    case .json: .call(.parseJSON, sql)
    case .logfmt: .call(.logfmt, sql)
    case .csv: .call(.csv, sql)
    case .elements: isAbsent ? .null : .call(.elements, anySQL)
    case .arrayElements: .call(.arrayElements, nodeSQL)
    case .pattern: .call(.pattern, sql)
    case .patternRegex: .call(.patternRegex, sql)
    case .severity: .call(.severity, sql)
    }
  }

  private func cut(_ function: SQLFunction, _ pattern: String, _ part: Int) -> SQLFragment {
    .call(function, sql, .constant(.text(pattern)), .literal("\(part)"))
  }
}
