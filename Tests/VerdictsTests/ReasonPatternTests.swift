import Testing

@testable import Verdicts

@Suite struct ReasonPatternTests {
  @Test(arguments: [
    (
      "Scaling activity initiated by (deployment ecs-svc/0012003400560078009)",
      "Scaling activity initiated by (deployment ecs-svc/*)"
    ),
    ("Host EC2 (instance i-0f1e2d3c4b5a69788) terminated.", "Host EC2 (instance *) terminated."),
    (
      "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-north-1:"
        + "000000000042:targetgroup/shop/0a0b)",
      "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:*:"
        + "*:targetgroup/*)"
    ),
    ("dial tcp 203.0.113.9:443: i/o timeout", "dial tcp *:*: i/o timeout"),
    (
      "manifest for 42.dkr.ecr.eu-north-1.amazonaws.com/shop:v1 not found",
      "manifest for * not found"
    ),
    ("Essential container in task exited", "Essential container in task exited"), ("", ""),
  ])
  func whatTellsCasesApartBecomesAStar(text: String, pattern: String) {
    let made = Array(text.utf8).withUnsafeBytes { ReasonPattern.make(from: $0) }
    #expect(String(decoding: made, as: UTF8.self) == pattern)
  }
}
