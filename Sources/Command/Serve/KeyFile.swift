import ArgumentParser
import ECSStops
import Files

/// The file of `--keys`: a line for each key, with its id, a blank and its secret; `#` begins a comment.
enum KeyFile {
  private static let bytesMax = 1 << 20

  /// Secrets by the ids of their keys.
  ///
  /// - Throws: `Failure` if the file cannot be read, has a line that is not a key, or has none.
  static func read(_ path: String) throws -> [String: String] {
    let text = try FileContent.text(of: path, bytesMax: bytesMax)
    var secrets: [String: String] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.split(whereSeparator: \.isWhitespace)
      if words.isEmpty || words[0].hasPrefix("#") { continue }
      guard words.count == 2 else {
        throw Failure(
          "\(path):\(index + 1): a line has the id of a key, a blank and its secret",
          exitCode: .validationFailure)
      }
      secrets[String(words[0])] = String(words[1])
    }
    guard !secrets.isEmpty else {
      throw Failure("\(path) has no keys", exitCode: .validationFailure)
    }
    return secrets
  }
}
