/// `unnest list into name`: one row for each element of a list.
public struct UnnestCommand: QueryCommand {
  public static let names = ["unnest"]
  public static let manual = CommandManual(
    "unnest list into name",
    """
    Makes a row of each element of a list that the query made, with the element under a name and \
    all else as it was. A value that is no list counts as its only element; without a value, or \
    with an empty list, there is no row.
    """,
    examples: [
      """
      fields jsonParse(@message) as event | unnest event.detail.containers into container \
      | display container.name, container.exitCode | limit 3
      """
    ])

  public let list: Expression
  public let alias: ColumnItem.Alias
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    list = try parser.parsePrimary()
    guard parser.isWord("into") else {
      throw parser.unexpected(expecting: "'into' and a name for the elements")
    }
    parser.advance()
    alias = try parser.parseAlias(orFail: .nameExpected)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("unnest ")
    printer.write(list)
    printer.write(" into \(alias.path.text)")
  }
}

extension UnnestCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    let value = try pipeline.translate(list).asAny
    let elements =
      value.isMissing
      ? SQLFragment.null : .call(StructureFunction.elements.rawValue, value.sql)
    let element = pipeline.pushElements(of: elements, at: range)
    let term = Term.dynamic(.call(StructureFunction.element.rawValue, element), from: [])
    // The name may be that of the list.
    pipeline.define(alias, as: term, mayRepeat: true)
  }
}
