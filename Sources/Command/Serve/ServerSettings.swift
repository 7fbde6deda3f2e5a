import ArgumentParser
package import Console
import ECSStops
import Glibc
package import LogsAPI
package import WebService

/// What `serve` was asked for, as the parts of the server take it.
package struct ServerSettings: Sendable {
  /// Listening sockets that were passed, by their descriptors; where there are some, no address is opened.
  package let sockets: [Int32]
  /// The addresses to listen on.
  package let addresses: ListeningAddresses
  package let port: Int
  package let logs: LogsService.Settings
  package let web: WebService.Settings
  package let console: Console.Settings
  /// Whether the console is opened in a browser.
  package let opensBrowser: Bool
  /// Whether anybody may see the console.
  package let hasConsole: Bool
  /// What readers of the console need; nil for nothing.
  package let token: ConsoleToken?
  /// Whether each request is a line on standard error.
  package let isVerbose: Bool
  private let isKeyed: Bool

  /// More queries at the same time only wait for each other.
  private static let queriesMax = 4

  /// - Throws: `Failure` where a file that an option names cannot be used.
  init(_ command: ServeCommand) throws {
    let passed = try PassedSocket.all()
    try Self.check(passed, command)
    sockets = passed.map(\.descriptor)
    addresses = ListeningAddresses(command.hosts)
    port = command.port
    isVerbose = command.verbose
    isKeyed = command.keys != nil
    opensBrowser = command.open
    var logs = LogsService.Settings(path: command.archive.path)
    logs.naming = GroupNaming(command.logGroups)
    logs.tables = command.tables
    logs.queries = command.queries ?? min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), Self.queriesMax)
    logs.secondsMax = command.timeLimit
    logs.unmasks = command.unmask
    logs.onFailure = { StandardError.message(.warning, PrintableText.line($0), color: .auto) }
    logs.savedQueries = SavedQueries(
      builtIn: ReportCatalog.standard.savedQueries, folder: command.savedQueries)
    self.logs = logs
    var web = WebService.Settings(
      hosts: HostRule(bound: command.hosts + passed.map(\.host), allowed: command.allowedHosts))
    web.origins = OriginRule(allowed: command.allowedOrigins)
    web.signatures = SignatureRule(secrets: try command.keys.map(KeyFile.read))
    web.scopesByRegion = command.regionScope
    token = try command.token.map(ConsoleToken.init)
    if let token {
      web.console = .token(token.text)
    } else if command.keys != nil {
      web.console = .closed
    }
    hasConsole = command.token != nil || command.keys == nil
    self.web = web
    var console = Console.Settings(version: Version.current)
    console.unmasks = command.unmask
    console.isKeyed = command.keys != nil
    self.console = console
  }

  /// - Throws: `Failure` where others than this computer could ask without a key.
  private static func check(_ passed: [PassedSocket], _ command: ServeCommand) throws {
    guard !passed.isEmpty else { return }
    guard command.hosts.isEmpty else {
      throw Failure(
        "--host does not go with sockets that the service manager passes",
        help: "name the address in the socket unit, with ListenStream=",
        exitCode: .validationFailure)
    }
    guard command.keys == nil, let open = passed.first(where: { !$0.isLoopback }) else { return }
    throw Failure(
      "the socket on \(open.host) is open to other computers, so the server needs --keys: a file of the keys that may ask",
      exitCode: .validationFailure)
  }

  /// How to connect clients that reach the server by a URL.
  package func clients(url: String) -> ConnectingClients {
    ConnectingClients(url: url, isKeyed: isKeyed)
  }
}

extension ReportCatalog {
  /// Those that ask in Logs Insights QL, as saved queries.
  fileprivate var savedQueries: [SavedQuery] {
    reports.compactMap { report in
      report.insights.map {
        SavedQuery(
          name: "ecs-stops/\(report.name)", text: $0,
          parameters: report.insightsParameters.map {
            .init(name: $0.name, standard: $0.standard, meaning: $0.meaning)
          })
      }
    }
  }
}
