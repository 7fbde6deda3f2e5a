import ECSStops
import Glibc

/// The user's browser.
package enum Browser {
  /// What opens a link on Linux desktops; `$BROWSER` comes before it.
  private static let standard = "xdg-open"

  /// Opens a link; where that fails, a warning says so.
  package static func open(_ link: String) {
    let program = getenv("BROWSER").map { String(cString: $0) } ?? standard
    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(link), nil]
    defer { arguments.forEach { free($0) } }
    var child: pid_t = 0
    let result = posix_spawnp(&child, program, nil, nil, arguments, environ)
    guard result != 0 else { return }
    StandardError.message(
      .warning, "no browser could be opened: \(program): \(String(cString: strerror(result)))",
      color: .auto)
  }
}
