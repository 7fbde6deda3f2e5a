import Glibc

/// The disk space that bringing an archive up to date may need.
package struct MigrationSpace: Equatable {
  /// A step that changes every row writes each page once to the WAL, which grows as large as the archive before it is
  /// copied into it.
  static let bytesPerByte: Int64 = 1
  /// Even a small archive gets new tables, indexes and views.
  static let bytesMin: Int64 = 4 << 20

  /// In bytes.
  package let needed: Int64
  /// The bytes that an unprivileged user may still write.
  package let free: Int64

  /// Whether a migration may begin.
  package var isEnough: Bool { free >= needed }

  /// - Parameters:
  ///   - archiveBytes: the size of the archive.
  ///   - free: the bytes that are free on its disk.
  package init(archiveBytes: Int64, free: Int64) {
    needed = max(archiveBytes * Self.bytesPerByte, Self.bytesMin)
    self.free = free
  }

  /// Measures the file system of a file; nil if it cannot be measured.
  init?(ofArchive path: String) {
    var file = stat()
    var system = statvfs()
    guard stat(path, &file) == 0, statvfs(path, &system) == 0 else { return nil }
    self.init(
      archiveBytes: Int64(file.st_size),
      free: Int64(
        clamping: system.f_bavail.multipliedReportingOverflow(by: system.f_frsize).partialValue))
  }
}
