import ArgumentParser
import ECSStops
import Glibc
import Synchronization

/// Which archive a command works on.
struct ArchiveOptions: ParsableArguments {
  @Option(
    name: [.customShort("a"), .long],
    help: ArgumentHelp(
      "Use this archive instead of $ECS_STOPS_ARCHIVE or the default one.", valueName: "file"),
    completion: .file(extensions: ["sqlite", "db"]), transform: PathArgument.parse)
  var archive: String?

  /// The file that the option, the environment or the default names.
  var path: String {
    if let archive { return archive }
    if let named = Environment.value("ECS_STOPS_ARCHIVE") { return named }
    let data =
      Environment.value("XDG_DATA_HOME") ?? (Environment.value("HOME") ?? "") + "/.local/share"
    return data + "/ecs-stops/archive.sqlite"
  }

  /// Opens the archive; for writing, a missing one is made.
  func open(_ access: Archive.Access) throws -> Archive {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(
        "\(path) is a folder", help: "--archive names a file, such as \(path)/archive.sqlite")
    }
    guard access == .read else {
      let archive = try Archive(path: path, .write, waiting: Self.waiting)
      Self.noteOpened(archive)
      return archive
    }
    return try Self.open(path)
  }

  /// Longer than an import takes: a job that began a little early is done when the other one is.
  private static let secondsMax = 3600.0

  /// Waits while another process writes, and says so.
  private static let waiting: WriterWait = {
    var waiting = WriterWait(secondsMax: secondsMax)
    waiting.onNote = {
      StandardError.message(
        .note,
        "waiting for another import or prune that is writing to the archive; Ctrl-C ends this")
    }
    waiting.shouldStop = { Interrupt.isAsked }
    return waiting
  }()

  /// Opens an archive for reading, so that Ctrl-C ends whatever is running.
  static func open(_ path: String) throws -> Archive {
    let archive = try Archive(path: path, .read)
    noteOpened(archive)
    Interrupt.stop(archive.connection.interruptHandle())
    // A signal may come between two statements.
    archive.connection.setProgressHandler(everyOperations: 1000) { !Interrupt.isAsked }
    Watchdog.watch()
    BusError.explain(path)
    return archive
  }

  /// The file that was opened last, for errors that do not name it.
  static var openedPath: String? { opened.withLock { $0 } }

  private static let opened = Mutex<String?>(nil)

  /// Says that opening an archive has changed it: earlier versions of the program no longer read it.
  private static func noteOpened(_ archive: borrowing Archive) {
    let path = archive.path
    opened.withLock { $0 = path }
    guard let version = archive.upgradedFrom else { return }
    StandardError.message(
      .note, "upgraded \(path) from schema version \(version) to \(Archive.schemaVersion)")
  }

  /// Opens the archive, which must be there.
  func openExisting(_ access: Archive.Access) throws -> Archive {
    guard exists else { throw ArchiveError.missing(path: path) }
    return try open(access)
  }

  /// Opens the archive and closes it again, so that it is said what is wrong with it.
  ///
  /// A server that reads it afterwards ends in its own time after Ctrl-C.
  func check() throws {
    guard exists else { throw ArchiveError.missing(path: path) }
    Self.noteOpened(try Archive(path: path, .read))
    BusError.explain(path)
  }

  /// Whether the folder that the archive is in exists.
  var folderExists: Bool {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return true }
    return Glibc.access(String(path[..<slash]), F_OK) == 0
  }

  var exists: Bool { Glibc.access(path, F_OK) == 0 }
}
