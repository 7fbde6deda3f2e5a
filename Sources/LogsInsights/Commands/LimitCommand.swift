/// `limit n`, `head n`: the first rows; `tail n`: the last ones.
struct LimitCommand: QueryCommand {
  static let names = ["limit", "head", "tail"]
  static let manual = CommandManual(
    "limit [any] n",
    "Keeps the first n rows, `tail` the last n. Without a limit a query gives 10,000 rows.",
    examples: [
      "fields detail.group | limit 2",
      "fields detail.group | tail 2",
    ])

  /// The most rows that a query gives.
  static let rowsMax = 100_000
  /// The rows of a query without a limit.
  static let rowsDefault = 10_000

  let count: Int
  let isTail: Bool
  /// `limit any n`: any rows will do, so the first ones do.
  let isAny: Bool
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let name = parser.advance()
    isTail = parser.text(of: name).asciiLowercased == "tail"
    isAny = !isTail && parser.isWord("any")
    if isAny { parser.advance() }
    let isNegative = parser.current.kind == .minus && parser.next.kind == .number
    let sign = isNegative ? parser.advance() : nil
    guard parser.current.kind == .number else {
      throw parser.unexpected(expecting: "a whole number")
    }
    let number = parser.advance()
    let text = (sign == nil ? "" : "-") + parser.text(of: number)
    count = Int(text) ?? 0
    range = SourceRange(name.range.lower, parser.previousEnd)
    if count < 1 || count > Self.rowsMax {
      parser.note(.limitOutOfRange(text), at: (sign ?? number).range.union(number.range))
    }
  }

  func write(to printer: inout QueryPrinter) {
    printer.write(isTail ? "tail \(count)" : isAny ? "limit any \(count)" : "limit \(count)")
  }
}
