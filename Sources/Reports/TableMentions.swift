/// Which common tables a query reads.
enum TableMentions {
  /// The names that stand where tables do: behind FROM, JOIN and IN, and behind a comma of a FROM clause.
  static func names(in sql: SQLText) -> [CommonTables.Name] {
    var found: Set<String> = []
    // For each open parenthesis whether a FROM clause goes on in it.
    var isInFrom = [false]
    var isTablePlace = false
    sql.forEachToken { token, _ in
      switch token {
      case .word("from"):
        isInFrom[isInFrom.count - 1] = true
        isTablePlace = true
      case .word("join"), .word("in"): isTablePlace = true
      case .word(let word):
        if isTablePlace { found.insert(word) }
        if clauseEnds.contains(word) { isInFrom[isInFrom.count - 1] = false }
        isTablePlace = false
      case .symbol(UInt8(ascii: "(")):
        // A list of tables may stand in parentheses.
        isInFrom.append(isTablePlace)
      case .symbol(UInt8(ascii: ")")):
        if isInFrom.count > 1 { isInFrom.removeLast() }
        isTablePlace = false
      case .symbol(UInt8(ascii: ",")): isTablePlace = isInFrom.last ?? false
      default: isTablePlace = false
      }
    }
    return CommonTables.Name.allCases.filter { found.contains($0.rawValue) }
  }

  private static let clauseEnds: Set<String> = [
    "where", "group", "having", "order", "limit", "window", "union", "except", "intersect",
    "select",
  ]
}
