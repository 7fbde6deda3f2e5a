import InsightsSQLite
import Rows

/// Values as SQL.
enum SQLLiteral {
  /// A text: one literal, or literals and control characters put together.
  static func text(_ text: String) -> String {
    let sql = Binding.text(text).displayText
    return sql.contains("' || char(") ? "(\(sql))" : sql
  }

  /// A value that somebody has given: a number as such, all else as text.
  ///
  /// Ids with leading zeros are not numbers.
  static func value(_ text: String) -> String {
    let digits = Array((text.first == "-" ? text.dropFirst() : text[...]).utf8)
    guard let first = digits.first, isDigit(first),
      first != UInt8(ascii: "0") || digits.count == 1 || digits[1] == UInt8(ascii: "."),
      digits.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }), Double(text) != nil
    else { return Self.text(text) }
    return text
  }

  /// A value of a result, for sentences.
  static func display(_ value: Cell) -> String {
    switch value {
    case .null: "NULL"
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): Self.text(text)
    case .blob: "a blob"
    }
  }

  fileprivate static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension CompiledQuery {
  /// The SQL with its constants in the places of `?1`, `?2` and so on, so that it runs by itself.
  var literalSQL: String {
    var out: [UInt8] = []
    var quote: UInt8?
    var bytes = sql.utf8[...]
    while let byte = bytes.popFirst() {
      if quote == nil, byte == UInt8(ascii: "?") {
        let digits = bytes.prefix(while: SQLLiteral.isDigit)
        bytes = bytes.dropFirst(digits.count)
        out += constant(Int(String(decoding: digits, as: UTF8.self))).utf8
        continue
      }
      // A quote that stands for itself ends the text and begins it again.
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      }
      out.append(byte)
    }
    return String(decoding: out, as: UTF8.self)
  }

  private func constant(_ number: Int?) -> String {
    guard let number, bindings.indices.contains(number - 1) else { return "?" }
    if case .text(let text) = bindings[number - 1] { return SQLLiteral.text(text) }
    return bindings[number - 1].displayText
  }
}
