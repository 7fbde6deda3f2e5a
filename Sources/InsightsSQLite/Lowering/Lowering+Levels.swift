import LogsInsights

extension Lowering {
  /// Starts a SELECT that reads from the current one.
  mutating func pushLevel() {
    var level = Level()
    level.sortKeys = levels[top].sortKeys.map { lift($0) }
    level.basicOrder = levels[top].basicOrder.map { lift($0) }
    levels.append(level)
  }

  /// Starts a new SELECT if a limit has cut the rows of this one, since the order then matters.
  mutating func leaveLimit() {
    if levels[top].limit != nil { pushLevel() }
  }

  /// Makes the rows of the current SELECT single ones that no limit has cut yet, so that a window
  /// function may look at them.
  mutating func enterRows() {
    if levels[top].limit != nil || levels[top].groups != nil { pushLevel() }
  }

  private mutating func lift(_ key: OrderKey) -> OrderKey {
    guard !key.sql.isConstant else { return key }
    var key = key
    key.sql = .column(levels[top].output(key.sql))
    return key
  }

  /// A term of a level, as the current level sees it.
  mutating func lift(_ term: Term, from level: Int) -> Term {
    var term = term
    for index in level..<top where !term.sql.isConstant {
      if var call = term.eventCall {
        // Only the event goes along, so that rows which are left out cost no call.
        call.event = .column(levels[index].output(call.event))
        term = term.asValue(.call(call.function, call.event))
        term.eventCall = call
      } else {
        term = term.asValue(.column(levels[index].output(term.sql)))
      }
    }
    return term
  }
}
