import ECSStops
import Glibc

/// The program that shows long output page by page.
struct PagerCommand {
  /// A line for the shell.
  let line: String
  /// Variables that are set for it unless the user has set them.
  let variables: [(name: String, value: String)]

  private static let standard = "less"

  /// `$ECS_STOPS_PAGER`, `$PAGER`, else `less`; nil for none, or if there is no such program.
  ///
  /// An empty one, or `cat`, means none, as for Git.
  ///
  /// - Parameter chops: whether lines wider than the terminal are chopped, as suits tables that are wider.
  init?(chops: Bool) {
    let wanted = ["ECS_STOPS_PAGER", "PAGER"].lazy.compactMap(Self.raw).first ?? Self.standard
    let line = wanted.trimmingBlanks
    guard !line.isEmpty, line != "cat", !Terminal.isDumb, Self.isThere(line) else { return nil }
    self.line = line
    variables = [("LESS", chops ? "FRSX" : "FRX"), ("LV", "-c")]
  }

  private static func raw(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Whether the program is on the path, as far as that can be told without a shell.
  private static func isThere(_ line: String) -> Bool {
    let words = line.split(separator: " ").drop { $0.contains("=") }
    guard let word = words.first else { return false }
    guard !word.contains(where: { "\"'\\$`(){}[]<>|&;*?~".contains($0) }) else { return true }
    if word.contains("/") { return access(String(word), X_OK) == 0 }
    let path = Environment.value("PATH") ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(word)", X_OK) == 0 }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(Substring(self).drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
