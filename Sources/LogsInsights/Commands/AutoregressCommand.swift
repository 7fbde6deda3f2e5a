/// `autoregress field [as name] [p=a[-b]]`: the values that a field had some rows before.
///
/// The new names are the field's, or the alias, followed by `_p1`, `_p2`; a single distance
/// with an alias has just the alias as its name.
struct AutoregressCommand: QueryCommand {
  static let names = ["autoregress"]
  static let manual = CommandManual(
    "autoregress field [as name] [p=first[-last]]",
    "Gives each row the value that a field had so many rows before, in the order that the rows "
      + "have: one row unless `p` says otherwise. The names are `field_p1`, `field_p2` and so on; "
      + "with `as` the name itself, or for several `name_p1` and so on.",
    examples: [
      "stats count(*) as stops by bin(1d) as day | autoregress stops p=1-2",
      "stats count(*) as stops by bin(1d) as day | autoregress stops as before",
    ])

  /// The farthest row that can be asked for.
  private static let distanceMax = 100

  let field: FieldReference
  let alias: ColumnItem.Alias?
  let distances: ClosedRange<Int>
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    field = try parser.parseReference()
    alias = parser.accept(.as) != nil ? try parser.parseAlias() : nil
    var distances = 1...1
    if try parser.acceptOption(of: ["p"]) != nil {
      let first = try parser.parseCount(in: 1...Self.distanceMax)
      let last =
        parser.accept(.minus) != nil ? try parser.parseCount(in: first...Self.distanceMax) : first
      distances = first...last
    }
    self.distances = distances
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("autoregress \(field.path.text)")
    if let alias { printer.write(" as \(alias.path.text)") }
    if distances.count > 1 {
      printer.write(" p=\(distances.lowerBound)-\(distances.upperBound)")
    } else if distances.lowerBound > 1 {
      printer.write(" p=\(distances.lowerBound)")
    }
  }
}
