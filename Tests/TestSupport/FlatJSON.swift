/// The fields of a JSON text by the rules of Logs Insights, read in the plainest way: what the archive's answers are
/// compared with.
package struct FlatJSON {
  /// By the bytes of the path: to `String` two spellings of a letter are one.
  private var values: [[UInt8]: Value] = [:]
  /// Leaves and inner nodes, in the order of the document.
  package private(set) var paths: [String] = []
  private let isEvent: Bool

  /// The value at a path.
  package enum Value: Equatable, Sendable {
    case text(String)
    /// A number as it is written.
    case number(String)
    case boolean(Bool)
    /// The compact JSON of an object or array.
    case node(String)
  }

  /// Reads an event, or else a row, whose names are as they are.
  package init?(_ text: String, isEvent: Bool = true) {
    self.isEvent = isEvent
    var reader = Reader(bytes: Array(text.utf8))
    guard let root = reader.value() else { return nil }
    add(root, "", isTopLevel: true)
  }

  /// The value at a path as displayed: Logs Insights displays all values as strings.
  package subscript(path: String) -> String? {
    switch value(of: path) {
    case .text(let text), .node(let text): text
    case .number(let literal): Self.printed(literal)
    case .boolean(let value): value ? "1" : "0"
    case nil: nil
    }
  }

  /// The value at a path, with its type.
  package func value(of path: String) -> Value? { values[Array(path.utf8)] }

  private mutating func add(_ node: Node, _ path: String, isTopLevel: Bool = false) {
    if !path.isEmpty, let shown = node.shown, value(of: path) == nil {
      values[Array(path.utf8)] = shown
      paths.append(path)
    }
    let prefix = isTopLevel ? "" : path + "."
    switch node {
    case .object(let members, _):
      for (index, member) in members.enumerated() {
        // Of equal keys the last counts.
        let isOverruled = members[(index + 1)...].contains {
          $0.key.utf8.elementsEqual(member.key.utf8)
        }
        if isOverruled { continue }
        let isAt = isEvent && isTopLevel && member.key.utf8.first == UInt8(ascii: "@")
        let key = isAt ? "@" + member.key : member.key
        add(member.value, prefix + key)
      }
    case .array(let elements, _):
      for (index, element) in elements.enumerated() { add(element, prefix + String(index)) }
    case .leaf: break
    }
  }

  /// The value of a JSON text; nil for any other text.
  package static func node(of text: String) -> Node? {
    var reader = Reader(bytes: Array(text.utf8))
    guard let node = reader.value(), reader.isAtEnd else { return nil }
    return node
  }

  /// A value with what is inside it.
  package indirect enum Node: Sendable {
    case object([(key: String, value: Node)], source: String)
    case array([Node], source: String)
    /// Nil for null.
    case leaf(Value?)

    /// What is shown of the value; nil where there is nothing to show.
    package var shown: Value? {
      switch self {
      case .object(_, let source), .array(_, let source): .node(source)
      case .leaf(let value): value
      }
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0
    /// The text since the beginning without white space between tokens.
    var compact: [UInt8] = []

    private mutating func skipSpace() {
      while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) {
        position += 1
      }
    }

    /// Whether only white space is left.
    var isAtEnd: Bool {
      mutating get {
        skipSpace()
        return position == bytes.count
      }
    }

    private mutating func take(_ byte: Character) -> Bool {
      skipSpace()
      guard position < bytes.count, bytes[position] == byte.asciiValue else { return false }
      compact.append(bytes[position])
      position += 1
      return true
    }

    mutating func value() -> Node? {
      skipSpace()
      if bytes[position...].starts(with: [0xef, 0xbb, 0xbf]) { position += 3 }
      skipSpace()
      let start = compact.count
      if take("{") {
        var members: [(key: String, value: Node)] = []
        while !take("}") {
          _ = take(",")
          skipSpace()
          guard let key = string(), take(":"), let value = value() else { return nil }
          members.append((key, value))
        }
        return .object(members, source: String(decoding: compact[start...], as: UTF8.self))
      }
      if take("[") {
        var elements: [Node] = []
        while !take("]") {
          _ = take(",")
          guard let element = value() else { return nil }
          elements.append(element)
        }
        return .array(elements, source: String(decoding: compact[start...], as: UTF8.self))
      }
      guard position < bytes.count else { return nil }
      if bytes[position] == UInt8(ascii: "\"") { return string().map { .leaf(.text($0)) } }
      let end =
        bytes[position...].firstIndex { " \t\n\r,]}".utf8.contains($0) } ?? bytes.count
      let literal = String(decoding: bytes[position..<end], as: UTF8.self)
      compact += bytes[position..<end]
      position = end
      switch literal {
      case "null": return .leaf(nil)
      case "true": return .leaf(.boolean(true))
      case "false": return .leaf(.boolean(false))
      default: return .leaf(.number(literal))
      }
    }

    private mutating func string() -> String? {
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
      let start = position
      position += 1
      var units: [UInt16] = []
      var run: [UInt8] = []
      func flush() {
        units += Array(String(decoding: run, as: UTF8.self).utf16)
        run = []
      }
      while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
        guard bytes[position] == UInt8(ascii: "\\") else {
          run.append(bytes[position])
          position += 1
          continue
        }
        flush()
        guard position + 1 < bytes.count else { return nil }
        let escape = bytes[position + 1]
        position += 2
        switch escape {
        case UInt8(ascii: "n"): units.append(10)
        case UInt8(ascii: "t"): units.append(9)
        case UInt8(ascii: "r"): units.append(13)
        case UInt8(ascii: "b"): units.append(8)
        case UInt8(ascii: "f"): units.append(12)
        case UInt8(ascii: "u"):
          guard position + 4 <= bytes.count else { return nil }
          let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
          units.append(UInt16(digits, radix: 16) ?? 0)
          position += 4
        default: units.append(UInt16(escape))
        }
      }
      guard position < bytes.count else { return nil }
      flush()
      position += 1
      compact += bytes[start..<position]
      return String(decoding: units, as: UTF16.self)
    }
  }

  /// A number as Logs Insights prints it: whole ones without a fraction, others with the fewest digits.
  package static func printed(_ literal: String) -> String {
    if let whole = Int64(literal) { return String(whole) }
    guard let value = Double(literal), value.isFinite else { return literal }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return String(value)
  }
}
