/// One input of an ingest: a file that was found, or standard input.
package struct ExportFile: Hashable, Sendable {
  /// The path as it was found, beginning with the argument; `-` for standard input.
  package let path: String

  /// Size on disk in bytes; nil if it is unknown before reading (standard input, a pipe).
  package let size: Int64?

  /// The time of the last change in nanoseconds since 1970; nil if `size` is.
  package let modifiedAt: Int64?

  /// When the file's inode last changed (ctime), in nanoseconds since 1970; nil if `size` is.
  ///
  /// Unlike `modifiedAt` it cannot be set, so a file whose content was replaced does not look unchanged.
  package let changedAt: Int64?

  /// The log stream that a file of a CloudWatch Logs export belongs to: the name of its folder.
  package let logStream: String?

  package init(
    path: String, size: Int64?, modifiedAt: Int64?, changedAt: Int64?, logStream: String?
  ) {
    self.path = path
    self.size = size
    self.modifiedAt = modifiedAt
    self.changedAt = changedAt
    self.logStream = logStream
  }

  /// The file that the argument `-` stands for.
  package static let standardInput = ExportFile(
    path: "-", size: nil, modifiedAt: nil, changedAt: nil, logStream: nil)

  /// Whether the bytes can be read only once: standard input and pipes.
  package var isStream: Bool { size == nil }

  /// Whether the bytes come from standard input.
  package var isStandardInput: Bool { path.utf8.elementsEqual("-".utf8) }
}
