import LogsInsights
import Testing

/// Where another filter of events goes in a query.
struct EventCommandsTests {
  @Test(arguments: [
    ("", "filter x"),
    ("# nothing yet\n", "# nothing yet\n\nfilter x"),
    ("fields a", "fields a | filter x"),
    ("fields a | sort a", "fields a | filter x | sort a"),
    (
      "fields a\n| stats count(*) by b\n| filter c > 1",
      "fields a\n| filter x\n| stats count(*) by b\n| filter c > 1"
    ),
    ("stats count(*)", "filter x | stats count(*)"),
    ("fields a # the first\n| limit 3", "fields a\n| filter x # the first\n| limit 3"),
    ("filter a = \"| sort é\" | dedup a", "filter a = \"| sort é\" | filter x | dedup a"),
    ("SOURCE 'g' | limit 1", "SOURCE 'g' | filter x | limit 1"),
    ("filter a = 1 | fitler b", "filter a = 1 | filter x | fitler b"),
    ("filter a =", "filter x | filter a ="),
  ])
  func anotherFilterComesAfterThoseOfEvents(_ query: String, _ filtered: String) {
    #expect(EventCommands(of: query).filtered(by: "x") == filtered)
  }

  @Test(arguments: [
    ("", "stats count(*)"), ("sort a", "stats count(*)"),
    ("filter a = 1 | sort a | limit 3", "filter a = 1 | stats count(*)"),
    (
      "filter a = 1\n| parse a \"*\" as b\n| stats max(b)",
      "filter a = 1\n| parse a \"*\" as b\n| stats count(*)"
    ),
    ("filter a = 1 | filter", "filter a = 1 | stats count(*)"),
  ])
  func countsAreOfTheFilteredEvents(_ query: String, _ counted: String) {
    #expect(EventCommands(of: query).followed(by: "stats count(*)") == counted)
  }
}
