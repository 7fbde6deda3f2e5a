import LogsInsights
import TestSupport
import Testing

/// Parse, print, parse: the second tree is the first, and the second text is the first.
@Suite struct PrinterTests {
  @Test func everyCaseIsStable() throws {
    let cases = try CaseFile.all(in: "../QueryCaseTests/Cases").filter { $0["error"] == nil }
    #expect(cases.count > 100)
    for file in cases { try expectStable(file.input) }
  }

  @Test func randomQueriesAreStable() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    var generator = QueryGenerator(seed: seed)
    for round in 0..<1500 {
      try expectStable(generator.query(), "seed \(seed), round \(round)")
    }
  }

  private func expectStable(_ text: String, _ comment: Comment? = nil) throws {
    let first = try Query(text)
    let printed = first.canonicalText
    let second = try Query(printed)
    #expect(first.structure == second.structure, comment)
    #expect(second.canonicalText == printed, comment)
  }

  @Test(arguments: [
    ("fields a,b as c|where x==1", "fields a, b as c\n| filter x = 1"),
    ("order by x DESC, y asc", "sort x desc, y"),
    ("head 5 | LIMIT ANY 3 | tail 2", "limit 5\n| limit any 3\n| tail 2"),
    ("filter (a) and (b or c) and not (d = 1)", "filter a and (b or c) and not d = 1"),
    ("filter not (a and b)", "filter not (a and b)"),
    ("filter a - (b - c) - d = -(2 ^ 3)", "filter a - (b - c) - d = -(2 ^ 3)"),
    ("filter (a ^ b) ^ c = a ^ (b ^ c)", "filter (a ^ b) ^ c = a ^ b ^ c"),
    ("filter (a = 1) = (b = 2)", "filter (a = 1) = (b = 2)"),
    ("filter x in ('a','b') or x in y", "filter x in [\"a\", \"b\"] or x in y"),
    ("filter x like /a\\/b/ or x =~ \"a/b\"", "filter x like /a\\/b/ or x =~ /a\\/b/"),
    ("fields `a b`.c, `in`, `true`, `x.y`", "fields `a b`.c, `in`, `true`, `x.y`"),
    ("fields strlen( x )  , strlen( x ) as n", "fields strlen( x ), strlen(x) as n"),
    ("PARSE 'a=*;' AS a", "parse \"a=*;\" as a"),
    ("parse  x.`y z` /(?<@a>\\/b)/|limit 1", "parse x.`y z` /(?<@a>\\/b)/\n| limit 1"),
    ("parse concat( a,'x') /(a)/ as b", "parse concat(a, \"x\") /(a)/ as b"),
    ("parse x 'a\\*b\\d*' as y", "parse x \"a\\\\*b\\\\d*\" as y"),
    ("stats count(*) by bin(1 e3), bin(1e3 x)", "stats count(*) by bin(1 e3), bin(1e3 x)"),
    ("filter a in 1e or a = 1e3x", "filter a in 1e or a = 1e3x"),
    ("parse x /(a)/ AS b MULTI", "parse x /(a)/ as b multi"),
    ("PARSE logfmt as l | parse x CSV as a,b", "parse logfmt as l\n| parse x csv as a, b"),
    (
      "json field = a.b 'c.d' as e|json \"x\" as y",
      "json field=a.b \"c.d\" as e\n| json \"x\" as y"
    ),
    ("unnest j.`a b`[0].c INTO d | EXPAND d", "unnest j.`a b`[0].c into d\n| expand d"),
    ("filter jsonParse( x ).a.`b c`[1] = (a + b).c", "filter jsonParse(x).a.`b c`[1] = (a + b).c"),
    ("filter (a).b = (a.`b`).c", "filter (a).b = (a.b).c"),
    ("source lg start=17298215 END=Now", "SOURCE \"lg\" START=17298215 END=now"),
    (
      "SOURCE LogGroups( namePrefix : [ 'a' , \"b\" ] ) dataSource('x')",
      "SOURCE logGroups(namePrefix: [\"a\", \"b\"]) dataSource(\"x\")"
    ),
    ("filter a not  in(SOURCE `g`|fields b)", "filter a not in (SOURCE \"g\" | fields b)"),
    (
      "JOIN right=r left=l type=INNER where r.x=l.`y z` (source 'g')",
      "join left=l right=r where r.x = l.`y z` (SOURCE \"g\")"
    ),
    ("lookup 't' a, b as c output d,e", "lookup t a, b as c OUTPUT d, e"),
    ("pattern @message|DIFF previousday", "pattern @message\n| diff previousDay"),
    (
      "appendcols max=5 override=TRUE (stats count(*))",
      "appendcols override=true max=5 (stats count(*))"
    ),
    ("stats count(*) by bin(5 min) as t,x", "stats count(*) by bin(5min) as t, x"),
  ])
  func hasACanonicalLayout(_ text: String, _ canonical: String) throws {
    #expect(try Query(text).canonicalText == canonical)
  }
}
