import Glibc

/// The program that shows pages: `$BROWSER`, else the desktop's.
enum WebBrowser {
  /// Starts the program with a file, without waiting for it to end.
  ///
  /// - Returns: false if there is none, or if it cannot be started.
  static func open(_ path: String) -> Bool {
    commands(for: address(of: path)).contains { start($0) }
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

  /// A path as an address has it: letters, digits and `-._~/` as they are, each other byte as `%20`.
  static func encoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var address = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        address.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        address += "%"
        address.append(digits[Int(byte >> 4)])
        address.append(digits[Int(byte & 15)])
      }
    }
    return address
  }
}
