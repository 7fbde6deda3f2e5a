/// `outlier [action=remove|transform] [param=2.5] [uselower=true] [mark=true] field …`: values far
/// above, or below, those of the other rows.
///
/// A value is an outlier if it is more than param times the interquartile range above the third
/// quartile or, with uselower, below the first. Quartiles are nearest ranks, as in `pct`, over the
/// numbers of all rows; what is not a number is never an outlier. Without an action outliers become
/// the bound that they exceed. The mark of `f` is `f_outlier`, 1 or 0.
struct OutlierCommand: QueryCommand {
  static let names = ["outlier"]
  static let manual = CommandManual(
    "outlier [action=remove|transform] [param=2.5] [uselower=false] [mark=false] field …",
    "Finds the numbers that are more than `param` interquartile ranges above the third quartile "
      + "or, with `uselower=true`, below the first. They become the bound (`transform`), or their "
      + "rows go (`remove`). `mark=true` adds `field_outlier`, 1 or 0.",
    examples: [
      "fields detail.cpu | outlier mark=true detail.cpu | limit 3",
      "outlier action=remove param=3.0 uselower=true detail.cpu | fields detail.cpu | limit 3",
    ])

  private(set) var fields: [FieldReference] = []
  private(set) var removes = false
  private(set) var factor = "2.5"
  private(set) var usesLower = false
  private(set) var marks = false
  private(set) var range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    range = parser.advance().range
    while true {
      if let option = try parser.acceptOption(of: ["action", "param", "uselower", "mark"]) {
        try read(option, from: &parser)
      } else if parser.isAtReference {
        fields.append(try parser.parseReference())
        _ = parser.accept(.comma)
      } else {
        break
      }
    }
    if fields.isEmpty { throw parser.unexpected(expecting: "a field name") }
    range = SourceRange(range.lower, parser.previousEnd)
  }

  private mutating func read(
    _ option: String, from parser: inout Parser
  ) throws(ParseFailure) {
    switch option {
    case "action": removes = try parser.parseWord(of: ["remove", "transform"]) == "remove"
    case "param":
      guard parser.current.kind == .number else {
        throw parser.unexpected(expecting: "a number")
      }
      factor = parser.text(of: parser.advance())
    case "uselower": usesLower = try parser.parseFlag()
    default: marks = try parser.parseFlag()
    }
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("outlier ")
    if removes { printer.write("action=remove ") }
    if factor != "2.5" { printer.write("param=\(factor) ") }
    if usesLower { printer.write("uselower=true ") }
    if marks { printer.write("mark=true ") }
    printer.write(fields.map(\.path.text).joined(separator: " "))
  }
}
