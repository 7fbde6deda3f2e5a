/// Examines SQL before SQLite does.
enum SQLScanner {
  /// The first byte from `start` on that is neither white space nor a comment nor a semicolon.
  static func firstMeaningful(in sql: [UInt8], from start: Int) -> Int {
    var index = start
    while index < sql.count {
      switch sql[index] {
      case UInt8(ascii: ";"), UInt8(ascii: " "), 0x09, 0x0a, 0x0c, 0x0d:
        index += 1
      case UInt8(ascii: "-") where byte(sql, index + 1) == UInt8(ascii: "-"):
        index = endOfLine(in: sql, from: index)
      case UInt8(ascii: "/") where byte(sql, index + 1) == UInt8(ascii: "*"):
        index = endOfComment(in: sql, from: index + 2)
      default:
        return index
      }
    }
    return index
  }

  /// Whether a name consists of ASCII letters and underscores, so that it needs no quotes.
  static func isPlainName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      }
  }

  private static func byte(_ sql: [UInt8], _ index: Int) -> UInt8? {
    index < sql.count ? sql[index] : nil
  }

  private static func endOfLine(in sql: [UInt8], from start: Int) -> Int {
    sql[start...].firstIndex(of: 0x0a) ?? sql.count
  }

  private static func endOfComment(in sql: [UInt8], from start: Int) -> Int {
    var index = start
    while index + 1 < sql.count {
      if sql[index] == UInt8(ascii: "*"), sql[index + 1] == UInt8(ascii: "/") { return index + 2 }
      index += 1
    }
    return sql.count
  }
}
