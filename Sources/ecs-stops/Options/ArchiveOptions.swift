import ArgumentParser
import Glibc
import Storage

/// Which archive a command works on.
struct ArchiveOptions: ParsableArguments {
  @Option(
    name: [.customShort("a"), .long],
    help: ArgumentHelp(
      "The archive's file.",
      discussion:
        "Without it $ECS_STOPS_ARCHIVE, else $XDG_DATA_HOME/ecs-stops/archive.sqlite (~/.local/share if unset).",
      valueName: "file"))
  var archive: String?

  /// The file that the option, the environment or the default names.
  var path: String {
    if let archive { return archive }
    if let named = environment("ECS_STOPS_ARCHIVE") { return named }
    let data = environment("XDG_DATA_HOME") ?? (environment("HOME") ?? "") + "/.local/share"
    return data + "/ecs-stops/archive.sqlite"
  }

  /// Opens the archive.
  func open(_ access: Archive.Access) throws -> Archive { try Archive(path: path, access) }

  private func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
