import Charts
import Testing

@testable import Pages
@testable import Reports

/// What a page shows of long names, and where it breaks them.
@Suite struct ShortNameTests {
  private static let id = "5f1c0d3e5f1c0d3e5f1c0d3e5f1c0d3e"
  private static let digest = "sha256:" + String(repeating: "0123456789abcdef", count: 4)

  @Test(arguments: [
    (
      "arn:aws:ecs:eu-central-1:123456789012:task-definition/checkout-api:1432", "checkout-api:1432"
    ),
    ("arn:aws:ecs:eu-central-1:123456789012:cluster/production", "production"),
    ("arn:aws:ecs:eu-central-1:123456789012:task/production/\(id)", "5f1c0d3e"),
    (
      "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/6d0ecf831eec9f09",
      "web"
    ),
    ("arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/db-AbCdEf", "prod/db-AbCdEf"),
    ("arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/web", "/ecs/web"),
    ("arn:aws:iam::123456789012:role/ecsTaskRole", "ecsTaskRole"),
    ("123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/envoy:build-4", "team/envoy:build-4"),
    ("123456789012.dkr.ecr.eu-central-1.amazonaws.com/web@\(digest)", "web@sha256:0123456789ab"),
    (digest, "sha256:0123456789ab"), (id, "5f1c0d3e"),
    ("ecs-svc/0263157483326041786", "ecs-svc/02631574"),
    ("5f1c0d3e-5f1c-0d3e-5f1c-0d3e5f1c0d3e", "5f1c0d3e"),
  ])
  func shortens(_ text: String, _ short: String) {
    #expect(ShortName(of: text)?.text == short)
  }

  @Test(arguments: [
    "", "nginx-service", "family:nightly-report", "essential_container_exited",
    "an ordinary sentence of words",
    "https://example.com/a/very/long/path", "arn:", "arn:aws:ecs:::", "a/b/c/d/e/f/g/h/i/j/k/l/m",
    "deadbeefdeadbeef",
    "/////////////////////////////", "arn:aws:ecs:eu-central-1:123456789012:cluster/",
  ])
  func leaves(_ text: String) {
    #expect(ShortName(of: text) == nil)
  }

  @Test(arguments: [
    ("short-word", ["short-word"]),
    ("ServiceSchedulerInitiated", ["ServiceSchedulerInitiated"]),
    ("family:nightly-report", ["family:", "nightly-", "report"]),
    ("https://example.com/a?b=c&d", ["https://", "example.", "com/", "a?", "b=", "c&", "d"]),
    (
      String(repeating: "x", count: 60),
      [String(repeating: "x", count: 40), String(repeating: "x", count: 20)]
    ),
  ])
  func breaksOnlyAfterSeparators(_ text: String, _ pieces: [String]) {
    var markup = Markup()
    BreakableText.append(text, to: &markup)
    #expect(markup.text.split(separator: "<wbr/>").joined() == Self.escaped(text))
    if text.count > 16 { #expect(BreakableText.pieces(of: text[...]).map(String.init) == pieces) }
    #expect(markup.text.split(separator: "<wbr/>").count == pieces.count)
  }

  private static func escaped(_ text: String) -> String {
    var markup = Markup()
    markup.append(text)
    return markup.text
  }

  @Test(
    arguments: [
      (0, "0 ms"), (850, "850 ms"), (7_200, "7.2 s"), (60_000, "1 min"), (865_000, "14 min 25 s"),
      (11_100_000, "3 h 5 min"), (133_200_000, "1 d 13 h"), (86_400_000, "1 d"),
      (-90_000, "-1 min 30 s"),
      (.min, "-106,751,991,167 d 7 h"),
    ] as [(Int64, String)])
  func durations(_ milliseconds: Int64, _ text: String) {
    #expect(DurationText.text(milliseconds: milliseconds) == text)
  }
}
