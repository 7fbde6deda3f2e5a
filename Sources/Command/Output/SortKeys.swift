import ECSStops

/// The columns by which rows are sorted, as far as the text of the question tells; a table hides them last.
enum SortKeys {
  /// Those of a query's last command `sort`.
  static func names(of query: CompiledQuery) -> [String] {
    let command = query.steps.last { $0.text.hasPrefix("sort ") }?.text.dropFirst("sort ".count)
    return names(in: command ?? "", columns: query.columns.map(\.name))
  }

  /// Those of the ORDER BY of a SELECT.
  static func names(ofSQL sql: String, columns: [String]) -> [String] {
    let pattern = /ORDER\s+BY\s/.ignoresCase()
    guard let order = sql.matches(of: pattern).last else { return [] }
    let keys = sql[order.range.upperBound...]
    let end = keys.firstMatch(of: /\s(LIMIT|OFFSET)\s|;/.ignoresCase())?.range.lowerBound
    return names(in: keys[..<(end ?? keys.endIndex)], columns: columns)
  }

  /// The columns that a list of sort keys names, or counts from 1 as SQL does.
  private static func names(in list: Substring, columns: [String]) -> [String] {
    parts(of: list).compactMap { part in
      var key = part
      for word in [" asc", " desc", " nulls first", " nulls last"]
      where key.lowercased().hasSuffix(word) {
        key = String(key.dropLast(word.count))
      }
      if let number = Int(key) {
        return columns.indices.contains(number - 1) ? columns[number - 1] : nil
      }
      let name = key.filter { $0 != "`" && $0 != "\"" }
      return columns.first { $0 == name }
    }
  }

  /// What stands between the commas that are not in parentheses, without blanks around it.
  private static func parts(of list: Substring) -> [String] {
    var depth = 0
    return list.split { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return character == "," && depth == 0
    }.map { part in
      let blanks: (Character) -> Bool = { $0.isWhitespace }
      return String(part.drop(while: blanks).reversed().drop(while: blanks).reversed())
    }
  }
}
