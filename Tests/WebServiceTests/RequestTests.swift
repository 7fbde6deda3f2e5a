import Console
import FixtureArchive
import LogsAPI
import Testing
import WebService

/// What is answered to requests of all kinds, before and beside the API.
struct RequestTests {
  private static func answer(
    _ method: String = "POST", _ target: String = "/", host: String? = "localhost:4519",
    headers: [(name: String, value: String)] = [], body: String = ""
  ) async throws -> HTTPResponse {
    var settings = WebService.Settings(
      hosts: HostRule(bound: ["10.1.2.3"], allowed: ["proxy.example"]))
    settings.origins = OriginRule(allowed: ["https://grafana.example"])
    let logs = LogsService(LogsService.Settings(path: try FixtureArchive.path.get()))
    let hosts = host.map { [(name: "host", value: $0)] } ?? []
    let console = Console(Console.Settings(version: "0"), logs)
    return await WebService(settings, logs, console).answer(
      HTTPRequest(method: method, target: target, headers: hosts + headers, body: Array(body.utf8)))
  }

  @Test(arguments: [
    ("localhost", 204), ("127.0.0.1:4519", 204), ("[::1]:4519", 204), ("10.1.2.3", 204),
    ("proxy.example:80", 204), ("PROXY.example", 204), ("evil.example", 403), ("", 403),
    ("[::1]evil.example", 403), ("localhost:x@evil.example", 403), ("localhost:1/evil", 403),
    ("127.0.0.1.evil.example", 403), ("localhost.evil.example:4519", 403), ("[::2]", 403),
  ])
  func answersToItsOwnNamesOnly(_ host: String, _ status: Int) async throws {
    #expect(try await Self.answer("GET", "/healthz", host: host).status == status)
  }

  @Test func needsOneName() async throws {
    #expect(try await Self.answer("GET", "/healthz", host: nil).status == 400)
    let two = [(name: "Host", value: "evil.example")]
    #expect(try await Self.answer("GET", "/healthz", headers: two).status == 400)
  }

  /// A page of another origin can send a POST to any path, but not this header.
  @Test(arguments: [
    ("/", "DescribeLogGroups", "DescribeLogGroups is no operation"),
    ("/DescribeLogGroups", nil, "DescribeLogGroups is no operation"),
    (
      "/DescribeLogGroups", "Logs_20140328.DescribeLogGroups",
      "Logs_20140328.DescribeLogGroups is no operation"
    ),
    ("/", nil, "X-Amz-Target is missing"),
  ])
  func operationsAreNamedByTheHeaderAlone(_ path: String, _ target: String?, _ part: String)
    async throws
  {
    let headers = target.map { [(name: "X-Amz-Target", value: $0)] } ?? []
    let response = try await Self.answer("POST", path, headers: headers, body: "{}")
    #expect(response.status == 400)
    let text = String(decoding: response.body, as: UTF8.self)
    #expect(text.contains("UnknownOperationException") && text.contains(part))
  }

  @Test func pagesOfOtherOriginsMayNotRead() async throws {
    for (origin, allowed) in [("https://grafana.example", true), ("https://evil.example", false)] {
      let response = try await Self.answer(
        "GET", "/healthz", headers: [(name: "Origin", value: origin)])
      let names = response.headers.map(\.name)
      #expect(names.contains("Access-Control-Allow-Origin") == allowed)
      #expect(names.contains("Cross-Origin-Resource-Policy"))
    }
  }

  @Test(arguments: [
    ("Action=ListMetrics&Version=2010-08-01", 200, "<Metrics/>"),
    ("Action=GetCallerIdentity&Version=2011-06-15", 200, ":user/ecs-stops"),
    ("Action=DescribeRegions&Version=2016-11-15", 200, "<regionName>"),
    ("Action=RunInstances&Version=2016-11-15", 400, "<Response><Errors>"),
    ("Action=%3Cscript%3E&Version=1", 400, "&lt;script&gt;"),
  ])
  func neighborsAreConstants(_ body: String, _ status: Int, _ part: String) async throws {
    let response = try await Self.answer(
      headers: [
        (name: "Content-Type", value: "application/x-www-form-urlencoded; charset=utf-8")
      ], body: body)
    #expect(response.status == status)
    #expect(String(decoding: response.body, as: UTF8.self).contains(part))
  }

  @Test(arguments: [
    ("GET", "/%2e%2e/etc/passwd", 404), ("GET", "/page.css/../x", 404), ("PUT", "/", 405),
    ("DELETE", "/x", 405),
  ])
  func otherPathsAreNotThere(_ method: String, _ path: String, _ status: Int) async throws {
    #expect(try await Self.answer(method, path).status == status)
  }
}
