import CXXHash
import JSON
import Pages

/// A file of the console that is the same for all pages: it comes from the program, by its exact name.
struct ConsoleAsset: Sendable {
  /// `/console.css`.
  let path: String
  let type: String
  let bytes: [UInt8]
  /// The path with a mark that changes with the content, so that browsers can keep the file.
  let link: String

  static let styles = [
    ConsoleAsset("/page.css", "text/css; charset=utf-8", Array(PageAssets.style.utf8)),
    ConsoleAsset("/console.css", "text/css; charset=utf-8", PackageResources.console_css),
    ConsoleAsset("/query.css", "text/css; charset=utf-8", PackageResources.query_css),
    ConsoleAsset("/editor.css", "text/css; charset=utf-8", PackageResources.editor_css),
  ]
  static let scripts = [
    ConsoleAsset("/page.js", script, Array(PageAssets.script.utf8)),
    ConsoleAsset("/console.js", script, PackageResources.console_js),
    ConsoleAsset("/queries.js", script, PackageResources.queries_js),
    ConsoleAsset("/editor.js", script, PackageResources.editor_js),
    ConsoleAsset("/completion.js", script, PackageResources.completion_js),
    ConsoleAsset("/fields.js", script, PackageResources.fields_js),
    ConsoleAsset("/run.js", script, PackageResources.run_js),
    ConsoleAsset("/table.js", script, PackageResources.table_js),
    ConsoleAsset("/drag.js", script, PackageResources.drag_js),
    ConsoleAsset("/sql.js", script, PackageResources.sql_js),
    ConsoleAsset("/copied.js", script, PackageResources.copied_js),
  ]
  static let all = styles + scripts

  private static let script = "text/javascript; charset=utf-8"

  private init(_ path: String, _ type: String, _ bytes: [UInt8]) {
    self.path = path
    self.type = type
    self.bytes = bytes
    let digest = bytes.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
    link = path + "?v=" + String(digest, radix: 36)
  }

  var answer: ConsoleAnswer {
    var answer = ConsoleAnswer(type: type, bytes)
    answer.isConstant = true
    return answer
  }
}
