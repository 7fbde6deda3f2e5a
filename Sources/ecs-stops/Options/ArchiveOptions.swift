import ArgumentParser
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
    if let named = Environment.value("ECS_STOPS_ARCHIVE") { return named }
    let data =
      Environment.value("XDG_DATA_HOME") ?? (Environment.value("HOME") ?? "") + "/.local/share"
    return data + "/ecs-stops/archive.sqlite"
  }

  /// Opens the archive.
  func open(_ access: Archive.Access) throws -> Archive { try Archive(path: path, access) }
}
