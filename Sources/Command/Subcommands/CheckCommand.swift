import ArgumentParser
import ECSStops

/// `ecs-stops check`: whether the archive is intact.
struct CheckCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Verify that the archive is intact.",
    usage: "ecs-stops check [<options>]",
    discussion: """
      Verifies the file, that all rows fit together, that counts add up, and that every message can be rebuilt exactly. It \
      prints a row for each check, with the first examples of what is wrong and what to do. It changes nothing, and others \
      can read and write meanwhile.

        ecs-stops check
        ecs-stops check --quick --format json

      Exit status: 0 if the archive is intact, 1 if it is not.
      """)

  @OptionGroup var archive: ArchiveOptions

  @Flag(help: "Skip rebuilding messages and comparing indexes with their tables.")
  var quick = false

  @OptionGroup(title: "output") var output: OutputOptions

  func run() throws {
    let start = TimeSource.system.now
    let results = try verify()
    try write(results)
    for result in results where result.unverified > 0 {
      StandardError.message(
        .note,
        "\(Quantity.count(result.unverified)) of \(Quantity.count(result.checked)) messages were imported before checksums were kept; they were only verified to be events of stopped tasks"
      )
    }
    let broken = results.filter(\.isBroken)
    guard broken.isEmpty else {
      let failed =
        "\(broken.count) of \(Quantity.of(results.count, "check")) failed (\(broken.map(\.name).joined(separator: ", ")))"
      throw Failure(
        "\(archive.path) is damaged: \(results.count > 1 ? failed : "SQLite cannot read it")",
        help: broken[0].advice)
    }
    let seconds = Double(TimeSource.system.now - start) / 1000
    StandardError.line("\(archive.path)\(passed(results)); \(Quantity.duration(seconds))")
  }

  private func verify() throws -> [CheckResult] {
    do {
      let opened = try archive.openExisting(.read)
      return try ArchiveCheck(opened, quick: quick).run { progress in
        StandardError.progress(progress.line)
        guard !Interrupt.isAsked else { throw Failure("interrupted", exitCode: .interrupted) }
      }
    } catch let error as ArchiveError {
      guard let damage = error.damage else { throw error }
      return [.unreadable(damage)]
    }
  }

  /// What is known about an archive in which nothing is broken.
  private func passed(_ results: [CheckResult]) -> String {
    let skipped = results.filter(\.isSkipped).map(\.name)
    guard !skipped.isEmpty else {
      return " is intact: \(Quantity.of(results.count, "check")) passed"
    }
    return
      ": \(results.count - skipped.count) of \(Quantity.of(results.count, "check")) passed; not checked with --quick: \(skipped.joined(separator: ", ")), and indexes against their tables"
  }

  private func write(_ results: [CheckResult]) throws {
    var hints = TableHints()
    hints.wraps = true
    try output.write(hints) { writer in
      try writer.write(
        columns: [
          ResultColumn("check", .text), ResultColumn("result", .text),
          ResultColumn("checked", .count), ResultColumn("broken", .count),
          ResultColumn("invariant", .text), ResultColumn("examples", .text),
          ResultColumn("advice", .text),
        ],
        rows: results.map { result in
          [
            .text(result.name), .text(result.word),
            .integer(Int64(result.checked)), .integer(Int64(result.broken)),
            .text(result.statement),
            result.isBroken ? .text(result.examples.joined(separator: "; ")) : .null,
            result.isBroken ? .text(result.advice) : .null,
          ]
        })
    }
  }
}

extension CheckResult {
  fileprivate var word: String { isBroken ? "broken" : isSkipped ? "skipped" : "ok" }
}

extension CheckProgress {
  /// The progress in one line.
  var line: String {
    let counts = total == 0 ? "" : ": \(Quantity.count(done)) of \(Quantity.count(total))"
    return "checking \(name)\(counts)"
  }
}
