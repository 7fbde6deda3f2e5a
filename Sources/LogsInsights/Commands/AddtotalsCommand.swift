/// `addtotals [fieldname=Total] [row=true] [col=false] [field, …]`: sums across and down.
///
/// Without fields, all columns that can be numbers are summed. A row without any number has no
/// total. The row that `col=true` adds comes last; it has the sums of the fields, and of the totals.
public struct AddtotalsCommand: QueryCommand {
  public static let names = ["addtotals"]
  public static let manual = CommandManual(
    "addtotals [fieldname=Total] [row=true] [col=false] [field, …]",
    "Adds a column with the sum of each row, and with `col=true` a last row with the sum of each "
      + "column. Without fields, all columns that can be numbers are summed.",
    examples: [
      "stats sum(detail.cpu) as cpu, sum(detail.memory) as memory by detail.group | addtotals",
      "stats count(*) as stops by detail.stopCode | addtotals row=false col=true stops",
    ])

  public private(set) var fields: [FieldReference] = []
  public private(set) var total = ColumnItem.Alias(
    path: FieldPath("Total"), range: SourceRange(0, 0))
  public private(set) var hasColumn = true
  public private(set) var hasRow = false
  public private(set) var range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    range = parser.advance().range
    total = ColumnItem.Alias(path: total.path, range: range)
    while true {
      if let option = try parser.acceptOption(of: ["fieldname", "row", "col"]) {
        switch option {
        case "fieldname": total = try parser.parseAlias()
        case "row": hasColumn = try parser.parseFlag()
        default: hasRow = try parser.parseFlag()
        }
      } else if parser.isAtReference {
        fields.append(try parser.parseReference())
        _ = parser.accept(.comma)
      } else {
        break
      }
    }
    range = SourceRange(range.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("addtotals")
    if total.path.name != "Total" { printer.write(" fieldname=\(total.path.text)") }
    if !hasColumn { printer.write(" row=false") }
    if hasRow { printer.write(" col=true") }
    if !fields.isEmpty {
      printer.write(" " + fields.map(\.path.text).joined(separator: ", "))
    }
  }
}

// MARK: - Compiling

extension AddtotalsCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    pipeline.enterRows()
    var summed: [(field: FieldReference, value: Term)] = []
    for field in fields.isEmpty ? pipeline.plainColumns : fields {
      let value = try pipeline.resolve(field.path, at: field.range)
      if value.isMissing || fields.isEmpty && value.type != .number && value.type != .any {
        continue
      }
      summed.append((field, value.plain))
    }
    if hasColumn {
      let sum = Self.sum(of: summed.map(\.value.asNumber.sql))
      pipeline.defineShown(total, as: sum)
      if !sum.isMissing {
        summed.append((FieldReference(path: total.path, range: total.range), sum))
      }
    }
    if hasRow { addSummary(of: summed, to: &pipeline) }
  }

  private static func sum(of numbers: [SQLFragment]) -> Term {
    guard let first = numbers.first else { return .missing }
    let zero = SQLFragment.literal("0.0")
    let sum = numbers.dropFirst().reduce(SQLFragment.call("coalesce", first, zero)) {
      .infix($0, "+", .call("coalesce", $1, zero), .additive)
    }
    let isAny = SQLFragment.or(numbers.map { .suffix($0, "IS NOT NULL") })
    return Term(.choice(isAny, then: .call(.finite, sum)), .number)
  }

  private func addSummary(
    of summed: [(field: FieldReference, value: Term)], to pipeline: inout Pipeline
  ) {
    let values = pipeline.settle(summed.flatMap { [$0.value.asAny, $0.value.asNumber] })
    let level = pipeline.top
    var summary: [SQLFragment: SQLFragment] = [:]
    for index in stride(from: 0, to: values.count, by: 2) {
      let number = values[index + 1].sql
      let double = SQLFragment.infix(number, "*", .literal("1.0"), .multiplicative)
      summary[values[index].sql] = .call(.finite, .aggregate("sum", of: double))
    }
    let isSummary = SQLFragment.literal("0")
    summary[isSummary] = .literal("1")
    pipeline.levels[level].added = Level.AddedRows(kind: .summary, values: summary)
    pipeline.pushLevel()
    let last = SortKey(.column(pipeline.levels[level].output(isSummary)))
    pipeline.levels[pipeline.top].sortKeys.insert(last, at: 0)
    for (index, (field, _)) in summed.enumerated() {
      let shown = pipeline.lift(values[2 * index], from: level)
      pipeline.replace(field.path, with: shown)
    }
  }
}
