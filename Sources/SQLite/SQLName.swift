import CSQLite

/// Names of tables and columns as SQL.
package enum SQLName {
  /// The name, in quotes where it needs them.
  package static func text(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
    }
    return isPlain && !name.isEmpty && !isKeyword(name) ? name : quoted(name)
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// Whether the name means something else in SQLite's SQL.
  private static func isKeyword(_ name: String) -> Bool {
    sqlite3_keyword_check(name, Int32(clamping: name.utf8.count)) != 0
  }
}
