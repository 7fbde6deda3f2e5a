import Glibc
import TestSupport

/// What export finders meet: folders, links, and names that are not UTF-8.
extension TemporaryFolder {
  func folder(_ name: String) throws {
    guard mkdir(path + "/" + name, 0o755) == 0 else { throw SetUpError(what: name, errno) }
  }

  func add(_ name: String, _ bytes: [UInt8] = [0x7b, 0x7d]) throws {
    try add(bytesOfName: Array(name.utf8), bytes)
  }

  func add(bytesOfName name: [UInt8], _ bytes: [UInt8] = [0x7b, 0x7d]) throws {
    let full = (Array(path.utf8) + [0x2f] + name + [0]).map { CChar(bitPattern: $0) }
    let descriptor = open(full, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else {
      throw SetUpError(what: String(decoding: name, as: UTF8.self), errno)
    }
    defer { close(descriptor) }
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
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
