import Foundation
import Testing

/// A terminal of a given size, on which a program runs and whose screen is read.
struct PseudoTerminal {
  /// Linux's TIOCGPTN and TIOCSPTLCK, macros that Swift does not see.
  private static let getNumber: UInt = 0x8004_5430
  private static let setLock: UInt = 0x4004_5431

  private let master: Int32
  private let slave: Int32

  /// - Parameters:
  ///   - columns: The width in cells.
  ///   - lines: The height.
  init(columns: UInt16, lines: UInt16 = 24) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(master >= 0)
    var number: Int32 = 0
    try #require(ioctl(master, Self.getNumber, &number) == 0)
    var isLocked: Int32 = 0
    _ = ioctl(master, Self.setLock, &isLocked)
    var size = winsize(ws_row: lines, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(slave >= 0)
  }

  /// Runs a program to its end; what it shows, standard error as well, and its exit code.
  ///
  /// - Parameters:
  ///   - program: Its path; the command where it is left out.
  ///   - typing: What somebody types; it is shown as well.
  ///   - environment: Variables that differ from the usual ones; nil for one that is not there.
  func run(
    _ arguments: [String], program: String = BuiltCommand.path, in folder: TestFolder,
    typing: String? = nil, environment: [String: String?] = [:]
  ) throws -> (shown: String, exitCode: Int32) {
    defer { close(master) }
    let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    if let typing { write(master, typing, typing.utf8.count) }
    let running = try RunningProgram(
      arguments, program: program, in: folder, terminal: terminal,
      input: typing == nil ? nil : terminal, environment: environment)
    close(slave)
    var shown: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    // Reading fails when the last writer has gone.
    while case let count = read(master, &chunk, chunk.count), count > 0 { shown += chunk[..<count] }
    let code = running.exitCode()
    return (String(decoding: shown, as: UTF8.self).replacing("\r\n", with: "\n"), code)
  }
}
