/// `autoregress field [as name] [p=a[-b]]`: the values that a field had some rows before.
///
/// The new names are the field's, or the alias, with `_p1`, `_p2` behind them; a single distance
/// with an alias has just the alias as its name.
public struct AutoregressCommand: QueryCommand {
  public static let names = ["autoregress"]
  public static let manual = CommandManual(
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

  public let field: FieldReference
  public let alias: ColumnItem.Alias?
  public let distances: ClosedRange<Int>
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
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

  public func write(to printer: inout QueryPrinter) {
    printer.write("autoregress \(field.path.text)")
    if let alias { printer.write(" as \(alias.path.text)") }
    if distances.count > 1 {
      printer.write(" p=\(distances.lowerBound)-\(distances.upperBound)")
    } else if distances.lowerBound > 1 {
      printer.write(" p=\(distances.lowerBound)")
    }
  }
}

extension AutoregressCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    pipeline.enterRows()
    let value = try pipeline.resolve(field.path, at: field.range)
    let order = pipeline.order
    let terms = distances.map { distance -> Term in
      if value.asAny.isMissing { return .missing }
      var term = value.plain
      // An inner node is only shown where it stands.
      let before = SQLFragment.call("lag", term.presence, .literal("\(distance)"))
      term.sql = .window(before, order: order)
      return term
    }
    for (distance, term) in zip(distances, pipeline.settle(terms)) {
      pipeline.defineShown(name(of: distance), as: term)
    }
  }

  private func name(of distance: Int) -> ColumnItem.Alias {
    guard let alias else { return field.alias("_p\(distance)") }
    if distances.count == 1 { return alias }
    return FieldReference(path: alias.path, range: alias.range).alias("_p\(distance)")
  }
}
