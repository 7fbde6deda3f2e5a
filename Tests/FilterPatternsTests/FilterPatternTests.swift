import FilterPatterns
import Testing

/// Which messages patterns match, and which patterns are refused.
struct FilterPatternTests {
  private static let message = """
    {"detail-type":"ECS Task State Change","detail":{"stopCode":"EssentialContainerExited","version":4,\
    "containers":[{"exitCode":137},{"exitCode":0,"name":"app"}],"flag":true,"nothing":null,"text":"5"}}
    """

  @Test(arguments: [
    ("", true), ("ECS", true), ("ECS Fargate", false), ("\"ECS Task\"", true), ("-ECS", false),
    ("ECS -Fargate", true), ("?Fargate ?ECS", true), ("?Fargate ?EC2", false),
    // Beside a required term the optional ones do not count.
    ("ECS ?Fargate", true), ("%Task State%", true), ("%^Task%", false),
    ("{ $.detail.stopCode = \"EssentialContainerExited\" }", true),
    ("{ $.detail.stopCode = Essential* }", true), ("{ $.detail.stopCode = *Exited }", true),
    ("{ $.detail.stopCode = \"*Container*\" }", true), ("{ $.detail.stopCode = *exited }", false),
    ("{ $.detail.stopCode != \"UserInitiated\" }", true), ("{ $.detail.none != \"x\" }", false),
    ("{ $.detail.containers[0].exitCode = 137 }", true),
    ("{ $.detail.containers[1].exitCode = 137 }", false),
    ("{ $.detail.containers[2].exitCode = 137 }", false),
    ("{ $.detail.containers[0].exitCode >= 137 && $.detail.version < 5 }", true),
    ("{ $.detail.containers[0].exitCode > 137 || $.detail.version <= 3 }", false),
    ("{ ($.detail.version = 5 || $.detail.version = 4) && $.detail.stopCode = *Exited }", true),
    // && binds before ||.
    ("{ $.detail.version = 4 || $.detail.version = 5 && $.detail.version = 6 }", true),
    ("{ $.detail.text > 4 }", false), ("{ $.detail.text = 5 }", true),
    ("{ $.detail.nothing IS NULL }", true), ("{ $.detail.none IS NULL }", false),
    ("{ $.detail.none NOT EXISTS }", true), ("{ $.detail.nothing not exists }", false),
    ("{ $.detail.flag IS TRUE }", true), ("{ $.detail.flag is false }", false),
    ("{ $.detail.stopCode = %Cont.iner% }", true), ("{ $.detail-type = ECS* }", true),
    ("{ $.detail = * }", false), ("{$.detail.version=4}", true),
  ])
  func matches(_ pattern: String, _ isMatch: Bool) throws {
    #expect(try FilterMatcher(FilterPattern(pattern)).matches(Self.message) == isMatch)
  }

  @Test(arguments: [
    "{ $.a }", "{ $.a = }", "{ a = 1 }", "{ $ = 1 }", "{ $.a = 1", "{ $.a = 1 } x", "{ $.a ~ 1 }",
    "{ $.a > \"x\" }", "{ ($.a = 1 }", "{ $.a[x] = 1 }", "{ $.a IS MAYBE }", "{ $.a NOT HERE }",
    "[a, b]", "\"open", "%open", "%(%", "a=b", "-", "?", "{ }", "{ $.a = 1 && }",
    "{ " + String(repeating: "(", count: 100) + "$.a = 1" + String(repeating: ")", count: 100)
      + " }",
  ])
  func refuses(_ pattern: String) {
    #expect(throws: FilterPatternError.self) { try FilterPattern(pattern) }
  }

  @Test func otherThanJSONHasNoMembers() throws {
    let pattern = try FilterPattern("{ $.a NOT EXISTS }")
    #expect(try !FilterMatcher(pattern).matches("plain text"))
  }

  /// Many stars must not take for ever.
  @Test func wildcardsTakeLittleTime() throws {
    let stars = String(repeating: "*a", count: 200)
    let message = #"{"a":"\#(String(repeating: "a", count: 100_000))b"}"#
    #expect(try !FilterMatcher(FilterPattern("{ $.a = \"\(stars)c\" }")).matches(message))
  }
}
