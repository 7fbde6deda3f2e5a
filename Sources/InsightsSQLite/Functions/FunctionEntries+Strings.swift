import LogsInsights

extension FunctionEntries {
  static let general: [FunctionEntry] = [
    FunctionEntry("isNumeric", .isNumeric),
    FunctionEntry("messageSize", .byteCount),
  ]

  static let strings: [FunctionEntry] = [
    FunctionEntry("isempty") { _, _, terms in isEmpty(terms[0]) { $0 } },
    FunctionEntry("isblank") { _, _, terms in isEmpty(terms[0]) { .call("trim", $0, whiteSpace) } },
    FunctionEntry("concat") { _, _, terms in concatenation(terms) },
    FunctionEntry("strlen", calling: "length"),
    FunctionEntry("tolower", .lower),
    FunctionEntry("toupper", .upper),
    FunctionEntry("substr", .substring),
    FunctionEntry("replace", calling: "replace"),
    FunctionEntry("regexReplace", .regexReplace),
    FunctionEntry("startsWith", .startsWith),
    FunctionEntry("endsWith", .endsWith),
    trimming("trim", .trim),
    trimming("ltrim", .trimStart),
    trimming("rtrim", .trimEnd),
  ]

  private static var whiteSpace: SQLFragment { .constant(.text(FunctionTable.whiteSpace)) }

  private static func isEmpty(
    _ value: Term, _ trimmed: (SQLFragment) -> SQLFragment
  ) -> SQLFragment {
    let isMissing = SQLFragment.suffix(value.scalarPresence, "IS NULL")
    // What is not a string is never empty.
    guard value.type == .text || value.type == .any else { return isMissing }
    return .or([
      isMissing, .infix(trimmed(value.textSQL), "=", .constant(.text("")), .comparison),
    ])
  }

  private static func concatenation(_ texts: [Term]) -> SQLFragment {
    let parts = texts.map { text in
      text.constant == nil
        ? SQLFragment.call("coalesce", text.sql, .constant(.text(""))) : text.sql
    }
    return parts.dropFirst().reduce(parts[0]) { .infix($0, "||", $1, .concatenation) }
  }

  /// SQLite's function of the same name does it where the characters are known to have no NUL.
  private static func trimming(_ name: String, _ function: SQLFunction) -> FunctionEntry {
    FunctionEntry(name) { _, _, terms in
      terms.count == 1
        ? .call(name, terms[0].sql, whiteSpace) : .call(function, terms[0].sql, terms[1].sql)
    }
  }
}
