import Console
import FixtureArchive
import LogsAPI
import Time

/// The console over an archive, asked without a server.
struct TestConsole {
  let console: Console
  let logs: LogsService

  /// Over the archive of the usual events.
  init(unmasks: Bool = false) throws {
    self.init(path: try FixtureArchive.path.get(), unmasks: unmasks)
  }

  init(path: String, unmasks: Bool = false) {
    logs = LogsService(LogsService.Settings(path: path))
    var settings = Console.Settings(version: "0.0.0")
    settings.unmasks = unmasks
    settings.time = .fixed(at: now)
    console = Console(settings, logs)
  }

  /// - Parameter target: a path, and parameters after `?`.
  func get(_ target: String) async -> ConsoleAnswer {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    return await console.answer(
      ConsoleRequest(
        path: parts[0], parameters: URLParameters(parts.count > 1 ? parts[1] : ""),
        origin: "http://127.0.0.1:4519"))
  }

  func post(_ path: String, _ form: String = "") async -> ConsoleAnswer {
    await console.answer(ConsoleRequest(changes: true, path: path, form: URLParameters(form)))
  }
}

extension ConsoleAnswer {
  var text: String { String(decoding: body, as: UTF8.self) }
}
