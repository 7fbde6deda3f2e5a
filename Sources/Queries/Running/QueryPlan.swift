import Rows
import SQLite

/// How SQLite goes about a statement: the rows of EXPLAIN QUERY PLAN as a tree.
struct QueryPlan {
  /// One thing that SQLite does, and what it does within it.
  struct Node {
    let detail: String
    var children: [Node]
  }

  let roots: [Node]
  /// What FROM calls the events, and the name of their table.
  private let events: (alias: String, table: String)

  /// Asks SQLite; `source` is the text after FROM, `tasks AS t`.
  init(
    _ sql: String, _ connection: Connection, _ runner: StatementRunner, source: String
  ) throws {
    let lines = RowCollector()
    try runner.run(
      connection.prepare("EXPLAIN QUERY PLAN " + sql, persistent: false), to: lines)
    var children: [Int64: [(id: Int64, detail: String)]] = [:]
    for line in lines.rows {
      guard case .integer(let id) = line[0], case .integer(let parent) = line[1],
        case .text(let detail) = line[3]
      else { continue }
      children[parent, default: []].append((id: id, detail: detail))
    }
    roots = Self.nodes(below: 0, children)
    let words = source.split(separator: " ").map(String.init)
    events = (words.last ?? source, words.first ?? source)
  }

  private static func nodes(
    below parent: Int64, _ children: [Int64: [(id: Int64, detail: String)]]
  ) -> [Node] {
    (children[parent] ?? []).map {
      Node(detail: $0.detail, children: nodes(below: $0.id, children))
    }
  }

  /// The tree, a node a line.
  var lines: [String] { Self.lines(of: roots, indent: "") }

  private static func lines(of nodes: [Node], indent: String) -> [String] {
    nodes.enumerated().flatMap { index, node in
      let isLast = index == nodes.count - 1
      let inner = indent + (isLast ? "   " : "|  ")
      return [indent + (isLast ? "`--" : "|--") + node.detail]
        + lines(of: node.children, indent: inner)
    }
  }
}

// MARK: - In words

extension QueryPlan {
  /// What each SELECT does with tables and indexes, in the plan's order and each thing once.
  var sentences: [String] {
    var sentences: [String] = []
    for sentence in Self.sentences(of: roots, in: Self.last, events)
    where !sentences.contains(sentence) {
      sentences.append(sentence)
    }
    return sentences
  }

  /// What the SELECT at the end is called.
  static let last = "the last SELECT"

  private static func sentences(
    of nodes: [Node], in select: String, _ events: (alias: String, table: String)
  ) -> [String] {
    nodes.flatMap { node in
      let words = node.detail.split(separator: " ").map(String.init)
      let own = sentence(words, events).map { ["\(select): \($0)"] } ?? []
      let isSelect = ["CO-ROUTINE", "MATERIALIZE"].contains(words.first) && words.count == 2
      return own + sentences(of: node.children, in: isSelect ? words[1] : select, events)
    }
  }

  /// What a node says; nil for one that only holds others.
  private static func sentence(
    _ words: [String], _ events: (alias: String, table: String)
  ) -> String? {
    guard words.count > 1 else { return nil }
    let table = words[1] == events.alias ? events.table : words[1]
    let index = words.firstIndex(of: "INDEX").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
    let terms = words.firstIndex { $0.hasPrefix("(") }
      .map { " " + words[$0...].joined(separator: " ") }
    switch words[0] {
    case "SEARCH" where words.contains("AUTOMATIC"):
      return "makes an index of \(table) for this query alone and looks rows up in it"
    case "SEARCH" where index != nil:
      return "uses the index \(index ?? "")\(terms ?? "") to find rows of \(table)"
    case "SEARCH": return "looks rows of \(table) up by their number\(terms ?? "")"
    case "SCAN" where words.contains("COVERING"):
      return "scans the index \(index ?? "") from end to end, and not \(table) itself"
    case "SCAN" where index != nil:
      return "scans \(table) from end to end, in the order of the index \(index ?? "")"
    case "SCAN" where words[1] == "CONSTANT": return nil
    case "SCAN": return "scans \(table) from end to end"
    case "USE" where words.contains("GROUP"): return "sorts the rows to group them"
    case "USE" where words.contains("RIGHT"): return "sorts the rows that the index leaves equal"
    case "USE" where words.contains("ORDER"): return "sorts the rows for their order"
    case "USE": return "sorts values to find the distinct ones"
    default: return nil
    }
  }
}
