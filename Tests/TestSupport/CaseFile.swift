import Foundation
import Testing

/// One case of a test: a file with an input and what it gives, in named sections.
///
/// The name of the file is a sentence that says what the case shows. Lines with `#` at the start
/// are notes, a blank line after them may end them; what follows up to the first `----` is the
/// input:
///
///     # Evidence: "You can use stats with bin()"
///     stats count(*) by bin(1d)
///     ---- sql
///     SELECT …
///     ---- rows unordered
///     2026-01-01 00:00:00.000 | 41
package struct CaseFile: Sendable {
  /// A part of the file after a line `---- name modifiers`.
  package struct Section: Equatable, Sendable {
    package let name: String
    /// The words after the name, such as `unordered`.
    package let modifiers: [String]
    /// The lines of the section, each with its line end.
    package let text: String

    package init(_ name: String, modifiers: [String] = [], text: String) {
      self.name = name
      self.modifiers = modifiers
      self.text = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    }

    fileprivate var header: String { (["----", name] + modifiers).joined(separator: " ") }
  }

  /// Folder and sentence: `stats/count-by-day`.
  package let name: String
  package let path: String
  /// The notes, without their `#`.
  package let notes: [String]
  package let input: String
  package let sections: [Section]
  /// The notes as written in the file, for recording.
  private let head: String

  /// Reads a file.
  package init(path: String, name: String) throws {
    self.path = path
    self.name = name
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.last == "" { lines.removeLast() }
    var head = lines.prefix { $0.hasPrefix("#") }
    lines = lines.dropFirst(head.count)
    notes = head.map { $0.drop { $0 == "#" || $0 == " " } }.map(String.init)
    if !head.isEmpty, lines.first == "" { head.append(lines.removeFirst()) }
    self.head = head.map { $0 + "\n" }.joined()
    let input = lines.prefix { !$0.hasPrefix("---- ") }
    self.input = input.joined(separator: "\n")
    sections = Self.sections(in: lines.dropFirst(input.count))
  }

  private static func sections(in lines: ArraySlice<Substring>) -> [Section] {
    var sections: [Section] = []
    var rest = lines
    while let header = rest.popFirst() {
      let words = header.split(separator: " ").dropFirst().map(String.init)
      let body = rest.prefix { !$0.hasPrefix("---- ") }
      rest = rest.dropFirst(body.count)
      sections.append(
        Section(
          words.first ?? "", modifiers: Array(words.dropFirst()),
          text: body.map { $0 + "\n" }.joined()))
    }
    return sections
  }

  /// The section of a name.
  package subscript(name: String) -> Section? { sections.first { $0.name == name } }

  /// The value of a note `name: value`.
  package func note(_ name: String) -> String? {
    notes.lazy.filter { $0.hasPrefix(name + ": ") }
      .map { String($0.dropFirst(name.count + 2)) }.first
  }
}

extension CaseFile: CustomTestStringConvertible {
  package var testDescription: String { name }
}

// MARK: - Finding

extension CaseFile {
  /// All cases in a folder beside the test's own file, in the order of their names.
  ///
  /// - Throws: If the folder is not there: a test over no cases would pass.
  package static func all(
    in folder: String, beside file: StaticString = #filePath
  ) throws -> [CaseFile] {
    let root = URL(fileURLWithPath: "\(file)").deletingLastPathComponent()
      .appendingPathComponent(folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try paths.filter { $0.hasSuffix(".case") }.sorted().map { path in
      try CaseFile(
        path: root.appendingPathComponent(path).path, name: String(path.dropLast(5)))
    }
  }
}

// MARK: - Checking

extension CaseFile {
  /// Compares what a case gave with the sections of the file that have these names.
  ///
  /// With `RECORD=1` in the environment the sections are rewritten instead, and the test fails, so
  /// that a recording is never taken for a passing run. Sections of other names are left alone:
  /// they belong to another test.
  package func check(_ outputs: [Section], owning names: Set<String>) throws {
    let expected = sections.filter { names.contains($0.name) }
    guard expected != outputs else { return }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try record(outputs, owning: names)
      Issue.record("recorded \(path)")
      return
    }
    for section in expected where !outputs.contains(where: { $0.header == section.header }) {
      Issue.record("\(name): the section '\(section.header)' should be there and is not")
    }
    for output in outputs {
      compare(output, expected.first { $0.header == output.header })
    }
  }

  private func compare(_ output: Section, _ expected: Section?) {
    guard let expected else {
      Issue.record("\(name): '\(output.header)' is not in the file:\n\(output.text)")
      return
    }
    guard expected != output else { return }
    Issue.record(
      "\(name): \(firstDifference(expected.text, output.text))\n\(path) says:\n\(expected.text)got:\n\(output.text)"
    )
  }

  private func firstDifference(_ expected: String, _ actual: String) -> String {
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let actualLines = actual.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, (left, right)) in zip(expectedLines, actualLines).enumerated() where left != right {
      return "line \(index + 1) is '\(right)' and should be '\(left)'"
    }
    return "\(actualLines.count) lines and not \(expectedLines.count)"
  }

  private func record(_ outputs: [Section], owning names: Set<String>) throws {
    let others = sections.filter { !names.contains($0.name) }
    let body = (outputs + others).map { "\($0.header)\n\($0.text)" }.joined()
    try "\(head)\(input)\n\(body)".write(toFile: path, atomically: true, encoding: .utf8)
  }
}
