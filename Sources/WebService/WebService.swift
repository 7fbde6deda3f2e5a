package import Console
package import LogsAPI

/// Everything that the server answers, without a word of sockets: who may ask, and who answers.
package final class WebService: Sendable {
  package struct Settings: Sendable {
    package var hosts: HostRule
    package var origins = OriginRule(allowed: [])
    package var signatures = SignatureRule(secrets: nil)
    package var console = ConsoleAccess.open
    /// Whether calls see the stops of the region only that they are signed for.
    package var scopesByRegion = false

    package init(hosts: HostRule) {
      self.hosts = hosts
    }
  }

  private let settings: Settings
  private let logs: LogsService
  private let console: Console
  private let door: ConsoleDoor
  private static let targetPrefix = "Logs_20140328."

  package init(_ settings: Settings, _ logs: LogsService, _ console: Console) {
    self.settings = settings
    self.logs = logs
    self.console = console
    door = ConsoleDoor(settings.console, console.settings.time)
  }

  /// Answers a request, whatever it is.
  package func answer(_ request: HTTPRequest) async -> HTTPResponse {
    if let refusal = settings.hosts.refusal(of: request) { return refusal }
    var response = await routed(request)
    settings.origins.permit(request, &response)
    response.headers.append(("Cross-Origin-Resource-Policy", "same-origin"))
    response.headers.append(("Referrer-Policy", "no-referrer"))
    response.headers.append(("X-Content-Type-Options", "nosniff"))
    return response
  }

  private func routed(_ request: HTTPRequest) async -> HTTPResponse {
    switch (request.method, request.path) {
    case ("OPTIONS", _): settings.origins.preflight(request)
    case ("GET", "/healthz"), ("HEAD", "/healthz"): await health()
    case ("POST", _) where !Console.takesForms(request.path): await call(request)
    case ("GET", _), ("HEAD", _), ("POST", _): await page(request)
    default: .text(405, "this server answers GET, HEAD and POST")
    }
  }

  private func health() async -> HTTPResponse {
    guard let problem = await logs.health.problem() else { return HTTPResponse(204) }
    return .text(503, problem.publicMessage)
  }

  // MARK: - The console

  private func page(_ request: HTTPRequest) async -> HTTPResponse {
    if let refusal = CrossSiteRule.refusal(of: request) ?? door.refusal(of: request) {
      return refusal
    }
    return HTTPResponse(await console.answer(ConsoleRequest(request)))
  }

  // MARK: - The API

  private func call(_ request: HTTPRequest) async -> HTTPResponse {
    let requestID = UUIDText.random()
    let target = request.header("X-Amz-Target") ?? ""
    let neighbor = target.hasPrefix(Self.targetPrefix) ? nil : NeighborProtocol(request)
    do {
      try settings.signatures.check(request)
    } catch {
      guard let neighbor else { return Self.json(error, requestID) }
      return Self.identified(neighbor.error(error, requestID: requestID), requestID)
    }
    if let neighbor { return await answer(neighbor, requestID) }
    guard request.path == "/", target.hasPrefix(Self.targetPrefix) else {
      // Services without the header name the operation by the path.
      let name = target.isEmpty ? String(request.path.dropFirst()) : target
      return Self.json(APIError.unknownOperation(name), requestID)
    }
    let operation = String(target.dropFirst(Self.targetPrefix.count))
    var call = APICall(operation, body: request.body, requestID: requestID)
    call.client = request.header("User-Agent") ?? ""
    if settings.scopesByRegion { call.region = SignatureRule.region(of: request) }
    return Self.json(await logs.answer(call), requestID)
  }

  private func answer(_ call: NeighborProtocol, _ requestID: String) async -> HTTPResponse {
    let (account, regions) = (try? await logs.places()) ?? ("000000000000", ["us-east-1"])
    let neighbors = NeighborService(places: .init(account: account, regions: regions))
    return Self.identified(neighbors.answer(call, requestID: requestID), requestID)
  }

  /// An answer with the header by which SDKs know its id.
  private static func identified(_ response: HTTPResponse, _ requestID: String) -> HTTPResponse {
    var response = response
    response.headers.append(("x-amzn-RequestId", requestID))
    return response
  }

  private static func json(_ error: APIError, _ requestID: String) -> HTTPResponse {
    json(APIAnswer(status: error.status, body: error.body), requestID)
  }

  private static func json(_ answer: APIAnswer, _ requestID: String) -> HTTPResponse {
    identified(
      HTTPResponse(answer.status, type: "application/x-amz-json-1.1", body: answer.body), requestID)
  }
}
