import Console
import FixtureArchive
import LogsAPI
import Testing
import Time
import WebService

/// Who may see the console, and what other sites may make a browser do with it.
struct ConsoleDoorTests {
  private static let token = "0123456789abcdef0123456789abcdef"

  private static func service(_ access: ConsoleAccess) throws -> WebService {
    var settings = WebService.Settings(hosts: HostRule(bound: [], allowed: []))
    settings.console = access
    let logs = LogsService(LogsService.Settings(path: try FixtureArchive.path.get()))
    return WebService(settings, logs, Console(Console.Settings(version: "0"), logs))
  }

  private static func answer(
    _ service: WebService, _ target: String, method: String = "GET",
    headers: [(name: String, value: String)] = []
  ) async -> HTTPResponse {
    await service.answer(
      HTTPRequest(
        method: method, target: target,
        headers: [(name: "Host", value: "localhost:4519")] + headers))
  }

  @Test func withoutATokenItIsOpen() async throws {
    #expect(await Self.answer(try Self.service(.open), "/reports").status == 200)
  }

  @Test func withKeysAloneItIsClosed() async throws {
    let service = try Self.service(.closed)
    #expect(await Self.answer(service, "/reports").status == 403)
    #expect(await Self.answer(service, "/page.css").status == 200)
  }

  @Test func theTokenGivesACookie() async throws {
    let service = try Self.service(.token(Self.token))
    #expect(await Self.answer(service, "/reports").status == 401)
    let welcome = await Self.answer(service, "//reports?since=7d&token=\(Self.token)")
    #expect(welcome.status == 303)
    #expect(welcome.header("Location") == "/reports?since=7d")
    let cookie = try #require(welcome.header("Set-Cookie"))
    #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
    #expect(!cookie.contains(Self.token))
    let pair = String(cookie.prefix { $0 != ";" })
    let asked = [(name: "Cookie", value: "other=1; " + pair)]
    #expect(await Self.answer(service, "/reports", headers: asked).status == 200)
    let wrong = [(name: "Cookie", value: "ecs-stops=0")]
    #expect(await Self.answer(service, "/reports", headers: wrong).status == 401)
  }

  @Test func wrongTokensAreFew() async throws {
    let service = try Self.service(.token(Self.token))
    for _ in 0..<10 {
      #expect(await Self.answer(service, "/?token=wrong").status == 401)
    }
    #expect(await Self.answer(service, "/?token=wrong").status == 429)
    // Nor is the right one looked at, or the others would only wait for it.
    #expect(await Self.answer(service, "/?token=\(Self.token)").status == 429)
  }

  @Test(arguments: [
    ("same-origin", "cors", 200), ("none", "navigate", 200), ("cross-site", "navigate", 200),
    ("cross-site", "no-cors", 403), ("same-site", "cors", 403),
  ])
  func otherSitesMayOnlyLink(_ site: String, _ mode: String, _ status: Int) async throws {
    let headers = [
      (name: "Sec-Fetch-Site", value: site), (name: "Sec-Fetch-Mode", value: mode),
    ]
    let service = try Self.service(.open)
    #expect(await Self.answer(service, "/reports", headers: headers).status == status)
  }

  @Test(arguments: [
    ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
    ("Origin", "http://evil.example"), ("Origin", "null"), ("Origin", "http://localhost:4520"),
  ])
  func otherSitesMaySendNoForms(_ name: String, _ value: String) async throws {
    let service = try Self.service(.open)
    let headers = [(name: name, value: value)]
    #expect(
      await Self.answer(service, "/queries/1/stop", method: "POST", headers: headers).status == 403)
  }

  @Test(arguments: [
    "//evil.example/?shown=x", "/\\evil.example?shown=x", "http://evil.example/?shown=x",
    "//evil.example/reports?shown=x",
  ])
  func formsLeadToPagesOnly(_ target: String) async throws {
    let response = await Self.answer(try Self.service(.open), target)
    #expect(response.status == 404)
    #expect(response.header("Location") == nil)
  }

  @Test func signingInStaysHere() async throws {
    let service = try Self.service(.token(Self.token))
    for target in ["//evil.example/", "/\\evil.example/", "\\/evil.example/"] {
      let response = await Self.answer(service, target + "?token=\(Self.token)")
      #expect(response.header("Location") == "/evil.example/")
    }
  }

  @Test func framesOfOtherSitesAreNoLinks() async throws {
    let headers = [
      (name: "Sec-Fetch-Site", value: "cross-site"), (name: "Sec-Fetch-Mode", value: "navigate"),
      (name: "Sec-Fetch-Dest", value: "iframe"),
    ]
    let service = try Self.service(.token(Self.token))
    // They cannot use up the tries of who wants to sign in, either.
    for _ in 0..<20 {
      #expect(await Self.answer(service, "/?token=wrong", headers: headers).status == 403)
    }
    #expect(await Self.answer(service, "/?token=\(Self.token)").status == 303)
  }

  @Test func theFormToSignInStaysHere() async throws {
    let service = try Self.service(.token(Self.token))
    let response = await Self.answer(
      service, "//evil.example/x", headers: [(name: "Accept", value: "text/html")])
    let page = String(decoding: response.body, as: UTF8.self)
    #expect(page.contains("action=\"/evil.example/x\""))
    #expect(!page.contains("\"//"))
  }

  @Test func pagesMayRunOurScriptOnly() async throws {
    let response = await Self.answer(try Self.service(.open), "/reports")
    let policy = try #require(response.header("Content-Security-Policy"))
    #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"))
    #expect(policy.hasSuffix("frame-ancestors 'none'"))
    #expect(response.header("X-Content-Type-Options") == "nosniff")
    #expect(response.header("Referrer-Policy") == "no-referrer")
    #expect(response.header("Cache-Control") == "no-store")
  }
}

extension HTTPResponse {
  fileprivate func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
