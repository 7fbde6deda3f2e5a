import Files
import Glibc

/// Finds the inputs that path arguments name: files, folders with everything in them, `-` for standard input.
///
/// The order depends only on names, not on the file system or the order of the arguments: standard input, then files by
/// the bytes of their paths.
package struct ExportFinder {
  private let arguments: [String]
  private var found = FoundExports()
  private var candidates: [Candidate] = []
  /// Folders already visited, so that circular links end.
  private var walked: Set<FileIdentity> = []
  /// Entries that are not folders, except hidden ones.
  private var entryCount = 0

  /// Finds the inputs that the arguments name.
  ///
  /// A path that cannot be read does not stop the search: it is listed in `errors`.
  package static func find(_ arguments: [String]) -> FoundExports {
    var finder = ExportFinder(arguments: arguments)
    finder.run()
    return finder.found
  }

  private init(arguments: [String]) {
    self.arguments = arguments
  }

  private mutating func run() {
    if arguments.contains("-") { found.files.append(.standardInput) }
    for argument in arguments.sorted(by: Self.precedes) {
      if argument != "-" {
        visitArgument(argument)
      }
    }
    var listed: Set<FileIdentity> = []
    for candidate in candidates.sorted(by: { Self.precedes($0.file.path, $1.file.path) }) {
      if listed.insert(candidate.identity).inserted {
        found.files.append(candidate.file)
      } else {
        found.skipped.repeated += 1
      }
    }
    found.errors.sort { Self.precedes($0.file, $1.file) }
  }

  private mutating func visitArgument(_ argument: String) {
    let before = (folders: walked.count, entries: entryCount, errors: found.errors.count)
    visit(Self.withoutTrailingSlashes(argument), isArgument: true)
    let isEmptyFolder =
      walked.count > before.folders && entryCount == before.entries
      && found.errors.count == before.errors
    if isEmptyFolder { fail(argument, .emptyFolder) }
  }

  private mutating func visit(_ path: String, isArgument: Bool) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let error = SystemError.current
      let target = error.number == ENOENT ? Self.target(ofLink: path) : nil
      return fail(path, target.map { .brokenLink(to: $0) } ?? .cannotRead(error))
    }
    if status.st_mode & S_IFMT != S_IFDIR { entryCount += 1 }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: walk(path, FileIdentity(status))
    case S_IFREG: add(path, status)
    // A pipe given as an argument is read, such as one from the shell's <(…).
    case S_IFIFO where isArgument:
      let pipe = ExportFile(
        path: path, size: nil, modifiedAt: nil, changedAt: nil, logStream: nil)
      candidates.append(Candidate(file: pipe, identity: FileIdentity(status)))
    default:
      if isArgument { return fail(path, .notAFile) }
      found.skipped.special += 1
    }
  }

  private mutating func walk(_ path: String, _ identity: FileIdentity) {
    guard walked.insert(identity).inserted else { return }
    let names: [[UInt8]]
    do { names = try Folder.names(in: path) } catch { return fail(path, .cannotRead(error)) }
    let prefix = path.utf8.last == UInt8(ascii: "/") ? path : path + "/"
    for name in names {
      if name.first == UInt8(ascii: ".") {
        found.skipped.hidden += 1
      } else if let text = String(validating: name, as: UTF8.self) {
        visit(prefix + text, isArgument: false)
      } else {
        fail(prefix + String(decoding: name, as: UTF8.self), .nameNotUTF8)
      }
    }
  }

  private mutating func add(_ path: String, _ status: stat) {
    let (folder, name) = Self.split(path)
    if name == "aws-logs-write-test" {
      found.skipped.writeTests += 1
    } else if status.st_size == 0 {
      found.skipped.empty += 1
    } else if access(path, R_OK) != 0 {
      fail(path, .cannotRead(.current))
    } else {
      let file = ExportFile(
        path: path, size: Int64(status.st_size), modifiedAt: Self.nanoseconds(status.st_mtim),
        changedAt: Self.nanoseconds(status.st_ctim),
        logStream: Self.logStream(folder: folder, name: name))
      candidates.append(Candidate(file: file, identity: FileIdentity(status)))
    }
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  private mutating func fail(_ path: String, _ reason: ExportError.Reason) {
    found.errors.append(ExportError(path, reason))
  }
}

// MARK: - Paths

extension ExportFinder {
  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private static func withoutTrailingSlashes(_ path: String) -> String {
    let kept = path.utf8.lastIndex { $0 != UInt8(ascii: "/") }
    return kept.map { String(path[...$0]) } ?? (path.isEmpty ? "" : "/")
  }

  /// What a symbolic link names; nil if it is not one.
  private static func target(ofLink path: String) -> String? {
    var name = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = name.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { name in
        name.baseAddress.map { readlink(path, $0, name.count) } ?? -1
      }
    }
    return count < 0 ? nil : String(decoding: name[..<count], as: UTF8.self)
  }

  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.utf8.index(after: slash)...]))
  }

  /// The name of the folder if the file is named as CloudWatch Logs names its files: six digits and `.gz`.
  private static func logStream(folder: String, name: String) -> String? {
    guard isExportName(name) else { return nil }
    let stream = split(folder).name
    if stream != "." && stream != ".." { return stream.isEmpty ? nil : stream }
    // Only the system knows the real names of these.
    guard let resolved = realpath(folder, nil) else { return nil }
    defer { free(resolved) }
    let resolvedStream = split(String(cString: resolved)).name
    return resolvedStream.isEmpty ? nil : resolvedStream
  }

  /// Whether a file is named as CloudWatch Logs names its files.
  static func isExportName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return bytes.count == 9 && bytes.suffix(3) == Array(".gz".utf8)[...]
      && bytes.prefix(6).allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// The result of a search for inputs.
package struct FoundExports: Sendable {
  /// In the order in which they are to be read.
  package fileprivate(set) var files: [ExportFile] = []
  package fileprivate(set) var skipped = SkippedPaths()
  /// Paths that do not exist or may not be read.
  package fileprivate(set) var errors: [ExportError] = []
}

/// The number of skipped paths, by reason.
package struct SkippedPaths: Hashable, Sendable {
  /// The objects with which CloudWatch Logs tests its permission to write.
  package fileprivate(set) var writeTests = 0
  /// Files and folders within folders whose names begin with a dot.
  package fileprivate(set) var hidden = 0
  package fileprivate(set) var empty = 0
  /// Sockets, devices and pipes within folders.
  package fileprivate(set) var special = 0
  /// Files that were found again under another name or by a link.
  package fileprivate(set) var repeated = 0
}

private struct Candidate {
  let file: ExportFile
  let identity: FileIdentity
}

/// Identifies a file, whatever its name.
private struct FileIdentity: Hashable {
  private let device: dev_t
  private let inode: ino_t

  init(_ status: stat) {
    device = status.st_dev
    inode = status.st_ino
  }
}
