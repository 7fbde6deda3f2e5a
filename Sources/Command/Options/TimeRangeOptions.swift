import ArgumentParser
import ECSStops

/// Which log times a command looks at.
struct TimeRangeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only events logged at this time or later.",
      discussion: """
        A date or time (2026-01-31, 2026-01-31T09:30, 2026-01-31T09:30:00Z), today, yesterday, now, a weekday (the \
        latest), a duration before now (7d, 1d12h, 2w, 1mo, 1y), or seconds or milliseconds since 1970 (from \
        100,000,000,000 on milliseconds).
        """, valueName: "time"),
    transform: TimeArgument.init)
  var start: TimeArgument?

  @Option(
    help: ArgumentHelp(
      "Only events logged at this time or earlier; all of the day, minute or second that it names.",
      valueName: "time"),
    transform: TimeArgument.init)
  var end: TimeArgument?

  @Option(
    help: ArgumentHelp(
      "Only events logged within this duration before now, or since this time; all for everything.",
      valueName: "duration"),
    transform: Since.init)
  var since: Since?

  @Flag(
    exclusivity: .exclusive,
    help: "Whose clocks show the times that are given without a zone. (default: --utc)")
  var clock: Clock = .utc

  /// Whose clocks show the times that are given without a zone.
  enum Clock: String, EnumerableFlag {
    case utc, local

    static func help(for clock: Clock) -> ArgumentHelp? {
      switch clock {
      case .utc: "Read times without a zone in UTC, the default."
      case .local:
        "Read times without a zone in the local time zone, or that of $TZ. Results are in UTC."
      }
    }
  }

  /// Where the time begins.
  enum Since: Equatable {
    case all
    case time(TimeArgument)

    init(_ text: String) throws {
      self = text == "all" ? .all : .time(try TimeArgument(text))
    }
  }

  /// The zone of the times that are given without one.
  var zone: Zone { clock == .local ? .local : .utc }

  /// Whether everything is asked for, where a command would look at less without a time.
  var coversAllTime: Bool { since == .all }

  /// Whether a command is asked to look at a part of the time, or at all of it.
  var isGiven: Bool { start != nil || end != nil || since != nil }

  /// The first and the last log time, in milliseconds since 1970; nil where it is open.
  ///
  /// Says on standard error what local times are in UTC.
  func range(asOf now: Int64) -> (start: Int64?, end: Int64?) {
    let range = bounds(asOf: now)
    if let note = localNote(range) { StandardError.message(.note, note) }
    return range
  }

  private func bounds(asOf now: Int64) -> (start: Int64?, end: Int64?) {
    var first = start
    if case .time(let time) = since { first = time }
    let zone = zone
    return (first?.start(asOf: now, in: zone), end?.end(asOf: now, in: zone))
  }

  /// What the times are in both zones; nil for UTC.
  private func localNote(_ range: (start: Int64?, end: Int64?)) -> String? {
    guard clock == .local else { return nil }
    let zone = zone
    let times = [range.start.map { ("from", $0) }, range.end.map { ("to", $0) }].compactMap(\.self)
    let texts = times.map { word, time in
      let local = Timestamp.insightsText(time + zone.offset(at: time).milliseconds)
      return
        "\(word) \(local) \(zone.abbreviation(at: time)) (\(Timestamp.insightsText(time)) UTC)"
    }
    return texts.isEmpty ? nil : texts.joined(separator: " ") + "; results are in UTC"
  }

  /// The same, with an end where stops are dated in the future and the time goes on until now.
  func range(
    asOf now: Int64, in stops: ArchiveStops
  ) throws -> (start: Int64?, end: Int64?) {
    let range = range(asOf: now)
    return (range.start, try stops.end(range.end, after: range.start, asOf: now))
  }

  func validate() throws {
    if clock == .local, let name = Zone.unknownLocalName {
      throw ValidationError(
        "--local: TZ is \"\(name)\", which is not a known time zone; set it to a name such as Europe/Berlin"
      )
    }
    guard start == nil || since == nil else {
      throw ValidationError(
        "--since and --start cannot be used together: both say where the time begins")
    }
    if case (let start?, let end?) = bounds(asOf: TimeSource.system.now), start > end {
      throw ValidationError("--end is before \(since == nil ? "--start" : "--since")")
    }
  }
}
