import LogsInsights
import Patterns
import SQLite

extension SQLFunction {
  /// What regular expressions, and the globs of `parse`, find in strings.
  ///
  /// Patterns are constants: each is compiled once per statement and kept with it.
  static let expressions: [SQLFunction] = [matches, regexReplace, group, glob]

  /// `(text, pattern)`: 1 or 0, whether a regular expression occurs in a text.
  static let matches = SQLFunction("insights_matches", 2) { arguments, result in
    let pattern = try result.cached(at: 1) { try Pattern(arguments.string(at: 1) ?? "") }
    result.returnBoolean(try arguments.withBytes(at: 0) { try pattern.matches($0) })
  }

  /// `(text, pattern, replacement)`: the text with every match of a regular expression replaced.
  ///
  /// The replacement is a constant, too; `RegexReplacement` says how it is read.
  static let regexReplace = SQLFunction("insights_regex_replace", 3) { arguments, result in
    let replacer = try result.cached(at: 1) {
      try RegexReplacer(arguments.string(at: 1) ?? "", arguments.string(at: 2) ?? "")
    }
    let replaced = try arguments.withBytes(at: 0) { text in
      try replacer.replaced(text) { try result.checkLength($0) }
    }
    if let replaced {
      result.returnText(replaced)
    } else {
      result.returnArgument(arguments, at: 0)
    }
  }

  /// `(text, pattern, n)`: the n-th group of the first match of a regular expression; NULL without a
  /// match, or if the group took no part in it.
  static let group = cutting("insights_group") { .regex(try Pattern($0)) }

  /// `(text, pattern, n)`: the text that the n-th wildcard of a `GlobPattern` stands for.
  static let glob = cutting("insights_glob") { .glob(GlobPattern($0)) }

  private static func cutting(
    _ name: String, _ makeMethod: @escaping @Sendable (String) throws -> PartSearch.Method
  ) -> SQLFunction {
    SQLFunction(name, 3) { arguments, result in
      // All calls of a statement with one pattern share what it found last.
      let search = try result.cached(at: 1) {
        let pattern = arguments.string(at: 1) ?? ""
        return try result.shared(under: InsightsFunctions.sharedNumber) { PartSearches() }
          .search(for: name + pattern) { try makeMethod(pattern) }
      }
      let number = Int(arguments.integer(at: 2))
      try arguments.withBytes(at: 0) { text in
        guard let part = try search.part(number, of: text) else { return result.returnNull() }
        result.returnText(UnsafeRawBufferPointer(rebasing: text[part]))
      }
    }
  }
}
