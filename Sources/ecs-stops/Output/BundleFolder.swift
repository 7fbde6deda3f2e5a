import Glibc

/// A folder that appears under its name when all of it is written.
///
/// Until then it has another name beside its place, and is deleted if it is never completed.
final class BundleFolder {
  /// Where to write meanwhile.
  let temporaryPath: String
  private let path: String
  private var isComplete = false

  /// - Throws: `Failure` if something is there already that is no empty folder, or the place cannot be written to.
  init(path: String) throws(Failure) {
    self.path = path
    temporaryPath = "\(path).\(getpid()).part"
    try Self.refuseIfInUse(path)
    guard mkdir(temporaryPath, 0o777) == 0 else { throw OutputFile.failure(path, errno) }
  }

  deinit {
    if !isComplete { Self.delete(temporaryPath) }
  }

  /// Writes a text, in folders that are made where they are missing.
  func write(_ text: String, to name: String) throws(Failure) {
    let file = temporaryPath + "/" + name
    if let slash = name.lastIndex(of: "/") {
      let folder = temporaryPath + "/" + name[..<slash]
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
        throw OutputFile.failure(folder, errno)
      }
    }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw OutputFile.failure(file, errno) }
    var number: Int32 = 0
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty, number == 0 {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 { number = errno == EINTR ? 0 : errno } else { bytes = bytes.dropFirst(count) }
    }
    if close(descriptor) != 0, number == 0 { number = errno }
    guard number == 0 else { throw OutputFile.failure(file, number) }
  }

  /// Gives the folder its name.
  func complete() throws(Failure) {
    // An empty folder makes room.
    _ = rmdir(path)
    guard rename(temporaryPath, path) == 0 else { throw OutputFile.failure(path, errno) }
    isComplete = true
  }

  private static func refuseIfInUse(_ path: String) throws(Failure) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw Failure("\(path) is there and is no folder", help: "name a folder that is not there")
    }
    guard entries(of: path).isEmpty else {
      throw Failure("the folder \(path) is not empty", help: "name a folder that is not there")
    }
  }

  private static func entries(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func delete(_ folder: String) {
    for name in entries(of: folder) {
      let path = folder + "/" + name
      if unlink(path) != 0 { delete(path) }
    }
    rmdir(folder)
  }
}
