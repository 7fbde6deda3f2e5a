import Glibc

/// A temporary file without a name: it disappears with its descriptor, or with the process.
package enum NamelessFile {
  /// Opens one for reading and writing; the caller closes it.
  ///
  /// - Throws: the system's error if there is no writable folder for temporary files.
  package static func open() throws(SystemError) -> Int32 {
    var failure = SystemError(number: ENOENT)
    for folder in folders {
      var name = Array("\(folder)/ecs-stops.XXXXXX".utf8CString)
      let descriptor = mkstemp(&name)
      if descriptor >= 0 {
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
      }
      failure = .current
    }
    throw failure
  }

  /// Where temporary files go, as SQLite chooses: they may be as large as the archive.
  private static var folders: [String] {
    let variables: [String] = ["SQLITE_TMPDIR", "TMPDIR"]
    let named = variables.compactMap { name in getenv(name).map { String(cString: $0) } }
    return named.filter { !$0.isEmpty } + ["/var/tmp", "/tmp"]
  }
}
