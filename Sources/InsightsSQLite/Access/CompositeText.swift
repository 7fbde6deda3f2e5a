import LogsInsights

/// Conditions on the id of a composite text, as ``FieldComposite`` keeps it.
enum CompositeText {
  /// The length of an id that is kept as a BLOB.
  private static let digitsMax = 32

  /// A text's part up to and including the last `/`, and the rest.
  static func split(_ text: String) -> (head: String, tail: String) {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", text) }
    let end = text.utf8.index(after: slash)
    return (String(text[..<end]), String(text[end...]))
  }

  /// Whether a text is an id that is kept as a BLOB.
  static func isID(_ text: String) -> Bool {
    text.utf8.count == digitsMax && isHexadecimal(text)
  }

  /// Lowercase digits only: they are what a BLOB prints as.
  private static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      $0.isDigit || $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "f")
    }
  }

  /// The ways in which an id may contain a text; one of them must hold.
  static func idContains(_ text: String, in id: SQLFragment) -> [SQLFragment] {
    if isID(text) {
      let blob = SQLFragment.literal("x'\(text)'")
      return [.infix(id, "=", blob, .comparison), isText(id, containing: text)]
    }
    guard isHexadecimal(text), text.utf8.count < digitsMax else {
      return [isText(id, containing: text)]
    }
    return [place(of: text, in: printed(id), ">", "0")]
  }

  /// The ways in which an id may start with a text, which is not empty; one of them must hold.
  static func idStarts(_ text: String, in id: SQLFragment) -> [SQLFragment] {
    let startsText = SQLFragment.and([isText(id), place(of: text, in: id, "=", "1")])
    guard isHexadecimal(text), text.utf8.count <= digitsMax else { return [startsText] }
    if isID(text) {
      return [.infix(id, "=", .literal("x'\(text)'"), .comparison), startsText]
    }
    let low = SQLFragment.infix(id, ">=", .literal("x'\(padded(text))'"), .comparison)
    let high =
      successor(of: text).map { next in
        SQLFragment.infix(id, "<", .literal("x'\(padded(next))'"), .comparison)
      } ?? .infix(id, "<=", .literal("x'\(String(repeating: "f", count: digitsMax))'"), .comparison)
    return [.and([low, high]), startsText]
  }

  /// Whether the id is TEXT: in SQLite's order every TEXT comes before every BLOB.
  ///
  /// Hardly any id is; without this hint, SQLite assumes a quarter and avoids the index.
  private static func isText(_ id: SQLFragment) -> SQLFragment {
    .call(
      "likelihood", .infix(id, "<", .literal("x''"), .comparison), .literal("0.000001"))
  }

  private static func isText(_ id: SQLFragment, containing text: String) -> SQLFragment {
    .and([isText(id), place(of: text, in: id, ">", "0")])
  }

  private static func place(
    of text: String, in value: SQLFragment, _ symbol: String, _ number: String
  ) -> SQLFragment {
    let place = SQLFragment.call("instr", value, .constant(.text(text)))
    return .infix(place, symbol, .literal(number), .comparison)
  }

  /// The id as it is printed.
  private static func printed(_ id: SQLFragment) -> SQLFragment {
    let isText = SQLFragment.infix(id, "<", .literal("x''"), .comparison)
    return .choice(isText, then: id, else: .call("lower", .call("hex", id)))
  }

  /// Whole bytes: an odd digit at the end is the upper half of one.
  private static func padded(_ digits: String) -> String {
    digits.utf8.count % 2 == 0 ? digits : digits + "0"
  }

  /// The digits that come after all that start with these; nil if none do.
  private static func successor(of digits: String) -> String? {
    var bytes = Array(digits.utf8)
    while let last = bytes.popLast() {
      guard last != UInt8(ascii: "f") else { continue }
      bytes.append(last == UInt8(ascii: "9") ? UInt8(ascii: "a") : last + 1)
      return String(decoding: bytes, as: UTF8.self)
    }
    return nil
  }
}
