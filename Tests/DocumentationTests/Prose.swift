import Foundation

/// What people read in a file: its comments, the strings that it prints, or the text of a page.
struct Prose {
  /// A piece of text, and its line from 1.
  struct Piece {
    let line: Int
    let text: String
  }

  /// The pieces of a file; code and data are left out.
  ///
  /// - Parameter hasMessages: whether the strings of Swift are for people; in tests most are data.
  static func pieces(of file: URL, hasMessages: Bool) throws -> [Piece] {
    let source = try String(contentsOf: file, encoding: .utf8)
    switch file.pathExtension {
    case "swift": return SwiftProse(source, hasStrings: hasMessages).pieces
    case "md": return lines(of: source) { $0.contains(where: "│─▶".contains) ? "" : $0 }
    case "case": return lines(of: source) { $0 }
    case "sql": return lines(of: source) { after("--", in: $0) }
    case "rules": return lines(of: source) { rulesText($0) }
    case "c", "cpp", "h": return lines(of: source) { after("//", in: $0) }
    default:
      return lines(of: source) { after("#", in: $0) }
        + (hasMessages ? messages(ofScript: source) : [])
    }
  }

  /// Text without the code in it: backquoted spans.
  static func withoutCode(_ text: some StringProtocol) -> String {
    String(text).replacing(/`[^`]*`/, with: "`")
  }

  private static func lines(of source: String, _ text: (String) -> String) -> [Piece] {
    source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      Piece(line: $0 + 1, text: withoutCode(text(String($1))))
    }
  }

  private static func after(_ mark: String, in line: String) -> String {
    line.firstRange(of: mark).map { String(line[$0.upperBound...]) } ?? ""
  }

  /// A comment, title or advice of the verdict rules; patterns and cases quote AWS.
  private static func rulesText(_ line: String) -> String {
    let text = line.firstMatch(of: /^#(.*)|^ +(?:title|advice): (.*)/)
    return text.map { String($0.1 ?? $0.2 ?? "") } ?? ""
  }

  /// The quoted strings of a shell or Python script.
  private static func messages(ofScript source: String) -> [Piece] {
    source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { line in
      line.element.matches(of: /"([^"]*)"|'([^']*)'/).map {
        Piece(line: line.offset + 1, text: withoutCode($0.1 ?? $0.2 ?? ""))
      }
    }
  }
}
