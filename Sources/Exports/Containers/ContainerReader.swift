import CLibArchive

/// The members of a tar or zip archive, one after another, read with libarchive.
///
/// libarchive gets the bytes of the archive and nothing else: it opens no files and writes none.
final class ContainerReader {
  /// One entry of the archive.
  struct Entry {
    enum Kind {
      case file
      /// A folder, a link or a device.
      case other
      case encrypted
    }

    /// The path as the archive states it.
    let path: String
    let kind: Kind
  }

  /// How the list of entries ended.
  enum End {
    case complete
    /// The bytes end before the archive does.
    case truncated
    /// The archive is damaged: why, in libarchive's words.
    case damaged(String)
  }

  private let format: ContainerFormat
  private let input: ContainerInput
  private var archive: OpaquePointer?
  /// Whether a zip archive is read from front to back, because its directory at the end is missing.
  private var lacksDirectory = false
  private(set) var entriesRead = 0
  private var hasFailed = false

  /// Whether the current entry ended in an error after which the archive cannot be read further.
  var endsHere: Bool { hasFailed && (format == .tar || lacksDirectory) }

  /// How the list of entries ended; known once `next` has returned nil.
  private(set) var end = End.complete

  init(_ format: ContainerFormat, _ input: ContainerInput) {
    self.format = format
    self.input = input
  }

  deinit {
    close()
  }

  /// The next entry; nil after the last one, or where the archive cannot be read further.
  func next() throws(ExportError) -> Entry? {
    if archive == nil { try open() }
    // After a fatal error only the directory of a zip archive tells where the next entry begins.
    if hasFailed, try !recover() { return nil }
    guard let entry = try nextHeader() else { return nil }
    entriesRead += 1
    return describe(entry)
  }

  private func open() throws(ExportError) {
    close()
    guard let opened = archive_read_new() else { preconditionFailure("no memory for an archive") }
    archive = opened
    hasFailed = false
    switch format {
    case .tar:
      // As one archive, if several were written one after another.
      archive_read_support_format_tar(opened)
      archive_read_set_format_option(opened, "tar", "read_concatenated_archives", "1")
    case .zip where lacksDirectory: archive_read_support_format_zip_streamable(opened)
    case .zip: archive_read_support_format_zip_seekable(opened)
    }
    input.connect(to: opened)
    if archive_read_open1(opened) < ARCHIVE_WARN { try fail() }
  }

  private func close() {
    if let archive { archive_read_free(archive) }
    archive = nil
  }

  private func nextHeader() throws(ExportError) -> OpaquePointer? {
    var entry: OpaquePointer?
    while true {
      switch archive_read_next_header(archive, &entry) {
      case ARCHIVE_OK, ARCHIVE_WARN: return entry
      case ARCHIVE_RETRY: continue
      case ARCHIVE_EOF:
        if lacksDirectory || isWithoutEndMark { end = .truncated }
        return nil
      default:
        if let error = input.error { throw error }
        if format == .zip, entriesRead == 0, !lacksDirectory {
          lacksDirectory = true
          input.hasLookahead = true
          input.rewind()
          try open()
          continue
        }
        end = input.isAtEnd || lacksDirectory ? .truncated : .damaged(message)
        return nil
      }
    }
  }

  /// Whether the two blocks of zeros are missing with which each tar archive ends.
  private var isWithoutEndMark: Bool { format == .tar && input.trailingZeros < 512 }

  /// Continues after an entry that ended in a fatal error; false if that is impossible.
  private func recover() throws(ExportError) -> Bool {
    guard !endsHere else {
      end = input.isAtEnd || lacksDirectory ? .truncated : .damaged(message)
      return false
    }
    input.rewind()
    try open()
    var skipped: OpaquePointer?
    for _ in 0..<entriesRead where archive_read_next_header(archive, &skipped) < ARCHIVE_WARN {
      end = .damaged(message)
      return false
    }
    return true
  }

  private func describe(_ entry: OpaquePointer) -> Entry {
    let isFile = clibarchive_is_file(entry) != 0 && archive_entry_hardlink(entry) == nil
    let isEncrypted = archive_entry_is_encrypted(entry) != 0
    // The first is nil if the name is not in the locale's encoding, or not known in UTF-8.
    let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    return Entry(
      path: name.map { String(cString: $0) } ?? "",
      kind: isFile ? (isEncrypted ? .encrypted : .file) : .other)
  }

  private func fail() throws(ExportError) {
    hasFailed = true
    if let error = input.error { throw error }
  }

  /// What libarchive says about its last error.
  private var message: String {
    archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
  }

  // MARK: - Data of the current entry

  /// A part of an entry's data.
  struct Block {
    var bytes: UnsafeRawBufferPointer
    /// Where it begins in the data; zeros fill the gap after the block before it.
    var offset: Int64
    /// What is wrong with the data up to the end of this block.
    var damage: String?
  }

  /// The next part of the current entry's data, valid until the next call; nil after the last one.
  func nextBlock() throws(ExportError) -> Block? {
    var start: UnsafeRawPointer?
    var count = 0
    var offset: la_int64_t = 0
    switch archive_read_data_block(archive, &start, &count, &offset) {
    case ARCHIVE_EOF: return nil
    case ARCHIVE_OK:
      return Block(bytes: UnsafeRawBufferPointer(start: start, count: count), offset: offset)
    // The data is there, but its checksum or size is wrong.
    case ARCHIVE_WARN:
      return Block(
        bytes: UnsafeRawBufferPointer(start: start, count: count), offset: offset, damage: message)
    case let code:
      if code == ARCHIVE_FATAL { try fail() }
      return Block(
        bytes: UnsafeRawBufferPointer(start: nil, count: 0), offset: offset, damage: message)
    }
  }
}
