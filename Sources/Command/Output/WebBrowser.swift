import ECSStops
import Glibc

/// The program that shows pages: `$BROWSER`, else the desktop's.
package enum WebBrowser {
  /// Starts the program with an address, without waiting for it to end; where there is none, a note says so.
  package static func open(_ address: String) {
    guard !commands(for: address).contains(where: { start($0) }) else { return }
    StandardError.message(
      .note, "no web browser could be started; open \(address), or set $BROWSER")
  }

  /// `file:///home/me/page.html`.
  static func address(of path: String) -> String { "file://" + encoded(absolute(path)) }

  /// The commands to try, each with its arguments.
  ///
  /// `$BROWSER` is a list with colons; `%s` in an entry stands for the address, which otherwise comes last.
  static func commands(for address: String) -> [[String]] {
    let entries = (Environment.value("BROWSER") ?? "").split(separator: ":").map { entry in
      let words = entry.split(separator: " ").map(String.init)
      let filled = words.map { $0.replacing("%s", with: address) }
      return filled == words ? words + [address] : filled
    }.filter { $0.count > 1 }
    return entries.isEmpty ? [["xdg-open", address]] : entries
  }

  /// A desktop's program has no place to show a page without a display.
  private static func start(_ command: [String]) -> Bool {
    guard let program = command.first else { return false }
    let isDesktops = program == "xdg-open"
    let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains { Environment.value($0) != nil }
    guard hasDisplay || !isDesktops else { return false }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in STDIN_FILENO...STDERR_FILENO {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // An interrupt at the terminal is not meant for it.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    return posix_spawnp(&child, program, &actions, &attributes, &arguments, environ) == 0
  }

  private static func absolute(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// A path as an address has it.
  static func encoded(_ path: String) -> String {
    let code = Array(path.utf8).withUnsafeBytes { PercentCode.encode($0, keeping: Array("/".utf8)) }
    return String(decoding: code, as: UTF8.self)
  }
}
