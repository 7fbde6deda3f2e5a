import ArgumentParser
import ECSStops

/// An event pattern as it is given on the command line: its JSON, or the file that holds it.
///
/// A text that begins with a brace is the pattern. Anything else names a file, with or without `file://` before it as
/// the AWS CLI wants it, or standard input (`-`).
struct PatternArgument {
  /// What the user wrote.
  let argument: String

  init(_ argument: String) throws {
    self.argument = try PathArgument.parse(argument)
  }

  /// Reads and checks the pattern, and prints its warnings.
  ///
  /// - Throws: `Failure` with the reason, the place and an excerpt, and exit code 2 if the pattern is invalid.
  func read() throws -> EventPattern {
    let text = try text()
    do throws(EventPatternError) {
      let pattern = try EventPattern(text.utf8)
      for warning in pattern.warnings { StandardError.message(.warning, warning.message) }
      return pattern
    } catch {
      throw Failure(
        "invalid event pattern\(place): \(error.reason) (line \(error.line), column \(error.column))",
        excerpt: SourceExcerpt(Array(text.utf8), marking: error.range).text,
        help: isText ? nil : fileHelp(text), exitCode: .badQuery)
    }
  }

  /// The JSON of the pattern.
  func text() throws -> String {
    if isText { return argument }
    return try InputText.read(path, of: "event pattern")
  }

  private var isText: Bool { argument.utf8.first { !$0.isJSONSpace } == UInt8(ascii: "{") }

  private var path: String {
    let scheme = "file://"
    return argument.hasPrefix(scheme) ? String(argument.dropFirst(scheme.count)) : argument
  }

  private var place: String {
    if isText { return "" }
    return path == "-" ? " on standard input" : " in \(path)"
  }

  /// What may have been meant where a file does not even begin like a pattern.
  private func fileHelp(_ text: String) -> String? {
    text.utf8.first { !$0.isJSONSpace } == UInt8(ascii: "{")
      ? nil
      : "a pattern is a JSON object, such as {\"detail\":{\"stopCode\":[\"TaskFailedToStart\"]}}"
  }
}
