import Command
import Console
import Dispatch
import ECSStops
import Glibc
import HTTPServer
import LogsAPI
import WebService

/// The server as a process: it listens, says where, and ends in good order.
enum ServerProcess {
  /// Serves until a signal comes.
  ///
  /// - Throws: what keeps it from listening.
  static func run(_ settings: ServerSettings) throws {
    MemoryAllocator.setUp()
    let done = DispatchSemaphore(value: 0)
    let outcome = Outcome()
    Task {
      do { try await serve(settings) } catch { outcome.error = error }
      done.signal()
    }
    done.wait()
    if let error = outcome.error { throw error }
  }

  /// What came of it; read once it is done.
  private final class Outcome: @unchecked Sendable {
    var error: (any Error)?
  }

  private static func serve(_ settings: ServerSettings) async throws {
    let logs = LogsService(settings.logs)
    var console = settings.console
    console.connectionsMax = ServerLimits.connectionsMax
    let service = WebService(settings.web, logs, Console(console, logs))
    let log = settings.isVerbose ? RequestLog { StandardError.line($0) } : nil
    let server = try await listening(settings, service, log)
    try announce(server, settings)
    ServiceManager.tell("READY=1")
    let watching = Task { try await watch(logs) }
    while !Interrupt.isAsked { try await Task.sleep(for: .milliseconds(50)) }
    watching.cancel()
    ServiceManager.tell("STOPPING=1")
    logs.stopAll()
    await server.stop()
  }

  private static func listening(
    _ settings: ServerSettings, _ service: WebService, _ log: RequestLog?
  ) async throws -> HTTPServer {
    do {
      return try await HTTPServer(places(settings), service, log: log)
    } catch let error as ListenError {
      throw ErrorExplanation(
        "\(error)", help: "if another server runs there, take another port with --port")
    }
  }

  /// Looks after the archive and the results now and then; a service manager that hears no more of it starts the server again.
  private static func watch(_ logs: LogsService) async throws {
    while true {
      if await logs.health.problem() == nil { ServiceManager.tell("WATCHDOG=1") }
      logs.forgetOldResults()
      try await Task.sleep(for: .seconds(secondsOfWatch))
    }
  }

  private static let secondsOfWatch = 5

  private static func places(_ settings: ServerSettings) -> [HTTPServer.Place] {
    if !settings.sockets.isEmpty { return settings.sockets.map { .socket($0) } }
    let port = settings.port
    return settings.addresses.required.map { .address($0, port: port) }
      + settings.addresses.optional.map { .optionalAddress($0, port: port) }
  }

  /// Says where it listens: to programs as a line of JSON, to people with what to type next.
  private static func announce(_ server: HTTPServer, _ settings: ServerSettings) throws {
    let urls = server.addresses.map { url($0.host, $0.port) }
    if settings.opensBrowser {
      WebBrowser.open(local(server) + "/" + (settings.token?.link ?? ""))
    }
    guard isatty(STDOUT_FILENO) != 0 else {
      let list = JSONValue.object(
        [
          .init("listening", .array(urls.map(JSONValue.text)))
        ] + (settings.hasConsole ? [.init("console", .text(link(server, settings)))] : []))
      return try StandardOutput.line(list.text)
    }
    let clients = settings.clients(url: local(server))
    let lines =
      [
        "listening on \(urls.joined(separator: " and ")); Ctrl-C ends it",
        settings.hasConsole
          ? "The console, for a browser: \(link(server, settings))"
          : "With --keys and without --token there is no console.",
        "To point AWS clients in another shell at it:",
      ] + clients.exports
    try StandardOutput.line(lines.joined(separator: "\n"))
  }

  /// The link to the console, with the token if it has been made just now.
  private static func link(_ server: HTTPServer, _ settings: ServerSettings) -> String {
    local(server) + "/" + (settings.token?.query ?? "")
  }

  /// The URL at which this computer reaches the server.
  private static func local(_ server: HTTPServer) -> String {
    server.addresses.first.map { url(ListeningAddresses.local($0.host), $0.port) } ?? ""
  }

  private static func url(_ host: String, _ port: Int) -> String {
    host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
  }
}
