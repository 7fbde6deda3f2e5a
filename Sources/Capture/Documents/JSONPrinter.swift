import JSON

/// Prints documents as JSON; values replaced on deployment are in CloudFormation's form.
package struct JSONPrinter {
  /// The indentation of the text; nil for one line without spaces.
  private let indent: Int?

  /// JSON with two spaces for each level.
  package static func pretty(_ value: DocumentValue) -> String {
    Self(indent: 0).text(of: value)
  }

  /// JSON on one line without spaces, which is what the limits of EventBridge and CloudWatch Logs count.
  package static func compact(_ value: DocumentValue) -> String {
    Self(indent: nil).text(of: value)
  }

  /// A list of numbers on one line with a space after each comma.
  static func spaced(_ list: DocumentValue) -> String {
    compact(list).replacing(",", with: ", ")
  }

  /// The text of an embedded policy or pattern, with `${…}` where something is replaced; it ends in a line break, like
  /// a block of YAML.
  static func encoded(_ members: [DocumentMember]) -> String {
    Self(indent: 0, isEncoded: true).text(of: .object(members)) + "\n"
  }

  /// Whether the text is an argument of `Fn::Sub` itself, where a reference is written `${NAME}`.
  private let isEncoded: Bool

  private init(indent: Int?, isEncoded: Bool = false) {
    self.indent = indent
    self.isEncoded = isEncoded
  }

  private func text(of value: DocumentValue) -> String {
    switch value {
    case .text(let text): return JSONPrinter.quoted(text)
    case .number(let number): return String(number)
    case .flag(let flag): return String(flag)
    case .list(let items):
      return block(items.map(inner.text), "[", "]")
    case .object(let members):
      let items = members.map {
        JSONPrinter.quoted($0.name) + (indent == nil ? ":" : ": ") + inner.text(of: $0.value)
      }
      return block(items, "{", "}")
    case .reference(let name):
      return isEncoded ? JSONPrinter.quoted("${\(name)}") : call("Ref", .text(name))
    case .substitution(let template):
      return isEncoded ? JSONPrinter.quoted(template) : call("Fn::Sub", .text(template))
    case .encoded(let members):
      let text = DocumentValue.text(JSONPrinter.encoded(members))
      return value.isDeferred ? call("Fn::Sub", text) : self.text(of: text)
    }
  }

  private func call(_ function: String, _ argument: DocumentValue) -> String {
    text(of: .object([DocumentMember(function, argument)]))
  }

  private var inner: JSONPrinter {
    JSONPrinter(indent: indent.map { $0 + 2 }, isEncoded: isEncoded)
  }

  private func block(_ items: [String], _ open: String, _ close: String) -> String {
    guard let indent, !items.isEmpty else { return open + items.joined(separator: ",") + close }
    let spaces = String(repeating: " ", count: indent)
    let lines = items.map { "\(spaces)  \($0)" }.joined(separator: ",\n")
    return "\(open)\n\(lines)\n\(spaces)\(close)"
  }

  /// A string in JSON's quotes, which are also valid as YAML's double quotes.
  static func quoted(_ text: String) -> String {
    let buffer = ByteBuffer(capacity: text.utf8.count)
    var text = text
    text.withUTF8 { JSONString.escape(UnsafeRawBufferPointer($0), into: buffer) }
    return "\"\(String(decoding: buffer.bytes, as: UTF8.self))\""
  }
}
