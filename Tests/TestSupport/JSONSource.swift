/// JSON with its spelling: keys and strings as they stand between their quotes, numbers as they are written.
package indirect enum JSONSource: Equatable, Sendable {
  case object([Member])
  case array([JSONSource])
  /// What stands between the quotes, escapes included.
  case string(String)
  /// A number, `true`, `false` or `null`.
  case literal(String)

  package struct Member: Equatable, Sendable {
    package var key: String
    package var value: JSONSource

    package init(_ key: String, _ value: JSONSource) {
      self.key = key
      self.value = value
    }
  }

  /// An object with its members in order.
  package static func members(_ members: (String, JSONSource)...) -> JSONSource {
    .object(members.map { Member($0.0, $0.1) })
  }

  package static func number(_ value: Int) -> JSONSource { .literal("\(value)") }

  /// A text with the fewest escapes.
  package static func text(_ text: String) -> JSONSource { .string(escaped(text)) }

  /// A text as it stands between quotes, with the fewest escapes.
  package static func escaped(_ text: String) -> String {
    var source = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": source += "\\\""
      case "\\": source += "\\\\"
      case "\n": source += "\\n"
      case "\t": source += "\\t"
      case "\r": source += "\\r"
      case "\u{8}": source += "\\b"
      case "\u{c}": source += "\\f"
      case _ where scalar.value < 0x20: source += unicodeEscape(UInt16(scalar.value))
      default: source.unicodeScalars.append(scalar)
      }
    }
    return source
  }

  /// `\u` and four lowercase digits.
  package static func unicodeEscape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// The member with a key, of several the last.
  ///
  /// Setting replaces the last, adds at the end, or removes all.
  package subscript(key: String) -> JSONSource? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.last { $0.key == key }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      let index = members.lastIndex { $0.key == key }
      if let newValue, let index {
        members[index].value = newValue
      } else if let newValue {
        members.append(Member(key, newValue))
      } else {
        members.removeAll { $0.key == key }
      }
      self = .object(members)
    }
  }

  /// The element of an array; setting does nothing where there is none.
  package subscript(index: Int) -> JSONSource? {
    get {
      guard case .array(let elements) = self, index < elements.count else { return nil }
      return elements[index]
    }
    set {
      guard case .array(var elements) = self, index < elements.count, let newValue else { return }
      elements[index] = newValue
      self = .array(elements)
    }
  }
}

extension JSONSource {
  /// The value with a piece of text replaced in all strings that have no escapes.
  package func replacingEverywhere(_ text: String, with other: String) -> JSONSource {
    switch self {
    case .string(let source):
      .string(source.contains("\\") ? source : source.replacing(text, with: other))
    case .literal: self
    case .array(let elements):
      .array(elements.map { $0.replacingEverywhere(text, with: other) })
    case .object(let members):
      .object(members.map { Member($0.key, $0.value.replacingEverywhere(text, with: other)) })
    }
  }
}

extension JSONSource {
  /// The places of all values in this one, itself included: indexes of members or elements from the root.
  package var paths: [[Int]] {
    let children: [JSONSource]
    switch self {
    case .object(let members): children = members.map(\.value)
    case .array(let elements): children = elements
    case .string, .literal: children = []
    }
    return [[]]
      + children.enumerated().flatMap { index, child in child.paths.map { [index] + $0 } }
  }

  /// The value with the one at a place changed.
  package func replacing(
    at path: [Int], with change: (JSONSource) -> JSONSource
  ) -> JSONSource {
    replacing(at: path[...], with: change)
  }

  private func replacing(
    at path: ArraySlice<Int>, with change: (JSONSource) -> JSONSource
  ) -> JSONSource {
    guard let index = path.first else { return change(self) }
    switch self {
    case .object(var members):
      members[index].value = members[index].value.replacing(at: path.dropFirst(), with: change)
      return .object(members)
    case .array(var elements):
      elements[index] = elements[index].replacing(at: path.dropFirst(), with: change)
      return .array(elements)
    case .string, .literal: return self
    }
  }
}

/// How JSON is laid out.
package enum JSONLayout: Sendable, CaseIterable {
  /// No white space at all, as EventBridge writes it.
  case compact
  /// A space after each comma and colon.
  case spaced
  /// A line a member.
  case pretty
  /// White space of any kind in any place.
  case random
}

extension JSONSource: CustomStringConvertible {
  package var description: String { text() }
}

extension JSONSource {
  /// The text of the value.
  package func text(_ layout: JSONLayout = .compact, seed: UInt64 = 0) -> String {
    var writer = JSONSourceWriter(layout: layout, random: SeededGenerator(seed: seed))
    writer.space()
    writer.write(self, depth: 0)
    writer.space()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

private struct JSONSourceWriter {
  let layout: JSONLayout
  var random: SeededGenerator
  var bytes: [UInt8] = []

  mutating func write(_ value: JSONSource, depth: Int) {
    switch value {
    case .string(let source): append("\"", source, "\"")
    case .literal(let source): append(source)
    case .array(let elements):
      append("[")
      for (index, element) in elements.enumerated() {
        separate(index, depth: depth + 1)
        write(element, depth: depth + 1)
      }
      end(elements.count, depth: depth, "]")
    case .object(let members):
      append("{")
      for (index, member) in members.enumerated() {
        separate(index, depth: depth + 1)
        append("\"", member.key, "\"")
        space()
        append(layout == .compact || layout == .random ? ":" : ": ")
        space()
        write(member.value, depth: depth + 1)
      }
      end(members.count, depth: depth, "}")
    }
  }

  private mutating func separate(_ index: Int, depth: Int) {
    space()
    if index > 0 { append(layout == .spaced ? ", " : ",") }
    line(depth)
    space()
  }

  private mutating func end(_ count: Int, depth: Int, _ bracket: String) {
    if count > 0 { line(depth) }
    space()
    append(bracket)
  }

  private mutating func line(_ depth: Int) {
    if layout == .pretty { append("\n", String(repeating: "  ", count: depth)) }
  }

  mutating func space() {
    guard layout == .random, random.isOne(in: 3) else { return }
    for _ in 0..<random.below(4) { append(random.pick([" ", "\t", "\n", "\r", "\r\n"])) }
  }

  private mutating func append(_ texts: String...) {
    for text in texts { bytes.append(contentsOf: text.utf8) }
  }
}
