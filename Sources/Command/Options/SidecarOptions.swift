import ArgumentParser
import ECSStops
import Glibc

/// The user's own names of sidecars, beside those that the rules know.
struct SidecarOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read names of sidecar containers, besides those that the rules know, from this file.",
      discussion: """
        One name or pattern such as metrics-* per line; ! before it excludes a container, # begins a comment. Default: \
        $ECS_STOPS_SIDECARS, else $XDG_CONFIG_HOME/ecs-stops/sidecars (~/.config if unset).
        """, valueName: "file"), completion: .file())
  var sidecars: String?

  /// The file that the option, the environment or the default names; nil where there is none.
  var path: String? {
    if let named = sidecars ?? Environment.value("ECS_STOPS_SIDECARS") { return named }
    let settings =
      Environment.value("XDG_CONFIG_HOME") ?? (Environment.value("HOME") ?? "") + "/.config"
    let path = settings + "/ecs-stops/sidecars"
    return access(path, F_OK) == 0 ? path : nil
  }

  /// Reads the list; nil where there is no file.
  func list() throws -> SidecarList? {
    guard let path else { return nil }
    let text = try InputText.read(path)
    do {
      return try SidecarList(text)
    } catch {
      let lines = error.mistakes.map { "\(path):\($0.line): \($0.message)" }
      throw Failure(lines.joined(separator: "\n"))
    }
  }
}
