import InsightsSQLite
import LogsInsights

/// The little that must be known about the text of SQL to put queries together.
struct SQLText {
  /// A piece of SQL that means something; blanks, comments, texts and quoted names are passed over.
  enum Token: Equatable {
    /// A word that is not in quotes, in small letters.
    case word(String)
    /// `?` and the number of a parameter.
    case parameter(Int)
    case symbol(UInt8)
  }

  let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The tokens, with the bytes that they stand at.
  func forEachToken(_ body: (Token, Range<Int>) -> Void) {
    var index = 0
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        index = end(ofQuotesAt: index, bytes[index])
      case UInt8(ascii: "["): index = end(ofQuotesAt: index, UInt8(ascii: "]"))
      case UInt8(ascii: "-") where byte(index + 1) == UInt8(ascii: "-"):
        index = bytes[index...].firstIndex(of: 0x0a) ?? bytes.count
      case UInt8(ascii: "/") where byte(index + 1) == UInt8(ascii: "*"):
        index = end(ofCommentAt: index)
      case UInt8(ascii: "?"):
        index += 1
        while Self.isDigit(byte(index)) { index += 1 }
        body(.parameter(Int(text(start + 1..<index)) ?? 0), start..<index)
      case let byte where Self.isWord(byte):
        while Self.isWord(self.byte(index)) { index += 1 }
        body(.word(text(start..<index).lowercased()), start..<index)
      case let byte:
        index += 1
        if byte > 0x20 { body(.symbol(byte), start..<index) }
      }
    }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  private func end(ofQuotesAt start: Int, _ quote: UInt8) -> Int {
    (bytes[(start + 1)...].firstIndex(of: quote) ?? bytes.count - 1) + 1
  }

  private func end(ofCommentAt start: Int) -> Int {
    var index = start + 2
    while index < bytes.count {
      if bytes[index - 1] == UInt8(ascii: "*"), bytes[index] == UInt8(ascii: "/"), index > start + 2
      {
        return index + 1
      }
      index += 1
    }
    return bytes.count
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...:
      true
    default: isDigit(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension SQLText {
  /// A text as SQL: one literal, or literals and control characters put together.
  static func literal(_ text: String) -> String {
    let sql = Binding.text(text).displayText
    return sql.contains("' || char(") ? "(\(sql))" : sql
  }

  /// A value that somebody has given: a number as such, all else as text.
  ///
  /// Ids with zeros in front are no numbers.
  static func value(_ text: String) -> String {
    let digits = Array((text.first == "-" ? text.dropFirst() : text[...]).utf8)
    guard let first = digits.first, isDigit(first),
      first != UInt8(ascii: "0") || digits.count == 1 || digits[1] == UInt8(ascii: "."),
      digits.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }), Double(text) != nil
    else { return literal(text) }
    return text
  }

  /// A name of a column, in quotes where it needs them.
  static func name(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
    }
    return isPlain && !name.isEmpty && !reserved.contains(name)
      ? name
      : "\""
        + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
  }

  /// Words of SQL that columns may well be called.
  private static let reserved: Set<String> = [
    "all", "and", "as", "between", "by", "case", "check", "collate", "default", "desc", "each",
    "else", "end", "escape", "except", "for", "from", "group", "having", "in", "index", "is",
    "join",
    "key", "left", "like", "limit", "match", "no", "not", "null", "of", "on", "or", "order",
    "outer",
    "over", "primary", "references", "right", "row", "select", "set", "table", "then", "to",
    "union",
    "unique", "using", "values", "when", "where", "with",
  ]

  /// A compiled query with its constants in their places.
  static func text(of query: CompiledQuery) -> String {
    let sql = SQLText(query.sql)
    var out = ""
    var copied = 0
    sql.forEachToken { token, range in
      guard case .parameter(let number) = token, query.bindings.indices.contains(number - 1) else {
        return
      }
      let constant = query.bindings[number - 1]
      out += sql.text(copied..<range.lowerBound)
      if case .text(let text) = constant {
        out += literal(text)
      } else {
        out += constant.displayText
      }
      copied = range.upperBound
    }
    return out + sql.text(copied..<sql.bytes.count)
  }
}
