import Glibc

/// The few things that are data and no rows.
enum StandardOutput {
  /// Writes a line; a reader that has gone ends the command quietly.
  static func line(_ text: String) throws { try write(text + "\n") }

  /// Writes a document as it is; a reader that has gone ends the command quietly.
  static func write(_ text: String) throws {
    try OutputFile.write(text, to: STDOUT_FILENO, named: "standard output")
  }
}
