import Glibc

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/exports-tests-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw SetUpError(what: "mkdtemp", errno) }
    path = String(cString: made)
  }

  deinit {
    remove(path)
  }

  private func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR, let stream = opendir(path) {
      while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
        if name != [0x2e] && name != [0x2e, 0x2e] { removeChild(path, name) }
      }
      closedir(stream)
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  private func removeChild(_ folder: String, _ name: [UInt8]) {
    if let text = String(validating: name, as: UTF8.self) {
      remove(folder + "/" + text)
    } else {
      let bytes = Array(folder.utf8) + [0x2f] + name + [0]
      unlink(bytes.map { CChar(bitPattern: $0) })
    }
  }

  func folder(_ name: String) throws {
    guard mkdir(path + "/" + name, 0o755) == 0 else { throw SetUpError(what: name, errno) }
  }

  func file(_ name: String, _ bytes: [UInt8] = [0x7b, 0x7d]) throws {
    try file(bytesOfName: Array(name.utf8), bytes)
  }

  func file(bytesOfName name: [UInt8], _ bytes: [UInt8] = [0x7b, 0x7d]) throws {
    let full = (Array(path.utf8) + [0x2f] + name + [0]).map { CChar(bitPattern: $0) }
    let descriptor = open(full, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else {
      throw SetUpError(what: String(decoding: name, as: UTF8.self), errno)
    }
    defer { close(descriptor) }
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
      throw SetUpError(what: "write", errno)
    }
  }

  func link(_ name: String, to target: String) throws {
    guard symlink(target, path + "/" + name) == 0 else { throw SetUpError(what: name, errno) }
  }

  func hardLink(_ name: String, to target: String) throws {
    guard Glibc.link(path + "/" + target, path + "/" + name) == 0 else {
      throw SetUpError(what: name, errno)
    }
  }

  struct SetUpError: Error {
    let what: String
    let number: Int32

    init(what: String, _ number: Int32) {
      self.what = what
      self.number = number
    }
  }
}
