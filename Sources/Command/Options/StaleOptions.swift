import ArgumentParser
import ECSStops

/// The condition that the archive has nothing new.
struct StaleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "After printing, exit with 4 if the newest stop is older than this, such as 26h or 2d.",
      valueName: "duration"),
    transform: Self.age)
  var failIfStale: Age?

  /// A duration as it was written, and in milliseconds.
  struct Age {
    let text: String
    let milliseconds: Int64
  }

  /// Throws the failure if the condition is given and true.
  func check(_ stops: ArchiveStops, _ scope: ReportScope = ReportScope()) throws {
    if let message = try failure(stops, scope) { throw message }
  }

  /// The failure if the condition is given and true.
  func failure(_ stops: ArchiveStops, _ scope: ReportScope) throws -> Failure? {
    guard let age = failIfStale,
      let text = try stops.staleness(
        of: scope, olderThan: age.milliseconds, now: TimeSource.system.now)
    else { return nil }
    return Failure("--fail-if-stale \(age.text): \(text)", exitCode: .conditionIsTrue)
  }

  private static func age(_ text: String) throws -> Age {
    guard let span = try TimeSpan(text.lowercased()) else {
      throw ValidationError("expected a duration such as 26h, 1d12h or 2d")
    }
    let now = TimeSource.system.now
    return Age(text: text, milliseconds: now - span.before(now, in: .utc))
  }
}

/// Notes on standard error about the stops that a command looked at.
enum StopsNote {
  /// Says all that is to be known about the stops in the time and scope of a request.
  static func all(
    _ stops: ArchiveStops, _ request: ReportRequest, color: ColorChoice = .auto
  ) throws {
    try bundle(stops, request, color: color)
    try emptiness(stops, request, color: color)
    try future(stops, asOf: request.now, color: color)
  }

  /// Says that an archive is a bundle, of which time and scope, and that a request goes beyond it.
  static func bundle(
    _ stops: ArchiveStops, _ request: ReportRequest, color: ColorChoice = .auto
  ) throws {
    guard let settings = stops.extract else { return }
    let text =
      try stops.limits(of: request)
      ?? "this archive is a bundle: it holds the stops from \(ArchiveStops.text(of: settings.content)), and no others"
    StandardError.message(.note, text, color: color)
  }

  /// Says how old the newest stop is where the time of a request goes on long after it, or none was asked for.
  static func age(
    _ stops: ArchiveStops, _ request: ReportRequest, color: ColorChoice = .auto
  ) throws {
    // A bundle is about its own time, however long ago that is.
    guard stops.extract == nil, try stops.emptiness(of: request) == nil,
      let text = try stops.silence(of: request)
    else { return }
    StandardError.message(.note, text, color: color)
  }

  /// Says that stops are dated in the future.
  static func future(_ stops: ArchiveStops, asOf now: Int64, color: ColorChoice = .auto) throws {
    if let text = try stops.future(asOf: now) {
      StandardError.message(.note, text, color: color)
    }
  }

  /// Says that there are no stops in the time and scope of a request.
  static func emptiness(
    _ stops: ArchiveStops, _ request: ReportRequest, color: ColorChoice = .auto
  ) throws {
    if let text = try stops.emptiness(of: request) {
      StandardError.message(.note, text, color: color)
    }
  }
}
