import TestSupport

extension QueryMaker {
  mutating func stats() -> QueryDraft.Command {
    statsCount += 1
    let outside = names
    var made: [String] = []
    var suffix = ""
    names.removeAll { inexact.contains($0) }
    let groupCount = isGrouped && names.isEmpty ? 0 : random.below(4)
    let groups = (0..<groupCount).map { _ in
      let expression =
        isGrouped || isJoined
        ? (random.isOne(in: 2) ? name() : any(2))
        : random.pick([name(), name(), "bin(\(period()))", any(2)])
      return aliased(expression, &made)
    }
    names = outside
    inexact = []
    let items = (0..<1 + random.below(3)).map { _ in
      var expression = aggregate()
      switch random.below(6) {
      case 0: expression += " \(random.pick(["+", "-", "*", "/"])) \(numeral())"
      case 1: expression = "(\(expression)) \(random.pick(["+", "-", "*", "/"])) \(aggregate())"
      case 2: expression = "coalesce(\(expression), \(string()))"
      default: break
      }
      let item = aliased(expression, &made)
      let isInexact = ["avg", "sum", "stddev", "variance", "rate", "/"].contains {
        expression.contains($0)
      }
      if isInexact, let name = made.last { inexact.insert(name) }
      return item
    }
    if !groups.isEmpty, random.isOne(in: 5) {
      suffix = " offset " + random.pick(["30m", "-1h", "1d", "90s", "250ms"])
    }
    names = made
    members = []
    parsed = []
    isGrouped = true
    hasOrder = false
    return .init(word: "stats", items: items, groups: groups, suffix: suffix)

    func aliased(_ expression: String, _ made: inout [String]) -> String {
      let isPath = outside.contains(expression) || writtenPaths.contains(expression)
      if random.isOne(in: 2) || !isPath && expression.contains("`") {
        aliases += 1
        let alias = "s\(aliases)"
        made.append(alias)
        return "\(expression) as \(alias)"
      }
      if isPath {
        made.append(expression)
      } else if !expression.contains("`") {
        made.append("`\(expression)`")
      }
      return expression
    }
  }

  private mutating func aggregate() -> String {
    let value = random.isOne(in: 2) ? name() : any(2)
    switch random.below(10) {
    case 0: return random.pick(["count(*)", "count()", "COUNT(*)"])
    case 1: return "sum(\(condition(1)))"
    case 2, 3:
      return random.pick([
        "pct(\(value), \(random.pick(["50", "99.9", "0", "100", "12.5"])))", "median(\(value))",
        "stddev(\(value))", "variance(\(value))", "countOverTime(\(value))",
        "sumOverTime(\(value))", "sum_over_time(\(value))",
      ])
    case 4, 5:
      return random.pick([
        "values(\(value))", "collect_values(\(value))", "sortsFirst(\(value))",
        "sortsLast(\(value))",
      ])
    case 6 where !isGrouped && !isJoined:
      return random.pick(["earliest(\(value))", "latest(\(value))", "rate(\(value), 1h)"])
    default:
      return random.pick(["count", "sum", "avg", "min", "max", "count_distinct", "countDistinct"])
        + "(\(value))"
    }
  }
}
