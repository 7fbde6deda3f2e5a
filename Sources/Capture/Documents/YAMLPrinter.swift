/// Prints documents as YAML with CloudFormation's short forms, `!Ref` and `!Sub`.
package enum YAMLPrinter {
  /// The lines of a template, each with its line end.
  package static func text(ofTemplate members: [DocumentMember]) -> String {
    lines(of: members, depth: 0).map { $0 + "\n" }.joined()
  }

  /// The lines of a part of a template.
  package static func text(of members: [DocumentMember]) -> String {
    lines(of: members, depth: 2).map { $0 + "\n" }.joined()
  }

  /// Sections and resources of a template are separated by blank lines.
  private static func lines(of members: [DocumentMember], depth: Int) -> [String] {
    var lines: [String] = []
    for member in members {
      let below = Self.lines(of: member, depth: depth)
      let isApart = depth == 0 && below.count > 1 || depth == 1 && below.count > 6
      if isApart, !lines.isEmpty { lines.append("") }
      lines += member.comment.map { "# \($0)" } + below
    }
    return lines
  }

  private static func lines(of member: DocumentMember, depth: Int) -> [String] {
    let name = scalar(member.name)
    switch member.value {
    case .object(let members) where !members.isEmpty:
      return ["\(name):"] + lines(of: members, depth: depth + 1).map(indented)
    case .list(let items) where !items.isEmpty && !items.allSatisfy(\.isNumber):
      return ["\(name):"] + items.flatMap { item($0, depth: depth + 1) }.map(indented)
    case .encoded(let members):
      let text = JSONPrinter.encoded(members).split(separator: "\n").map { indented(String($0)) }
      return ["\(name): \(member.value.isDeferred ? "!Sub |" : "|")"] + text
    default: return ["\(name): \(inline(member.value))"]
    }
  }

  /// An element of a list; the hyphen is on its first line that is not a comment.
  private static func item(_ value: DocumentValue, depth: Int) -> [String] {
    guard case .object(var members) = value, !members.isEmpty else { return ["- \(inline(value))"] }
    let comment = members[0].comment.map { "# \($0)" }
    members[0].comment = []
    let lines = lines(of: members, depth: depth + 1)
    return comment
      + lines.enumerated().map { $0.offset == 0 ? "- \($0.element)" : indented($0.element) }
  }

  private static func inline(_ value: DocumentValue) -> String {
    switch value {
    case .text(let text): scalar(text)
    case .number(let number): String(number)
    case .flag(let flag): String(flag)
    case .reference(let name): "!Ref \(name)"
    case .substitution(let template): "!Sub \(scalar(template))"
    case .list(let items): "[\(items.map(inline).joined(separator: ", "))]"
    case .object, .encoded: JSONPrinter.compact(value)
    }
  }

  private static func indented(_ line: String) -> String { line.isEmpty ? "" : "  " + line }

  /// A string without quotes if no reader of YAML takes it for anything else.
  private static func scalar(_ text: String) -> String {
    isPlain(text) ? text : JSONPrinter.quoted(text)
  }

  private static func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, isLetter(first) || "/$".utf8.contains(first),
      !words.contains(text.lowercased()), bytes.last.map(isWordEnd) ?? false
    else { return false }
    return bytes.indices.allSatisfy { index in
      let byte = bytes[index]
      // A colon before a space, and a space before a number sign, have a meaning.
      if byte == UInt8(ascii: ":") { return bytes[index + 1] != UInt8(ascii: " ") }
      return isLetter(byte) || "0123456789 ./_-${}'(),".utf8.contains(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isWordEnd(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: ":") && byte != UInt8(ascii: " ")
  }

  /// Words that YAML 1.1, which CloudFormation reads, does not take for strings.
  private static let words: Set = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
}

extension DocumentValue {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}
