import ArgumentParser
import ECSStops
import Glibc

/// `ecs-stops backup`: a copy of the archive.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the archive to a file, even while it is being written.",
    usage: "ecs-stops backup <file> [<options>]",
    discussion: """
      The copy is an archive of its own: everything that was committed when the command began. It appears under its name \
      when it is complete and verified, and only its owner may read it. Imports and prunes go on meanwhile.

        ecs-stops backup stops-2026-01-31.sqlite
        ecs-stops backup --force stops.sqlite
        ecs-stops info --archive stops.sqlite
      """)

  @Argument(
    help: "The file to write.", completion: .file(extensions: ["sqlite", "db"]),
    transform: PathArgument.parse)
  var file: String

  @OptionGroup var archive: ArchiveOptions

  @Flag(help: "Replace the file if it exists.")
  var force = false

  func validate() throws {
    if file == "-" {
      throw ValidationError("a backup is a file, and cannot be written to standard output")
    }
  }

  func run() throws {
    let start = TimeSource.system.now
    let opened = try archive.openExisting(.read)
    let output = try BackupFile(path: file, of: opened.path, replaces: force)
    try ArchiveBackup(opened).write(to: output.temporaryPath) { done, total in
      StandardError.progress(
        "copying pages: \(Quantity.count(done)) of \(Quantity.count(total))")
      guard !Interrupt.isAsked else {
        throw Failure("interrupted", help: "\(file) was not written", exitCode: .interrupted)
      }
    }
    let bytes = try output.complete()
    let seconds = Double(TimeSource.system.now - start) / 1000
    StandardError.message(
      .note,
      "wrote \(file) (\(Quantity.bytes(bytes))), a verified copy of \(opened.path); \(Quantity.duration(seconds))"
    )
  }
}
