import LogsInsights
import Testing

/// What queries mean, before any engine has a say: the nodes and scalars that they become.
@Suite struct PlanTests {
  private func plan(_ text: String) throws -> Plan {
    try Query.plan(
      text, catalog: LanguageCatalog(), options: CompileOptions(start: 0, end: 9, now: 5000))
  }

  @Test(arguments: [
    (
      "filter cpu > 256 and group like \"web\" | limit 5",
      """
      scan from 0 to 9
      filter ((cpu > 256) and (group contains "web"))
      first 5
      show @timestamp = @timestamp
      show @message = @message
      """
    ),
    (
      "stats count(*) as n, max(cpu) by bin(1h)",
      """
      scan from 0 to 9
      aggregate $2 = count(), $3 = max(cpu) by $1 = bin(@timestamp, 3600000ms)
      at most 10000 rows
      show bin(1h) = $1
      show n = $2
      show max(cpu) = $3
      """
    ),
    (
      "dedup group",
      """
      scan from 0 to 9
      window $1 = rowNumber() over (of groupKey(group) in order), $2 = groupKey(group)
      filter (($1 = 1) or not (isPresent($2)))
      at most 10000 rows
      show @timestamp = @timestamp
      show @message = @message
      """
    ),
    (
      "fields coalesce(nosuch, 1) as one, cpu as c | filter one = c",
      """
      scan from 0 to 9
      filter (1 = cpu)
      at most 10000 rows
      show one = 1
      show c = cpu
      """
    ),
  ])
  func queryBecomes(_ text: String, _ expected: String) throws {
    #expect(try plan(text).description == expected)
  }

  /// Disguised commands use no node but those of the plain ones.
  @Test(arguments: [
    "fields cpu | accum cpu as total", "fields cpu | autoregress cpu p=1-2",
    "fields group | filldown", "sessionize group", "outlier cpu", "dedup group",
    "countFrequent group", "stats count(*) as n by bin(1h) | addtotals",
  ])
  func disguisesAreWindowsAndGroups(_ text: String) throws {
    for node in try plan(text).nodes {
      switch node {
      case .filter, .extend, .window, .aggregate, .sort: break
      default: Issue.record("\(text): \(node)")
      }
    }
  }

  @Test func everyPlanIsSound() throws {
    for text in [
      "appendcols (stats count(*) as n)", "pattern group | diff", "expand other",
      "parse group /(?<a>.)/ multi", "lookup owners group OUTPUT team",
      "join left=a right=b where a.group = b.group (SOURCE 'x') | fields b.cpu",
      "filter group in (SOURCE 'x' | fields group)",
      "stats count(*) as n by bin(1h), other | fillmissing with 0 for n",
      "stats sum(cpu) as s by group | addtotals col=true s",
    ] {
      #expect(try plan(text).fault == nil, "\(text)")
    }
  }

  @Test func knowledgeOfValuesIsWorkedOutOnce() throws {
    let value = try #require(plan("fields cpu % 10 + 1 as x").output.first?.value)
    #expect(value.facts.isInteger)
    #expect(value.facts.bound == ValueFacts.exactIntegerMax + 1)
    #expect(try plan("fields cpu / load as x").output.first?.value.facts.isInteger == false)
    #expect(try plan("fields group + 1 as x").output.first?.value.type == .number)
    #expect(try plan("fields containers + 1 as x").output.first?.value.type == .missing)
  }
}
