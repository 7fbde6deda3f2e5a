import LogsInsights

extension Term {
  /// The value taken as something else.
  func converted(to conversion: Conversion, _ facts: ValueFacts) -> Term {
    switch conversion {
    case .number: return Term(numberSQL, facts)
    case .text: return Term(textSQL, facts)
    case .condition: return Term(conditionSQL, facts)
    case .time: return Term(timeSQL, facts)
    case .scalar: return Term(.call(.scalar, sql), facts)
    case .node: return Term(nodeSQL, facts)
    case .any:
      var term = Term(anySQL, facts)
      term.constant = constant
      return term
    case .groupKey:
      var term = groupKey
      term.facts = facts
      return term
    }
  }

  /// The value as a number.
  private var numberSQL: SQLFragment {
    type.isNumeric ? sql : numberKey ?? .call(.number, sql)
  }

  /// The value as text, as it is printed.
  var textSQL: SQLFragment {
    switch type {
    case .missing, .json, .structure: .null
    case .text: sql
    case .timestamp: .call(.timestamp, sql)
    case .number, .boolean, .any: .call(.text, sql)
    }
  }

  /// The value as a condition.
  private var conditionSQL: SQLFragment {
    switch type {
    case .missing, .json: .null
    case .structure: neverTrue
    case .boolean: sql
    case .number, .timestamp: .infix(sql, "<>", .constant(.integer(0)), .comparison)
    case .text, .any: .call(.truth, sql)
    }
  }

  /// The value as milliseconds since 1970.
  private var timeSQL: SQLFragment {
    switch type {
    case .timestamp: sql
    case .boolean: .call(.instant, sql)
    default: .call(.instant, anySQL)
    }
  }

  /// The value with its type marked, for functions that look at it row by row.
  var anySQL: SQLFragment {
    switch type {
    case .missing, .json: .null
    case .text, .number, .structure, .any: sql
    case .boolean: .tagged("b", sql)
    case .timestamp: .tagged("t", sql)
    }
  }

  /// The value with its type marked, an inner node of the event too.
  var nodeSQL: SQLFragment { type == .json ? .tagged("j", sql) : anySQL }

  /// False, or missing where the term is.
  var neverTrue: SQLFragment {
    .choice(.suffix(sql, "IS NOT NULL"), then: .constant(.integer(0)))
  }
}

// MARK: - Groups

extension Term {
  /// What is the same exactly for values that print the same.
  var groupKey: Term {
    var term = self
    switch type {
    case .missing, .json, .structure: return .missing
    case .any: return Term(textSQL, .text)
    case .text, .number, .boolean, .timestamp: term.sql = key ?? sql
    }
    term.field = nil
    term.numberKey = nil
    return term
  }

  /// What a group shows of its key: one of its values, which all print the same, with its type.
  ///
  /// If their types differ, SQLite's `max` takes a text rather than a number, and a BLOB rather than
  /// both, in any order of rows.
  var groupValue: Term {
    switch type {
    case .missing, .json, .structure: return .missing
    case .any: return Term(.aggregate("max", of: .call(.single, sql)), facts)
    case .text, .number, .boolean, .timestamp:
      var term = self
      // A group has no single event.
      term.eventCall = nil
      return term
    }
  }
}
