/// `sort name asc|desc, …`: orders the rows by names, never by expressions.
public struct SortCommand: QueryCommand {
  public static let names = ["sort", "order"]
  public static let manual = CommandManual(
    "sort name [asc|desc], …",
    "Orders the rows by names; the last `sort` holds. Ascending unless it says `desc`.",
    examples: [
      "fields detail.group | sort detail.stoppedAt desc | limit 2"
    ])

  public struct Key: Sendable {
    public let path: FieldPath
    public let isDescending: Bool
    public let range: SourceRange
  }

  public let keys: [Key]
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    _ = parser.accept(.by)
    var keys = [try Self.key(from: &parser)]
    while parser.accept(.comma) != nil { keys.append(try Self.key(from: &parser)) }
    self.keys = keys
    range = SourceRange(start.lower, parser.previousEnd)
  }

  private static func key(from parser: inout Parser) throws(ParseFailure) -> Key {
    let start = parser.current.range.lower
    let path = try parser.parsePath()
    if parser.current.kind == .leftParenthesis {
      throw parser.unexpected(hints: [
        Diagnostic.Hint("give the expression an alias and sort by that")
      ])
    }
    let range = SourceRange(start, parser.previousEnd)
    let isDescending = parser.accept(.desc) != nil
    if !isDescending { _ = parser.accept(.asc) }
    return Key(path: path, isDescending: isDescending, range: range)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("sort ")
    printer.write(
      keys.map { $0.path.text + ($0.isDescending ? " desc" : "") }.joined(separator: ", "))
  }
}

extension SortCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    pipeline.leaveLimit()
    pipeline.noteOrderCommand("sort", at: range)
    var sortKeys: [SortKey] = []
    for key in keys {
      guard let term = try Self.term(of: key, in: &pipeline) else { continue }
      if let sortKey = SortKey(term, isDescending: key.isDescending) { sortKeys.append(sortKey) }
    }
    pipeline.levels[pipeline.top].sortKeys = sortKeys
  }

  /// The value to sort by; nil, with a warning, if stats did not put it out.
  private static func term(of key: Key, in pipeline: inout Pipeline) throws -> Term? {
    if let term = pipeline.named(key.path) { return term }
    guard pipeline.scope.isGrouped else {
      return try pipeline.eventField(key.path, at: key.range)
    }
    let names = pipeline.scope.names.keys.sorted().map(\.text)
    let nearest = Suggestion.nearest(to: key.path.name, among: names)
    pipeline.note(.sortKeyLost(key.path.name), at: key.range, hints: .didYouMean(nearest))
    return nil
  }
}
