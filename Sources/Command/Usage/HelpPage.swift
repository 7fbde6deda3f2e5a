import ArgumentParser
import ECSStops
import Glibc

/// Help pages: as wide as the terminal, and no wider than a person reads.
enum HelpPage {
  static let widthMax = 100
  private static let standardWidth = 80

  /// The columns of a page.
  static var width: Int {
    min(widthMax, Terminal.width(STDOUT_FILENO) ?? columns ?? standardWidth)
  }

  private static var columns: Int? {
    Environment.value("COLUMNS").flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
  }

  /// Prints what ArgumentParser has to say to standard output: help, the version, a completion script.
  ///
  /// - Parameter arguments: the command line after the program's name; help for `report NAME` is that of the report.
  static func write(_ request: any Error, _ arguments: [String]) throws {
    if let report = try ReportHelp.report(arguments) {
      return try StandardOutput.write(report.help(width: width))
    }
    let text = ECSStopsCommand.fullMessage(for: request, columns: width)
    try StandardOutput.write(text.hasSuffix("\n") ? text : text + "\n")
  }
}

/// Finds the report whose help is asked for.
private enum ReportHelp {
  private static let flags: Set<String> = ["--help", "-h"]

  /// The report that a command line with `--help` names; nil if it names none.
  ///
  /// - Throws: `Failure` if there is no report of that name.
  static func report(_ arguments: [String]) throws -> Report? {
    guard arguments.first == ReportCommand.configuration.commandName,
      arguments.contains(where: flags.contains)
    else { return nil }
    let others = Array(arguments.dropFirst().filter { !flags.contains($0) })
    let command = try? ReportCommand.parse(others)
    // A command line that cannot be parsed may still begin with a name.
    let first = others.first.flatMap { $0.hasPrefix("-") ? nil : $0 }
    guard let name = command == nil ? first : command?.name else { return nil }
    return try (command?.options ?? ReportOptions.parse([])).report(named: name)
  }
}
