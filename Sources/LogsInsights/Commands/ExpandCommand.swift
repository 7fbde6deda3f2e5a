/// `expand field`: one row for each element of an array, in its place.
public struct ExpandCommand: QueryCommand {
  public static let names = ["expand"]
  public static let manual = CommandManual(
    "expand field",
    """
    Makes a row of each element of an array and puts the element in the place of the array. It \
    takes arrays of the event, lists that the query made, and texts that are an array as JSON; \
    rows with anything else stay as they are.
    """,
    examples: [
      "expand detail.containers | display detail.containers.name, detail.containers.exitCode | limit 3"
    ])

  public let path: FieldPath
  public let pathRange: SourceRange
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    let lower = parser.current.range.lower
    path = try parser.parsePath()
    pathRange = SourceRange(lower, parser.previousEnd)
    range = SourceRange(start.lower, parser.previousEnd)
    if path.hasIndex {
      parser.note(
        .nameExpected, at: pathRange,
        hints: [Diagnostic.Hint("give the array a name first: fields \(path.text) as name")])
    }
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("expand \(path.text)")
  }
}

extension ExpandCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    let value = try pipeline.resolve(path, at: pathRange)
    guard let any = Self.encoded(value) else { return }
    let whole = Term.dynamic(any, from: [value])
    let list = SQLFragment.call(
      "coalesce", .call(StructureFunction.arrayElements.rawValue, any), .literal("'[null]'"))
    let level = pipeline.top
    let element = pipeline.pushElements(of: list, at: range)
    let term = Term.dynamic(
      .choice(
        .suffix(element, "IS NULL"), then: pipeline.lift(whole, from: level).sql,
        else: .call(StructureFunction.element.rawValue, element)), from: [])
    let alias = ColumnItem.Alias(path: path, range: pathRange)
    pipeline.define(alias, as: term, mayRepeat: true)
  }

  /// The value with its type marked, an inner node of the event too; nil if it is always missing.
  private static func encoded(_ value: Term) -> SQLFragment? {
    if value.type == .json { return .tagged("j", value.sql) }
    let any = value.asAny
    return any.isMissing ? nil : any.sql
  }
}
