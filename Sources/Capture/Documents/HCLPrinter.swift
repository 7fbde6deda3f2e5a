/// Prints documents as HCL, the language of Terraform and OpenTofu.
package enum HCLPrinter {
  /// A block with its labels: `resource "aws_cloudwatch_log_group" "stopped_tasks" { … }`.
  package struct Block {
    package var type: String
    package var labels: [String] = []
    package var comment: [String] = []
    package var arguments: [DocumentMember]
    package var blocks: [Block] = []
  }

  /// The lines of a file, each with its line break.
  package static func text(of blocks: [Block]) -> String {
    blocks.map { lines(of: $0).map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  private static func lines(of block: Block) -> [String] {
    let head = ([block.type] + block.labels.map(quoted)).joined(separator: " ")
    let comment = block.comment.map { "# \($0)" }
    guard !(block.arguments.isEmpty && block.blocks.isEmpty) else {
      return comment + ["\(head) {}"]
    }
    var inside = lines(of: block.arguments) { $0 }
    for block in block.blocks {
      if !inside.isEmpty { inside.append("") }
      inside += lines(of: block)
    }
    return comment + ["\(head) {"] + inside.map(indented) + ["}"]
  }

  /// Members with their values; the equals signs of adjacent one-line members are aligned, as by `terraform fmt`.
  private static func lines(
    of members: [DocumentMember], name: (String) -> String
  ) -> [String] {
    let values = members.map { lines(of: $0.value) }
    var result: [String] = []
    var index = 0
    while index < members.count {
      result += members[index].comment.map { "# \($0)" }
      var end = index + 1
      while end < members.count, values[index].count == 1, values[end].count == 1,
        members[end].comment.isEmpty
      { end += 1 }
      let names = members[index..<end].map { name($0.name) }
      let width = names.map(\.count).max() ?? 0
      for position in index..<end {
        let padded = names[position - index].padded(to: width)
        result += ["\(padded) = \(values[position][0])"] + values[position].dropFirst()
      }
      index = end
    }
    return result
  }

  private static func lines(of value: DocumentValue) -> [String] {
    switch value {
    case .text(let text): return [quoted(text)]
    case .number(let number): return [String(number)]
    case .flag(let flag): return [String(flag)]
    case .reference(let expression): return [expression]
    case .substitution(let template): return [JSONPrinter.quoted(template)]
    case .list(let items):
      let items = items.map(lines)
      guard items.contains(where: { $0.count > 1 }) else {
        return ["[\(items.map { $0[0] }.joined(separator: ", "))]"]
      }
      return ["["] + items.flatMap { ($0.dropLast() + [$0[$0.count - 1] + ","]).map(indented) }
        + ["]"]
    case .object(let members): return object(members)
    case .encoded(let members):
      var lines = object(members)
      lines[0] = "jsonencode(" + lines[0]
      lines[lines.count - 1] += ")"
      return lines
    }
  }

  private static func object(_ members: [DocumentMember]) -> [String] {
    members.isEmpty ? ["{}"] : ["{"] + lines(of: members, name: quoted).map(indented) + ["}"]
  }

  private static func indented(_ line: String) -> String { line.isEmpty ? "" : "  " + line }

  /// A quoted string in which nothing is replaced.
  private static func quoted(_ text: String) -> String {
    var quoted = ""
    for character in JSONPrinter.quoted(text) {
      if character == "{", quoted.last == "$" || quoted.last == "%" {
        quoted.insert(quoted[quoted.index(before: quoted.endIndex)], at: quoted.endIndex)
      }
      quoted.append(character)
    }
    return quoted
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: width - count)
  }
}
