import Files

/// A folder of a user's reports.
@safe
struct ReportFolder {
  /// The contents of its files that may be reports, by name.
  private(set) var files: [(name: String, text: String)] = []
  private(set) var mistakes: [ReportFileError] = []

  /// A larger file is not a report.
  private static let bytesMax = 1 << 20

  init(_ path: String) throws(ReportFileError) {
    for name in try Self.names(in: path) {
      do {
        files.append((name, try Self.text(of: path + "/" + name)))
      } catch {
        mistakes.append(error)
      }
    }
  }

  /// The names of files that may be reports.
  private static func names(in path: String) throws(ReportFileError) -> [String] {
    do {
      return try Folder.names(in: path, endingIn: [".sql", ".insights"])
    } catch {
      throw ReportFileError(path, line: nil, "the folder cannot be read: \(error)")
    }
  }

  private static func text(of path: String) throws(ReportFileError) -> String {
    do {
      return try FileContent.text(of: path, bytesMax: bytesMax)
    } catch {
      let sentence =
        switch error {
        case .unreadable(let error): "\(error)"
        case .tooLarge: "more than 1 MiB, which is too large for a query"
        case .notUTF8: "it is not UTF-8 text"
        }
      throw ReportFileError(path, line: nil, sentence)
    }
  }
}
