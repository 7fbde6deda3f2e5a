import ArgumentParser
import ECSStops
import Glibc

/// `ecs-stops retention`: how long the archive keeps a stop.
struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "Show or set how many days the archive keeps a stop.",
    usage: "ecs-stops retention [<days>] [<options>]",
    discussion: """
      Without <days>, prints the policy. Setting it deletes nothing: `ecs-stops prune` does, and ingest skips stops that have \
      expired. Setting it creates a missing archive, so that the policy holds for the first ingest, too.

        ecs-stops retention
        ecs-stops retention 365
        ecs-stops retention never
      """)

  @OptionGroup var archive: ArchiveOptions

  @Argument(
    help: ArgumentHelp(
      "How many days to keep a stop, or never to keep all.",
      discussion: "Allowed: \(RetentionSetting.allowed).", valueName: "days"),
    completion: ArchiveCompletion.retentionDays, transform: RetentionSetting.init(argument:))
  var days: RetentionSetting?

  func run() throws {
    guard let days else {
      let policy = try archive.open(.read).retentionPolicy()
      return try StandardOutput.line(RetentionSetting(policy).description)
    }
    if !archive.exists {
      StandardError.message(.note, "creating a new archive at \(archive.path)")
    }
    let opened = try archive.open(.write)
    let former = RetentionSetting(try opened.retentionPolicy())
    try opened.setRetentionPolicy(days.policy)
    StandardError.line("retention set to \(days.sentence) (was: \(former.sentence))")
  }
}

extension RetentionSetting {
  /// - Throws: `RetentionError`, which names the nearest allowed values.
  fileprivate init(argument text: String) throws {
    self.init(text == Self.never ? nil : try RetentionPolicy(argument: text))
  }
}

extension RetentionPolicy {
  /// Reads a number of days, or a duration of whole days: `30`, `30d`, `1y`.
  init(argument text: String) throws {
    let days = try Int(text) ?? TimeSpan(text.lowercased())?.days
    guard let days, days >= 0 else {
      throw ValidationError(
        "expected a number of days, such as 30 or 30d; allowed: \(RetentionSetting.allowed)")
    }
    try self.init(days: days)
  }
}
