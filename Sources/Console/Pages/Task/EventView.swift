import Charts
import JSON
import Pages

/// A task's event on a page, indented, each line with its path as its anchor, and each value with the stops that have it.
///
/// Long texts are cut, and of long lists only the first elements are shown and those that the verdict rests on.
struct EventView {
  private let event: TaskEvent
  private let evidence: [String]
  /// Where the stops are that have a value at a path.
  private let link: (_ path: String, _ value: String) -> String?

  private static let textMax = 400
  private static let elementsMax = 40
  private static let linesMax = 4000
  /// Values that are longer are not in links.
  private static let linkedMax = 200

  init(
    _ event: TaskEvent, evidence: [String],
    link: @escaping (_ path: String, _ value: String) -> String?
  ) {
    self.event = event
    self.evidence = evidence
    self.link = link
  }

  var markup: Markup {
    var markup = Markup()
    guard let root = event.root else {
      markup.element("p", ["class": "note"], text: "The event is not JSON.")
      return markup
    }
    markup.element("pre", ["class": "event"]) { pre in
      var lines = 0
      append(root, Line(path: "", key: nil, depth: 0, isLast: true), to: &pre, &lines)
      if lines > Self.linesMax {
        Self.note("\(Quantity.count(lines - Self.linesMax)) more lines", depth: 0, to: &pre)
      }
    }
    return markup
  }

  /// The anchor of a path; all have a dot, so that none is that of another part of the page.
  static func anchor(of path: String) -> String { path.contains(".") ? path : "event." + path }

  /// What surrounds a value: where it is, and what stands before and after it.
  private struct Line {
    let path: String
    let key: String?
    let depth: Int
    let isLast: Bool
  }

  private func append(
    _ node: TaskEvent.Node, _ line: Line, to pre: inout Markup, _ lines: inout Int
  ) {
    switch node {
    case .object(let members) where !members.isEmpty:
      begin(line, "{", to: &pre, &lines)
      children(
        members.map { ($0.key, $0.key, $0.value) }, of: line, to: &pre, &lines)
      end(line, "}", to: &pre, &lines)
    case .array(let elements) where !elements.isEmpty:
      begin(line, "[", to: &pre, &lines)
      children(
        elements.enumerated().map { ("\($0.offset)", nil, $0.element) }, of: line, to: &pre, &lines)
      end(line, "]", to: &pre, &lines)
    case .object: leaf(line, to: &pre, &lines) { $0.append("{}") }
    case .array: leaf(line, to: &pre, &lines) { $0.append("[]") }
    case .text(let text): leaf(line, to: &pre, &lines) { value(text, line.path, isText: true, &$0) }
    case .word(let word):
      leaf(line, to: &pre, &lines) { value(word, line.path, isText: false, &$0) }
    }
  }

  private func children(
    _ all: [(name: String, key: String?, node: TaskEvent.Node)], of parent: Line,
    to pre: inout Markup, _ lines: inout Int
  ) {
    var hidden = 0
    for (position, child) in all.enumerated() {
      let path = parent.path.isEmpty ? child.name : "\(parent.path).\(child.name)"
      guard position < Self.elementsMax || isEvidence(path) else {
        hidden += 1
        continue
      }
      append(
        child.node,
        Line(
          path: path, key: child.key, depth: parent.depth + 1, isLast: position == all.count - 1),
        to: &pre, &lines)
    }
    if hidden > 0, lines < Self.linesMax {
      Self.note("\(Quantity.count(hidden)) more", depth: parent.depth + 1, to: &pre)
    }
  }

  private func isEvidence(_ path: String) -> Bool {
    evidence.contains { $0 == path || $0.hasPrefix(path + ".") }
  }
}

// MARK: - Lines

extension EventView {
  private func begin(_ line: Line, _ bracket: String, to pre: inout Markup, _ lines: inout Int) {
    row(line, to: &pre, &lines) { $0.append(bracket) }
  }

  private func end(_ line: Line, _ bracket: String, to pre: inout Markup, _ lines: inout Int) {
    let closing = Line(path: "", key: nil, depth: line.depth, isLast: line.isLast)
    row(closing, to: &pre, &lines) { $0.append(bracket + (line.isLast ? "" : ",")) }
  }

  private func leaf(
    _ line: Line, to pre: inout Markup, _ lines: inout Int, _ value: (inout Markup) -> Void
  ) {
    row(line, to: &pre, &lines) { row in
      value(&row)
      if !line.isLast { row.append(",") }
    }
  }

  private func row(
    _ line: Line, to pre: inout Markup, _ lines: inout Int, _ content: (inout Markup) -> Void
  ) {
    lines += 1
    guard lines <= Self.linesMax || isEvidence(line.path) && !line.path.isEmpty else { return }
    func write(_ row: inout Markup) {
      row.append(Self.indent(line.depth))
      if let key = line.key {
        row.element("span", ["class": "key"]) { Self.append(quoted: key, to: &$0) }
        row.append(": ")
      }
      content(&row)
    }
    if line.path.isEmpty {
      pre.element("span") { write(&$0) }
    } else {
      pre.element("span", ["id": Self.anchor(of: line.path), "title": line.path]) { write(&$0) }
    }
  }

  private static func note(_ text: String, depth: Int, to pre: inout Markup) {
    pre.element("span", ["class": "left-out"], text: indent(depth) + "… " + text)
  }

  /// Deep nesting is not indented without end.
  private static func indent(_ depth: Int) -> String {
    String(repeating: "  ", count: min(depth, 20))
  }

  private func value(_ value: String, _ path: String, isText: Bool, _ row: inout Markup) {
    func write(_ row: inout Markup) {
      if isText {
        Self.append(quoted: value, to: &row)
      } else {
        LongText.append(value, max: Self.textMax, to: &row)
      }
    }
    guard value.utf8.count <= Self.linkedMax, value != "null", let link = link(path, value) else {
      return write(&row)
    }
    row.element("a", ["href": link, "title": "Stops with this value"]) { write(&$0) }
  }

  private static func append(quoted text: String, to row: inout Markup) {
    guard text.utf8.count > textMax else {
      return BreakableText.append(JSONValue.text(text).text, to: &row)
    }
    let shown = String(text.prefix(textMax))
    BreakableText.append(String(JSONValue.text(shown).text.dropLast()), to: &row)
    row.append(LongText.rest(of: text, after: shown))
    row.append("\"")
  }
}
