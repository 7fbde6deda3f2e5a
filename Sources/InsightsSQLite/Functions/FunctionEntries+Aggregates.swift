import LogsInsights

extension FunctionEntries {
  static let aggregates: [FunctionEntry] = [
    FunctionEntry("count") { _, _, terms in
      guard let value = terms.first else { return .aggregate("count") }
      return presentOnly(.aggregate("count", of: value.scalarPresence))
    },
    FunctionEntry("count_distinct") { _, _, terms in
      presentOnly(.aggregate("count", of: terms[0].groupKey.sql, isDistinct: true))
    },
    FunctionEntry("sum") { _, _, terms in
      // SQLite fails when a sum of integers overflows; a sum of REALs does not.
      let isSmall = terms[0].facts.isInteger && terms[0].facts.bound <= 1e9
      let summand = isSmall ? terms[0].sql : terms[0].sql.asDouble
      return finite(.aggregate("sum", of: summand), sumOf: terms[0])
    },
    // The average is made from a sum, which may overflow where the average would not.
    FunctionEntry("avg") { _, _, terms in
      finite(.aggregate("avg", of: terms[0].sql), sumOf: terms[0])
    },
    FunctionEntry("min") { _, _, terms in extreme(terms[0], "min", .minimum) },
    FunctionEntry("max") { _, _, terms in extreme(terms[0], "max", .maximum) },
  ]

  /// Aggregates that pick values by time, order or frequency.
  static let ordered: [FunctionEntry] = [
    FunctionEntry("earliest") { lowering, _, terms in
      .aggregate(.earliest, terms[0].sql, terms[1].sql, lowering.eventNumber())
    },
    FunctionEntry("latest") { lowering, _, terms in
      .aggregate(.latest, terms[0].sql, terms[1].sql, lowering.eventNumber())
    },
    FunctionEntry("sortsFirst") { _, _, terms in extreme(terms[0], "min", .sortsFirst) },
    FunctionEntry("sortsLast") { _, _, terms in extreme(terms[0], "max", .sortsLast) },
    FunctionEntry("values") { _, _, terms in .aggregate(.values, terms[0].sql) },
    FunctionEntry("topk") { _, _, terms in
      .aggregate(.mostFrequent, terms[0].sql, terms[1].literal)
    },
    FunctionEntry("rate") { _, call, terms in
      let length = SQLFragment.literal("\(call.period?.milliseconds ?? 0)")
      return .aggregate(.rate, terms[0].sql, terms[1].sql, length)
    },
  ]

  static let statistics: [FunctionEntry] = [
    FunctionEntry("pct") { _, _, terms in
      .aggregate(.percentile, terms[0].sql, terms[1].literal, terms[2].literal)
    },
    FunctionEntry("variance") { _, _, terms in .aggregate(.variance, terms[0].sql) },
    FunctionEntry("stddev") { _, _, terms in .aggregate(.deviation, terms[0].sql) },
  ]

  /// A count that is missing and not 0 where no row has the value.
  private static func presentOnly(_ count: SQLFragment) -> SQLFragment {
    .call("nullif", count, .literal("0"))
  }

  /// What is made of a sum, missing where that has overflowed.
  private static func finite(_ value: SQLFragment, sumOf number: Term) -> SQLFragment {
    number.facts.bound * ValueFacts.rowsBound < ValueFacts.overflowBound
      ? value : .call(.finite, value)
  }

  /// Of numbers SQLite's own aggregate, which is faster.
  private static func extreme(
    _ value: Term, _ plain: String, _ aggregate: SQLAggregate
  ) -> SQLFragment {
    value.type.isNumeric
      ? .aggregate(plain, of: value.sql) : .aggregate(aggregate, value.sql)
  }
}

extension Term {
  /// A whole number that is known now, written out: such arguments say what the aggregate is.
  fileprivate var literal: SQLFragment {
    if case .integer(let value) = constant { .literal("\(value)") } else { sql }
  }
}
