import ArgumentParser
import ECSStops

/// Which log times a command looks at.
struct TimeRangeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only what was logged at this time or later.",
      discussion: """
        A date (2026-01-31), ISO 8601 (2026-01-31T09:30:00Z; without a zone UTC), or an age \
        (45d, 6h, 90m, 2w, 30s).
        """, valueName: "time"),
    transform: TimeArgument.init)
  var start: TimeArgument?

  @Option(
    help: ArgumentHelp(
      "Only what was logged at this time or earlier, all of the day, minute or second that it names.",
      valueName: "time"),
    transform: TimeArgument.init)
  var end: TimeArgument?

  @Option(
    help: ArgumentHelp(
      "Only what was logged in the last 45d, 6h, 90m, 2w or 30s; all for everything.",
      valueName: "duration"),
    transform: Since.init)
  var since: Since?

  /// How far back from now.
  enum Since: Equatable {
    case all
    case age(TimeArgument)

    init(_ text: String) throws {
      guard text != "all" else {
        self = .all
        return
      }
      let argument = try TimeArgument(text)
      guard case .age = argument.form else {
        throw ValidationError(
          "a duration such as 45d or 6h, or all, is wanted; for a time there is --start")
      }
      self = .age(argument)
    }
  }

  /// Whether everything is asked for, where a command would look at less without a time.
  var coversAllTime: Bool { since == .all }

  /// Whether a command is asked to look at a part of the time, or at all of it.
  var isGiven: Bool { start != nil || end != nil || since != nil }

  /// The first and the last log time, in milliseconds since 1970; nil where it is open.
  func range(asOf now: Int64) -> (start: Int64?, end: Int64?) {
    var first = start
    if case .age(let age) = since { first = age }
    return (first?.start(asOf: now), end?.end(asOf: now))
  }

  /// The same, with an end where stops are dated in the future and the time goes on until now.
  func range(
    asOf now: Int64, in stops: ArchiveStops
  ) throws -> (start: Int64?, end: Int64?) {
    let range = range(asOf: now)
    return (range.start, try stops.end(range.end, after: range.start, asOf: now))
  }

  func validate() throws {
    guard start == nil || since == nil else {
      throw ValidationError(
        "--since and --start exclude each other: both say where the time begins")
    }
    if case (let start?, let end?) = range(asOf: TimeSource.system.now), start > end {
      throw ValidationError(
        "the time ends before it begins: --end is earlier than \(since == nil ? "--start" : "--since")"
      )
    }
  }
}
