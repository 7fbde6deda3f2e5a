import Files
import Glibc

/// Writes a Swift file that contains the contents of other files: `embed-catalog OUTPUT FILE…`, for the build plugin of
/// that name.
@main
enum EmbedCatalog {
  static func main() {
    guard let output = CommandLine.arguments.dropFirst().first else { fail("no output is named") }
    var source = """
      /// The files of the folder Catalog, by name.
      enum CatalogFiles {
        static let all: [(name: String, text: String)] = [

      """
    for path in CommandLine.arguments.dropFirst(2) {
      let name = path.split(separator: "/").last ?? ""
      source += "    (\n      \"\(name)\",\n\(literal(text(of: path)))\n    ),\n"
    }
    write(source + "  ]\n}\n", to: output)
  }

  /// A raw string literal of the text, not indented, so that its lines stay unchanged.
  private static func literal(_ text: String) -> String {
    var fence = "#"
    while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
    return "\(fence)\"\"\"\n\(text)\n\"\"\"\(fence)"
  }

  private static func text(of path: String) -> String {
    do {
      return try FileContent.text(of: path, bytesMax: .max)
    } catch {
      fail("\(path) cannot be read: \(error)")
    }
  }

  private static func write(_ source: String, to path: String) {
    guard let file = fopen(path, "w"), fputs(source, file) >= 0, fclose(file) == 0 else {
      fail("\(path) cannot be written")
    }
  }

  private static func fail(_ message: String) -> Never {
    print("embed-catalog: \(message)")
    exit(1)
  }
}
