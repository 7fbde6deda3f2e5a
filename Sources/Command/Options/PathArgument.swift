import ArgumentParser

/// A path as it is given on the command line.
///
/// An empty one is what a variable that is not set leaves, as in `--archive "$X"`: refused, since SQLite and the system
/// take it for something else than a mistake.
enum PathArgument {
  /// - Throws: a sentence that says what to do.
  static func parse(_ text: String) throws -> String {
    guard !text.isEmpty else {
      throw ValidationError(
        "the path is empty; name a file or folder, and check that the variable is set")
    }
    return text
  }
}
