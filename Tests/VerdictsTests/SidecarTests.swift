import Testing

@testable import Verdicts

/// Names of containers: which are sidecars by the rules, and by a user's list.
@Suite struct SidecarTests {
  private func role(_ name: String, _ list: String = "") throws -> ContainerRole {
    let classifier = VerdictClassifier(sidecars: try SidecarList(list))
    return Array(name.utf8).withUnsafeBytes { classifier.role(of: $0) }
  }

  @Test(arguments: [
    "aws-guardduty-agent-a1B2c3D4", "ecs-service-connect-4hG7k", "log_router", "log-router",
    "firelens",
    "firelens_log_router", "fluent-bit", "fluentbit", "aws-for-fluent-bit", "fluentd", "filebeat",
    "promtail",
    "datadog-agent", "dd-agent", "DatadogAgent", "cloudwatch-agent", "cwagent",
    "amazon-cloudwatch-agent",
    "xray-daemon", "aws-xray-daemon", "X-Ray", "newrelic-infra", "new-relic-agent", "otel",
    "otel-sidecar",
    "otel-collector", "aws-otel-collector", "opentelemetry-collector", "adot-collector", "adot",
    "envoy",
    "envoy-proxy", "appmesh-envoy", "istio-proxy", "linkerd-proxy", "consul-dataplane",
    "metrics-sidecar",
    "splunk-forwarder", "TwistlockDefender", "falcon-sensor", "dynatrace-oneagent", "elastic-agent",
    "grafana-agent", "telegraf", "statsd-exporter", "cloudsql-proxy", "vault-agent", "ssm-agent",
    "daprd",
  ])
  func wellKnownSidecars(name: String) throws {
    #expect(try role(name) == .sidecar)
  }

  @Test(arguments: [
    "agent", "build-agent", "rds-proxy", "nginx", "traefik", "redis-exporter", "event-router",
    "db-tunnel-proxy",
    "init", "db-init", "vector", "metrics", "app-logger",
  ])
  func namesThatOftenAreSidecars(name: String) throws {
    #expect(try role(name) == .helper)
  }

  @Test(arguments: [
    "app", "web", "migrate", "nightly", "sync", "default", "worker", "portal", "hotel-otello",
    "convoy", "api",
    "agenda", "collectors-api", "initiator", "proxima", "catalog", "log-analysis", "",
  ])
  func allOthersDoTheWork(name: String) throws {
    #expect(try role(name) == .main)
  }

  @Test func aUsersListGoesBeforeTheRules() throws {
    let list = """
      # Ours.
      pusher        # one name
      Metrics-*

        !envoy
      !metrics-api
      """
    #expect(try role("pusher", list) == .sidecar)
    #expect(try role("METRICS-east", list) == .sidecar)
    #expect(try role("metrics-api", list) == .main)
    #expect(try role("envoy", list) == .main)
    #expect(try role("envoy-2", list) == .sidecar)
    #expect(try role("pusher2", list) == .main)
  }

  @Test func aListIsKeptWithoutItsComments() throws {
    let list = try SidecarList("# a\r\n Pusher # b\r\n\r\n! envoy\n")
    #expect(list.text == "pusher\n!envoy" && list.count == 2 && !list.isEmpty)
    #expect(try SidecarList(list.text) == list)
    #expect(try SidecarList("\n# nothing\n").isEmpty)
  }

  @Test func mistakesHaveTheirLines() {
    #expect(
      throws: SidecarListError(mistakes: [
        .init(line: 2, message: "\"*\" matches every container"),
        .init(
          line: 4,
          message:
            "\"two names\" is not a container name; write one name or pattern per line, such as metrics-*"
        ),
        .init(
          line: 5,
          message:
            "\"!\" is not a container name; write one name or pattern per line, such as metrics-*"),
        .init(
          line: 6,
          message:
            "\"a,b\" is not a container name; write one name or pattern per line, such as metrics-*"
        ),
      ])
    ) { try SidecarList("a\n*\n\ntwo names\n!\na,b\n") }
  }

  @Test(arguments: [
    ("a*", "a", true), ("a*", "ab", true), ("a*", "ba", false), ("*a", "ba", true),
    ("*a", "bab", false),
    ("*a*", "bab", true), ("a*c", "abbc", true), ("a*c", "ac", true), ("a*c", "acb", false),
    ("a*b*c", "aXbYc", true),
    ("a**", "a", true), ("*ab*ab", "abab", true), ("*ab*ab", "ab", false), ("A", "a", true),
    ("a", "A", true),
    ("a", "", false), ("a", "aa", false), ("*aab", "aaab", true),
  ])
  func patterns(pattern: String, name: String, matches: Bool) throws {
    let pattern = try #require(NamePattern(pattern[...]))
    #expect(Array(name.utf8).withUnsafeBytes { pattern.matches($0) } == matches)
  }

  @Test func theVersionOfTheRulesHasTheListInIt() throws {
    #expect(VerdictClassifier().version == VerdictClassifier.rulesVersion)
    let list = try SidecarList("pusher")
    #expect(VerdictClassifier(sidecars: list).version == VerdictClassifier.rulesVersion(with: list))
    #expect(VerdictClassifier.rulesVersion(with: list) != VerdictClassifier.rulesVersion)
    #expect(VerdictClassifier.rulesVersion(with: list).count == 16)
    #expect(
      VerdictClassifier.rulesVersion(with: try SidecarList("!pusher"))
        != VerdictClassifier.rulesVersion(with: list))
  }
}
