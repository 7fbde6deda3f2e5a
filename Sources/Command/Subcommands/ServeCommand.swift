import ArgumentParser
import Console
import ECSStops
import Glibc
import LogsAPI
import WebService

/// `ecs-stops serve`: the CloudWatch Logs API on the archive.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the archive to browsers and to clients of the Logs API.",
    usage: "ecs-stops serve [<options>]",
    discussion: """
      Shows the archive in a browser: reports, queries, tasks. Serves the AWS CLI, boto3, Grafana and other clients of CloudWatch Logs from this computer, on 127.0.0.1 and ::1 \
      only unless --host says otherwise. It only reads; imports and prunes may run meanwhile. Secrets are masked. \
      Ctrl-C or SIGTERM ends it. docs/serve.md tells how to connect each client.

        ecs-stops serve
        eval "$(ecs-stops serve --env)"
        aws logs describe-log-groups
      """)

  @OptionGroup var archive: ArchiveOptions

  @Option(help: ArgumentHelp("Listen on this port; 0 takes a free one.", valueName: "number"))
  var port = 4519

  @Option(
    name: .customLong("host"), parsing: .singleValue,
    help: ArgumentHelp(
      "Listen on this address, too, which needs --keys and --token; may be repeated.",
      valueName: "address"))
  var hosts: [String] = []

  @Option(
    name: .customLong("log-group"), parsing: .singleValue,
    help: ArgumentHelp(
      """
      Call stops whose log group is not recorded by this name; may be repeated; * takes every name. \
      (default: /aws/events/ECSStoppedTasksEvent)
      """, valueName: "name"))
  var logGroups: [String] = []

  @Flag(help: "Print the settings that point AWS clients at the server, for eval, and end.")
  var env = false

  @Option(
    help: ArgumentHelp(
      "Run so many queries at the same time. (default: one for each core, at most 4)",
      valueName: "number"))
  var queries: Int?

  @Option(
    name: .customLong("time-limit"),
    help: ArgumentHelp("Stop a query after so many seconds.", valueName: "seconds"))
  var timeLimit = 60.0

  @Option(
    name: .customLong("saved-queries"),
    help: ArgumentHelp(
      "Keep saved queries in this folder, as NAME.insights; without it none can be saved.",
      valueName: "folder"), completion: .directory, transform: PathArgument.parse)
  var savedQueries: String?

  @Option(
    help: ArgumentHelp(
      "Read the tables of lookup from this folder: NAME.csv is the table NAME.",
      valueName: "folder"), completion: .directory, transform: PathArgument.parse)
  var tables: String?

  @Flag(help: "Show secrets to callers who ask for them.")
  var unmask = false

  @Option(
    help: ArgumentHelp(
      "Answer only requests signed by a key in this file, which has lines of a key's id and its secret.",
      valueName: "file"), completion: .file(), transform: PathArgument.parse)
  var keys: String?

  @Option(
    help: ArgumentHelp(
      "Show the console only to who has the token in this file, which is made if there is none.",
      valueName: "file"), completion: .file(), transform: PathArgument.parse)
  var token: String?

  @Flag(help: "Open the console in a browser.")
  var open = false

  @Option(
    name: .customLong("allow-host"), parsing: .singleValue,
    help: ArgumentHelp(
      "Answer to this name, too, such as that of a proxy; may be repeated.", valueName: "name"))
  var allowedHosts: [String] = []

  @Option(
    name: .customLong("allow-origin"), parsing: .singleValue,
    help: ArgumentHelp(
      "Let pages of this origin call the API; may be repeated.", valueName: "URL"))
  var allowedOrigins: [String] = []

  @Flag(
    name: .customLong("region-scope"),
    help: "Answer each call for the region that it is signed for.")
  var regionScope = false

  @Flag(help: "Print a line for each request.")
  var verbose = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is from 0 to 65535") }
    if let queries, !(1...64).contains(queries) {
      throw ValidationError("--queries is from 1 to 64")
    }
    guard timeLimit > 0 else { throw ValidationError("--time-limit is more than 0 seconds") }
    if !hosts.allSatisfy(ListeningAddresses.isOwn), keys == nil || token == nil {
      throw ValidationError(
        "--host opens the server to others, so it needs --keys, a file of the keys with which clients sign, and --token, a file "
          + "of what readers of the console sign in with")
    }
    if open, keys != nil, token == nil {
      throw ValidationError("--open opens the console, which needs --token where there are --keys")
    }
    if env, port == 0 { throw ValidationError("--env needs the port that the server has") }
    for origin in allowedOrigins where origin == "*" || !origin.contains("://") {
      throw ValidationError(
        "--allow-origin takes an origin such as https://grafana.example, and not \"\(origin)\"")
    }
  }

  func run() throws {
    if env {
      let clients = ConnectingClients(url: "http://127.0.0.1:\(port)", isKeyed: keys != nil)
      return try StandardOutput.line(clients.exports.joined(separator: "\n"))
    }
    guard let server = ECSStopsCommand.server else {
      throw Failure(
        "this build of ecs-stops has no server",
        help: "build the one that has, with Scripts/build --server")
    }
    // It is said at once what is wrong with the archive, before a file of a token is made.
    try archive.check()
    try server(ServerSettings(self))
  }
}
