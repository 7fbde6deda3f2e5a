import Exports
import Glibc
import Storage

/// What the archive knows of files that could not be read.
extension Ingestor {
  /// Lists the files that this ingest could not read, and removes from the list what it read and what is gone.
  ///
  /// - Parameter files: all files that it was to read.
  func noteRefusals(_ failures: [ExportError], among files: [ExportFile]) throws {
    let listed = try refusals.paths()
    let present = failures.filter { $0.file == "-" || Self.exists($0.file) }
    guard !listed.isEmpty || !present.isEmpty else { return }
    let refused = Set(present.map { Self.absolute($0.file) })
    let read = listed.isEmpty ? [] : Set(files.map { Self.absolute($0.path) })
    let transaction = try appender.begin()
    for path in listed where !refused.contains(path) {
      if read.contains(path) || path != "-" && !Self.exists(path) { try refusals.remove(path) }
    }
    for failure in present {
      try refusals.add(Self.absolute(failure.file), reason: failure.kept, at: now)
    }
    try transaction.commit()
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 || errno != ENOENT && errno != ENOTDIR
  }

  /// The one path that means the same file, however it is named, for whoever reads the archive later; standard input has
  /// none.
  private static func absolute(_ path: String) -> String {
    guard path != "-", let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
