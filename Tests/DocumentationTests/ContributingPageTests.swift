import Foundation
import Testing

/// What CONTRIBUTING.md and the other pages name is there.
@Suite("Pages") struct ContributingPageTests {
  /// The code spans of a page.
  private static func spans(_ page: URL) throws -> [String] {
    try String(contentsOf: page, encoding: .utf8).matches(of: /`([^`\n]+)`/).map { String($0.1) }
  }

  private static func spans() throws -> [String] { try spans(repositoryPath("CONTRIBUTING.md")) }

  /// The paths of the repository among code spans.
  private static func paths(_ spans: [String]) -> [String] {
    spans.compactMap { span in
      span.firstMatch(
        of: /^(Sources|Tests|Scripts|Migrations|docs)\/[\w+.\/-]*|^[A-Z]\w+\.(md|swift)$/
      ).map { String($0.0) }
    }
  }

  @Test("each path on a page is there")
  func pathsExist() throws {
    #expect(Self.paths(try Self.spans()).count > 20)
    let folders = ["CONTRIBUTING.md", "CHANGELOG.md", "README.md", "docs", "Sources"]
    for page in folders.flatMap({ repositoryFiles(in: $0, extensions: ["md"]) }) {
      for path in Self.paths(try Self.spans(page)) {
        let isThere = FileManager.default.fileExists(atPath: repositoryPath(path).path)
        #expect(isThere, "\(page.lastPathComponent) names \(path), which is not there")
      }
    }
  }

  /// The targets of links, without those into the web and within a page.
  @Test("each link to a file leads to one")
  func linksLeadSomewhere() throws {
    for page in ["CONTRIBUTING.md", "CHANGELOG.md", "README.md", "docs"].flatMap({
      repositoryFiles(in: $0, extensions: ["md"])
    }) {
      let text = try String(contentsOf: page, encoding: .utf8)
      for link in text.matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/) {
        let file = page.deletingLastPathComponent().appending(path: String(link.1))
        let isThere = FileManager.default.fileExists(atPath: file.path)
        #expect(isThere, "\(page.lastPathComponent) links to \(link.1), which is not there")
      }
    }
  }

  /// The names by which GitHub lets links reach the headings of a page.
  private static func anchors(_ text: String) -> Set<String> {
    var isCode = false
    var anchors: Set<String> = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") { isCode.toggle() }
      guard !isCode, let heading = line.wholeMatch(of: /#+ +(.+)/) else { continue }
      let kept = heading.1.lowercased().filter {
        $0.isLetter || $0.isNumber || "-_ ".contains($0)
      }
      anchors.insert(kept.replacing(" ", with: "-"))
    }
    return anchors
  }

  @Test("each link to a heading leads to one")
  func anchorsExist() throws {
    var count = 0
    for page in ["CONTRIBUTING.md", "CHANGELOG.md", "README.md", "docs"].flatMap({
      repositoryFiles(in: $0, extensions: ["md"])
    }) {
      let text = try String(contentsOf: page, encoding: .utf8)
      for link in text.matches(of: /\]\(([^)#:\s]*)#([^)\s]+)\)/) {
        count += 1
        let target =
          link.1.isEmpty
          ? page : page.deletingLastPathComponent().appending(path: String(link.1))
        let headings = Self.anchors(try String(contentsOf: target, encoding: .utf8))
        #expect(
          headings.contains(String(link.2)),
          "\(page.lastPathComponent) links to \(link.1)#\(link.2), which is not there")
      }
    }
    #expect(count > 10)
  }

  @Test("each type in CONTRIBUTING.md is declared")
  func typesExist() throws {
    let types = try Self.spans().filter {
      $0.wholeMatch(of: /[A-Z]+[a-z]+[A-Z]\w+/) != nil && !$0.hasSuffix("Tests")
    }
    #expect(types.count > 4)
    let text = try ["Sources", "Migrations"].flatMap { folder in
      try repositoryFiles(in: folder, extensions: ["swift"]).map {
        try String(contentsOf: $0, encoding: .utf8)
      }
    }.joined(separator: "\n")
    for type in types {
      let isDeclared = ["struct", "class", "enum", "protocol"].contains {
        text.contains("\($0) \(type)")
      }
      #expect(isDeclared, "there is no type \(type)")
    }
  }

  @Test("each script has a row in CONTRIBUTING.md")
  func scriptsAreListed() throws {
    let spans = try Self.spans()
    let scripts = try FileManager.default.contentsOfDirectory(
      atPath: repositoryPath("Scripts").path)
    for script in scripts where !script.hasPrefix("__") {
      let name = "Scripts/\(script)"
      #expect(spans.contains { $0 == name || $0.hasPrefix(name + " ") }, "\(name) has no row")
    }
  }
}
