/// `outlier [action=remove|transform] [param=2.5] [uselower=true] [mark=true] field …`: values far
/// above, or below, those of the other rows.
///
/// A value is an outlier if it is more than param times the interquartile range above the third
/// quartile or, with uselower, below the first. Quartiles are nearest ranks, as in `pct`, over the
/// numbers of all rows; what is no number is never an outlier. Without an action outliers become
/// the bound that they exceed. The mark of `f` is `f_outlier`, 1 or 0.
public struct OutlierCommand: QueryCommand {
  public static let names = ["outlier"]
  public static let manual = CommandManual(
    "outlier [action=remove|transform] [param=2.5] [uselower=false] [mark=false] field …",
    "Finds the numbers that are more than `param` interquartile ranges above the third quartile "
      + "or, with `uselower=true`, below the first. They become the bound (`transform`), or their "
      + "rows go (`remove`). `mark=true` adds `field_outlier`, 1 or 0.",
    examples: [
      "fields detail.cpu | outlier mark=true detail.cpu | limit 3",
      "outlier action=remove param=3.0 uselower=true detail.cpu | fields detail.cpu | limit 3",
    ])

  public private(set) var fields: [FieldReference] = []
  public private(set) var removes = false
  public private(set) var factor = "2.5"
  public private(set) var usesLower = false
  public private(set) var marks = false
  public private(set) var range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
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

  public func write(to printer: inout QueryPrinter) {
    printer.write("outlier ")
    if removes { printer.write("action=remove ") }
    if factor != "2.5" { printer.write("param=\(factor) ") }
    if usesLower { printer.write("uselower=true ") }
    if marks { printer.write("mark=true ") }
    printer.write(fields.map(\.path.text).joined(separator: " "))
  }
}

// MARK: - Compiling

extension OutlierCommand {
  /// A field that may be a number somewhere.
  private struct Candidate {
    let field: FieldReference
    /// The value, the number, its rank among the numbers, how many they are; then the quartiles.
    var terms: [Term]
  }

  public func apply(to pipeline: inout Pipeline) throws {
    pipeline.enterRows()
    var candidates: [Candidate] = []
    for field in fields {
      let value = try pipeline.resolve(field.path, at: field.range)
      if value.isMissing { continue }
      candidates.append(Candidate(field: field, terms: Self.ranked(value)))
    }
    guard !candidates.isEmpty else { return }
    settle(&candidates, in: &pipeline)
    for index in candidates.indices {
      candidates[index].terms += Self.quartiles(candidates[index].terms)
    }
    settle(&candidates, in: &pipeline)
    for candidate in candidates { apply(candidate, to: &pipeline) }
  }

  private func settle(_ candidates: inout [Candidate], in pipeline: inout Pipeline) {
    let level = pipeline.top
    pipeline.pushLevel()
    for index in candidates.indices {
      candidates[index].terms = candidates[index].terms.map { pipeline.lift($0, from: level) }
    }
  }

  private static func ranked(_ value: Term) -> [Term] {
    let number = value.asNumber.plain
    let isMissing = SQLFragment.suffix(number.sql, "IS NULL")
    let rank = SQLFragment.window(
      .call("row_number"), partition: [isMissing], order: [SortKey(number.sql)])
    let count = SQLFragment.window(.aggregate("count", of: number.sql))
    return [value.plain, number, Term(rank, .number), Term(count, .number)]
  }

  /// The numbers at the ranks ceil(n / 4) and ceil(3n / 4).
  private static func quartiles(_ terms: [Term]) -> [Term] {
    let (number, rank, count) = (terms[1].sql, terms[2].sql, terms[3].sql)
    return [1, 3].map { quarters in
      let product = SQLFragment.infix(count, "*", .literal("\(quarters)"), .multiplicative)
      let sum = SQLFragment.infix(product, "+", .literal("3"), .additive)
      let place = SQLFragment.infix(sum, "/", .literal("4"), .multiplicative)
      let isThere = SQLFragment.infix(rank, "=", place, .comparison)
      let value = SQLFragment.choice(isThere, then: number)
      return Term(.window(.aggregate("max", of: value)), .number)
    }
  }

  private func apply(_ candidate: Candidate, to pipeline: inout Pipeline) {
    let (value, number) = (candidate.terms[0], candidate.terms[1])
    let (first, third) = (candidate.terms[4], candidate.terms[5])
    let width = Term.arithmetic(third, .subtract, first)
    let distance = Term.arithmetic(.number(factor), .multiply, width)
    let upper = Term.arithmetic(third, .add, distance)
    let lower = Term.arithmetic(first, .subtract, distance)
    let isAbove = Term.compare(number, .greater, upper)
    let isBelow = Term.compare(number, .less, lower)
    let isOutlier = usesLower ? Term.or([isAbove, isBelow]) : isAbove
    if marks {
      pipeline.defineShown(candidate.field.alias("_outlier"), as: isOutlier)
    }
    if removes {
      let isIn = SQLFragment.suffix(isOutlier.sql, "IS NOT 1")
      pipeline.keepRows(where: Term(isIn, .boolean))
    } else {
      let capped = Term.choice(isAbove, then: upper, else: value)
      pipeline.replace(
        candidate.field.path,
        with: usesLower ? Term.choice(isBelow, then: lower, else: capped) : capped)
    }
  }
}
