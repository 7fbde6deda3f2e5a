/// `SOURCE 'group'`, `SOURCE logGroups(…)`: which log groups are asked, perhaps with a window.
///
/// The caller's events are one log group, so the names choose nothing.
struct SourceCommand: QueryCommand {
  static let names = ["SOURCE"]
  static let manual = CommandManual(
    "SOURCE 'group' | logGroups(…) | logGroupTags(…) | dataSource(…) [START=time] [END=time]",
    """
    Names log groups, at the start of a query only. The archive stands for all of them: whatever \
    the names, its events are asked. START and END hold where the caller gives no time: \
    milliseconds or seconds since 1970, `now`, or a span before now such as -7d.
    """,
    examples: [
      "SOURCE '/aws/events/ecs' | fields detail.group | limit 2",
      "SOURCE logGroups(namePrefix: ['/aws/events']) START=0 END=now | stats count(*)",
    ])

  let selectors: [SourceSelector]
  let window: SourceWindow?
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    var selectors: [SourceSelector] = []
    while !parser.endsCommand, !SourceWindow.starts(in: parser) {
      let selector = try SourceSelector(from: &parser, isFirst: selectors.isEmpty)
      selectors.append(selector)
      if case .group = selector { break }
    }
    if selectors.isEmpty { throw parser.unexpected(expecting: "a log group in quotes") }
    self.selectors = selectors
    window = try SourceWindow(from: &parser)
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("SOURCE " + selectors.map(\.text).joined(separator: " "))
    if let window { printer.write(" " + window.text) }
  }
}
