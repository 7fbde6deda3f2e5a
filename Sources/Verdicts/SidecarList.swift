/// A user's own sidecar names, in addition to those of the rules.
///
/// One name or pattern per line; `!` before it says that such a container is not a sidecar. The last line that matches
/// a name decides; `#` starts a comment.
///
///     metrics-*
///     !proxy       # does the work here
package struct SidecarList: Hashable, Sendable {
  private struct Entry: Hashable, Sendable {
    var pattern: NamePattern
    var isSidecar: Bool
  }

  private var entries: [Entry] = []

  /// An empty list.
  package init() {}

  /// Reads a list.
  ///
  /// - Throws: `SidecarListError` with each line that is not a name.
  package init(_ text: String) throws(SidecarListError) {
    var mistakes: [SidecarListError.Mistake] = []
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let written = Self.written(line)
      guard !written.isEmpty else { continue }
      let isSidecar = written.first != "!"
      if let pattern = NamePattern(isSidecar ? written : Self.trimmed(written.dropFirst())) {
        entries.append(Entry(pattern: pattern, isSidecar: isSidecar))
      } else {
        mistakes.append(
          SidecarListError.Mistake(line: index + 1, message: Self.message(written)))
      }
    }
    guard mistakes.isEmpty else { throw SidecarListError(mistakes: mistakes) }
  }

  /// The list as it is stored: without comments, in lower case.
  package var text: String {
    entries.map { ($0.isSidecar ? "" : "!") + $0.pattern.text }.joined(separator: "\n")
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// How many lines there are.
  package var count: Int { entries.count }

  /// Whether a container of this name is a sidecar; `nil` if the list does not say.
  func isSidecar(_ name: UnsafeRawBufferPointer) -> Bool? {
    entries.last { $0.pattern.matches(name) }?.isSidecar
  }

  /// A line without its comment and surrounding white space.
  private static func written(_ line: Substring.UTF8View) -> Substring {
    trimmed(Substring(line.prefix { $0 != UInt8(ascii: "#") }))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    func isBlank(_ character: Character) -> Bool { character.isWhitespace }
    let start = text.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return start[...last]
  }

  private static func message(_ line: Substring) -> String {
    let name = line.first == "!" ? trimmed(line.dropFirst()) : line
    if name.allSatisfy({ $0 == "*" }) && !name.isEmpty {
      return "\"\(line)\" matches every container"
    }
    return
      "\"\(line)\" is not a container name; write one name or pattern per line, such as metrics-*"
  }
}

/// The lines of a list of sidecars that are not names.
package struct SidecarListError: Error, Hashable {
  /// One line.
  package struct Mistake: Hashable, Sendable {
    /// Counted from 1.
    package var line: Int
    package var message: String
  }

  package var mistakes: [Mistake]
}
