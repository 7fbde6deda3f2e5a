import Patterns

@testable import LogsInsights

extension Evaluator {
  mutating func parse(_ command: ParseCommand) throws {
    let (names, find) = try Self.finder(of: command)
    for index in rows.indices {
      let place = Place.row(rows[index])
      let source =
        try command.text.map { try value(of: $0, in: place) }
        ?? value(of: FieldPath("@message"), in: place)
      let parts = try source.bytes.flatMap(find)
      for (number, name) in names.enumerated() {
        rows[index].names[Self.key(name)] = parts?[number].map { .text($0) } ?? .missing
      }
    }
    for name in names { Self.add(Column(name: name.name, source: .late(name)), to: &parsedColumns) }
  }

  /// The names, and what finds a part for each; nil where nothing matches.
  private static func finder(
    of command: ParseCommand
  ) throws -> ([FieldPath], ([UInt8]) throws -> [[UInt8]?]?) {
    var names = command.aliases.map(\.path)
    switch command.pattern {
    case .glob(let glob):
      let pieces = pieces(of: glob)
      if pieces.count == 1 { return (names, { _ in nil }) }
      return (names, { parts(of: $0, between: pieces) })
    case .format: throw Unknown(name: "formats of parse")
    case .regex(_, isMulti: true): throw Unknown(name: "parse multi")
    case .regex(let regex, _):
      let (unnamed, groups) = withoutNames(regex.pattern)
      let pattern = try Pattern(unnamed)
      var numbers = Array(1...max(1, names.count))
      if names.isEmpty {
        names = groups.map { FieldPath($0.name) }
        numbers = groups.map(\.number)
      }
      return (
        names,
        { text in
          try text.withUnsafeBytes { bytes in
            guard let match = try pattern.firstMatch(in: bytes) else { return nil }
            return numbers.map { number in match[number].map { Array(text[$0]) } }
          }
        }
      )
    }
  }

  /// The literal parts around the wildcards of a glob; `\*` is a star.
  private static func pieces(of glob: String) -> [[UInt8]] {
    var pieces: [[UInt8]] = [[]]
    var rest = Array(glob.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "*") {
        pieces[pieces.count - 1].append(rest.removeFirst())
      } else if byte == UInt8(ascii: "*") {
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(byte)
      }
    }
    return pieces
  }

  /// What stands between the pieces, each found as early as possible; the last wildcard of a
  /// pattern that ends with it takes the rest.
  private static func parts(of text: [UInt8], between pieces: [[UInt8]]) -> [[UInt8]?]? {
    guard var end = firstRange(of: pieces[0], in: text)?.upperBound else { return nil }
    var parts: [[UInt8]?] = []
    for (number, piece) in pieces.enumerated().dropFirst() {
      if number == pieces.count - 1, piece.isEmpty {
        parts.append(Array(text[end...]))
        break
      }
      guard let range = firstRange(of: piece, in: text, from: end) else { return nil }
      parts.append(Array(text[end..<range.lowerBound]))
      end = range.upperBound
    }
    return parts
  }

  /// A pattern whose groups have lost their names, since engines take few of them; and the names.
  private static func withoutNames(
    _ pattern: String
  ) -> (pattern: String, groups: [(name: String, number: Int)]) {
    var result = ""
    var groups: [(name: String, number: Int)] = []
    var count = 0
    var isInClass = false
    var rest = Substring(pattern)
    while let character = rest.popFirst() {
      result.append(character)
      if character == "\\" {
        if let escaped = rest.popFirst() { result.append(escaped) }
      } else if character == "[" {
        isInClass = true
      } else if character == "]" {
        isInClass = false
      } else if character == "(", !isInClass {
        let isNamed = ["?<", "?P<"].first { rest.hasPrefix($0) }
        if let mark = isNamed, let end = rest.firstIndex(of: ">") {
          count += 1
          groups.append((String(rest[..<end].dropFirst(mark.count)), count))
          rest = rest[rest.index(after: end)...]
        } else if !rest.hasPrefix("?") {
          count += 1
        }
      }
    }
    return (result, groups)
  }
}
