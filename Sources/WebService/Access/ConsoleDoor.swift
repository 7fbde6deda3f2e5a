import CMessageDigest
import Charts
import Console
import Synchronization
import Time

/// Lets readers of the console in: a link with the token gives the browser a cookie.
final class ConsoleDoor: Sendable {
  private static let parameter = "token"
  /// How many wrong tokens a minute are looked at, from whomever they come.
  private static let wrongMax = 10
  private static let minute: Int64 = 60_000

  private let access: ConsoleAccess
  private let time: TimeSource
  /// When wrong tokens came, in milliseconds since 1970.
  private let wrong = Mutex<[Int64]>([])

  init(_ access: ConsoleAccess, _ time: TimeSource) {
    self.access = access
    self.time = time
  }

  /// The response to a request without a right to the console; nil for one that may be answered.
  func refusal(of request: HTTPRequest) -> HTTPResponse? {
    if Console.isAsset(request.path) { return nil }
    switch access {
    case .open: return nil
    case .closed:
      return .text(
        403, "the console needs a token here; start the server with --token and a file of it")
    case .token(let token): return refusal(of: request, token)
    }
  }

  private func refusal(of request: HTTPRequest, _ token: String) -> HTTPResponse? {
    let parameters = URLParameters(request.query)
    let given = parameters[Self.parameter]
    if given == nil, hasCookie(request, token) { return nil }
    guard let given else { return LoginPage.response(request) }
    guard !areTooMany() else {
      return .text(429, "there were too many wrong tokens; try again in a minute")
    }
    guard Digests.areEqual(given, token) else {
      wrong.withLock { $0.append(time.now) }
      return LoginPage.response(request, isWrong: true)
    }
    return welcome(request, parameters.removing(Self.parameter), token)
  }

  private func areTooMany() -> Bool {
    wrong.withLock { times in
      let now = time.now
      times.removeAll { now - $0 > Self.minute }
      return times.count >= Self.wrongMax
    }
  }

  /// Sends the browser to the same page without the token in its URL.
  private func welcome(
    _ request: HTTPRequest, _ parameters: URLParameters, _ token: String
  ) -> HTTPResponse {
    var response = HTTPResponse(303)
    let query = parameters.pairs.isEmpty ? "" : "?" + parameters.text
    // Then the browser never sends it without TLS.
    let secure = ServerAddress.isSecure(request) ? "; Secure" : ""
    response.headers = [
      ("Location", request.localPath + query), ("Cache-Control", "no-store"),
      (
        "Set-Cookie",
        "\(Self.cookieName(request))=\(Self.cookie(token)); Path=/; HttpOnly; SameSite=Strict\(secure)"
      ),
    ]
    return response
  }

  private func hasCookie(_ request: HTTPRequest, _ token: String) -> Bool {
    let wanted = Self.cookie(token)
    let name = Self.cookieName(request)
    return request.headers.contains { header in
      header.name.lowercased() == "cookie"
        && header.value.split(separator: ";").contains { pair in
          let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
          return parts.count == 2 && parts[0] == name
            && Digests.areEqual(String(parts[1]), wanted)
        }
    }
  }

  /// Browsers send the cookies of a host to all its ports: with the port in the name several servers have their own.
  private static func cookieName(_ request: HTTPRequest) -> String {
    let port = (request.header("Host") ?? "").reversed().prefix(while: \.isNumber).reversed()
    return "ecs-stops-" + String(port)
  }

  /// Not the token itself, which a browser's profile need not hold.
  private static func cookie(_ token: String) -> String {
    Digests.hex(Digests.sha256(Array(("cookie of " + token).utf8)))
  }
}
