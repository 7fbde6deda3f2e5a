import Testing

@testable import LogsInsights

@Suite struct NameSuggestionsTests {
  private let names = [
    "reasons", "crash-loops", "health-checks", "memory", "stop-codes", "list", "limit",
  ]

  @Test(arguments: [
    ("reason", "reasons"), ("REASONS", "reasons"), ("crash_loops", "crash-loops"),
    ("crashloops", "crash-loops"), ("crash loops", "crash-loops"), ("limt", "limit"),
    ("lst", "list"), ("memroy", "memory"),
  ])
  func findsTheNearest(word: String, name: String) {
    #expect(NameSuggestions.nearest(to: word, among: names) == name)
  }

  @Test(arguments: ["", "x", "csv", "quiet", "planet", "zzzzzz"])
  func saysNothingOfWhatIsNotNear(word: String) {
    #expect(NameSuggestions.near(to: word, among: names).isEmpty)
    #expect(NameSuggestions.question(for: word, among: names) == nil)
  }

  @Test func knowsMeaningsAndParts() {
    let meanings = ["oom-kills": "memory", "gone": "nowhere"]
    #expect(NameSuggestions.near(to: "OOM_kills", among: names, meanings: meanings) == ["memory"])
    #expect(NameSuggestions.near(to: "gone", among: names, meanings: meanings).isEmpty)
    #expect(NameSuggestions.near(to: "codes", among: names) == ["stop-codes"])
    #expect(NameSuggestions.near(to: "memory-report", among: names) == ["memory"])
  }

  @Test func asksAndElseLists() {
    #expect(NameSuggestions.question(["a"]) == "did you mean \"a\"?")
    #expect(NameSuggestions.question(["a", "b", "c"]) == "did you mean \"a\", \"b\" or \"c\"?")
    #expect(
      NameSuggestions.advice(for: "zz", among: ["web", "api", "web"], called: "services")
        == "known services: web, api")
    let many = (10...30).map { "name-\($0)-of-many" }
    #expect(
      NameSuggestions.advice(for: "x", among: many, called: "names")?.hasSuffix("19-of-many, …")
        == true)
    #expect(NameSuggestions.advice(for: "x", among: [], called: "names") == nil)
  }
}
