/// `SOURCE 'group'`, `SOURCE logGroups(…)`: which log groups are asked, perhaps with a window.
///
/// The caller's events are one log group, so the names choose nothing.
public struct SourceCommand: QueryCommand {
  public static let names = ["SOURCE"]
  public static let manual = CommandManual(
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

  public let selectors: [SourceSelector]
  public let window: SourceWindow?
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
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

  public func write(to printer: inout QueryPrinter) {
    printer.write("SOURCE " + selectors.map(\.text).joined(separator: " "))
    if let window { printer.write(" " + window.text) }
  }
}

extension SourceCommand {
  public func apply(to pipeline: inout Pipeline) {
    guard let window else { return }
    pipeline.sourceWindows += 1
    if pipeline.sourceWindows > 1 {
      pipeline.note(.sourceWindowTwice, at: window.range)
    }
    guard !pipeline.hasWindow else { return }
    let start = window.start?.milliseconds(asOf: pipeline.options.now)
    let end = window.end?.milliseconds(asOf: pipeline.options.now)
    if let start, let end, end < start {
      pipeline.note(.emptyWindow, at: window.range)
    } else {
      pipeline.checkTime(from: start, to: end, at: window.range)
    }
    pipeline.options.start = start
    pipeline.options.end = end
  }
}
