import Glibc

/// A folder of a user's reports.
@safe
struct ReportFolder {
  /// The texts of its files that may be reports, by name.
  private(set) var files: [(name: String, text: String)] = []
  private(set) var mistakes: [ReportFileError] = []

  /// A longer file is no report.
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
    guard let directory = opendir(path) else {
      throw ReportFileError(
        path, line: nil, "the folder cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".sql") || name.hasSuffix(".insights") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func text(of path: String) throws(ReportFileError) -> String {
    guard let file = fopen(path, "re") else {
      throw ReportFileError(path, line: nil, String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: bytesMax + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard ferror(file) == 0 else {
      throw ReportFileError(path, line: nil, String(cString: strerror(errno)))
    }
    guard count <= bytesMax else {
      throw ReportFileError(path, line: nil, "it has more than 1 MiB: that is no query")
    }
    let start = bytes.prefix(count).starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    guard let text = String(validating: bytes[start..<count], as: UTF8.self) else {
      throw ReportFileError(path, line: nil, "it is not UTF-8 text")
    }
    return text
  }
}
