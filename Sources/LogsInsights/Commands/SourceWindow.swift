/// `START=-7d END=now`: the window after a SOURCE.
struct SourceWindow: Sendable {
  let start: Bound?
  let end: Bound?
  let range: SourceRange

  enum Bound: Equatable, Sendable {
    case now
    /// Milliseconds from now, mostly before it, and the text that said so.
    case offset(Int64, text: String)
    /// Milliseconds since 1970, or seconds if there are too few of them.
    case absolute(Int64)

    /// What is smaller counts seconds: these milliseconds would lie in 1973 and before.
    private static let secondsMax: Int64 = 100_000_000_000

    /// The point in time, in milliseconds since 1970.
    func milliseconds(asOf now: Int64) -> Int64 {
      switch self {
      case .now: now
      case .offset(let offset, _): now + offset
      case .absolute(let number): number < Self.secondsMax ? number * 1000 : number
      }
    }

    fileprivate var text: String {
      switch self {
      case .now: "now"
      case .offset(_, let text): text
      case .absolute(let number): "\(number)"
      }
    }
  }

  var text: String {
    [start.map { "START=\($0.text)" }, end.map { "END=\($0.text)" }].compactMap(\.self)
      .joined(separator: " ")
  }
}

extension SourceWindow {
  /// Whether a bound stands at the parser's current token.
  static func starts(in parser: Parser) -> Bool {
    (parser.isWord("start") || parser.isWord("end")) && parser.next.kind == .equal
  }

  /// Reads a window, if one stands here.
  init?(from parser: inout Parser) throws(ParseFailure) {
    guard Self.starts(in: parser) else { return nil }
    let first = parser.current.range.lower
    var bounds: [Bound?] = [nil, nil]
    while Self.starts(in: parser) {
      let index = parser.isWord("start") ? 0 : 1
      guard bounds[index] == nil else { throw parser.unexpected() }
      parser.advance()
      parser.advance()
      bounds[index] = try Self.bound(from: &parser)
    }
    (start, end) = (bounds[0], bounds[1])
    range = SourceRange(first, parser.previousEnd)
  }

  private static func bound(from parser: inout Parser) throws(ParseFailure) -> Bound {
    if parser.isWord("now") {
      parser.advance()
      return .now
    }
    let first = parser.current.range.lower
    let isNegative = parser.accept(.minus) != nil
    let hasSign = isNegative || parser.accept(.plus) != nil
    let token = parser.current
    switch token.kind {
    case .number where !hasSign:
      guard let number = Int64(parser.text(of: token)), number < absoluteMax else { break }
      parser.advance()
      return .absolute(number)
    case .duration:
      guard let span = milliseconds(parser.text(of: token)) else { break }
      parser.advance()
      return .offset(
        isNegative ? -span : span, text: parser.source[SourceRange(first, parser.previousEnd)])
    default: break
    }
    throw parser.fail(
      .invalidSource("this is not a time"), at: SourceRange(first, token.range.upper),
      hints: [Diagnostic.Hint("write now, a span such as -7d, or milliseconds since 1970")])
  }

  /// The year 9999.
  private static let absoluteMax: Int64 = 253_402_300_800_000

  /// The length of a span such as `7d`; nil for what has no fixed length.
  private static func milliseconds(_ text: String) -> Int64? {
    let digits = text.prefix { $0.isNumber }
    guard let count = Int64(digits), count <= absoluteMax,
      let unit = Period.Unit(named: String(text.dropFirst(digits.count)))?.milliseconds
    else { return nil }
    let (span, overflows) = count.multipliedReportingOverflow(by: unit)
    return overflows || span > absoluteMax ? nil : span
  }
}

extension Period.Unit {
  /// The length of a unit; nil if it differs from one to the next.
  fileprivate var milliseconds: Int64? {
    switch self {
    case .millisecond: 1
    case .second: 1000
    case .minute: 60_000
    case .hour: 3_600_000
    case .day: 86_400_000
    case .week: 604_800_000
    case .month, .quarter, .year: nil
    }
  }
}
