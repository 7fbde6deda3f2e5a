import Glibc

/// A folder that is deleted with the value, and all that is in it.
package final class TemporaryFolder {
  package let path: String

  package init() {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/ecs-stops-tests-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      preconditionFailure("no temporary folder: \(errno)")
    }
    path = String(cString: made)
  }

  deinit { Self.remove(path.utf8CString) }

  /// The path of a file in the folder.
  package func file(_ name: String) -> String { path + "/" + name }

  /// The names of what is in the folder, sorted.
  package var names: [String] {
    Self.names(in: path.utf8CString).map { String(decoding: $0, as: UTF8.self) }.sorted()
  }

  package func write(_ bytes: [UInt8], to name: String) {
    guard let file = fopen(file(name), "w") else { preconditionFailure("\(name): \(errno)") }
    defer { fclose(file) }
    precondition(fwrite(bytes, 1, bytes.count, file) == bytes.count, "\(name): \(errno)")
  }

  package func read(_ name: String) -> [UInt8] {
    guard let file = fopen(file(name), "r") else { preconditionFailure("\(name): \(errno)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
    return bytes
  }
}

// MARK: - Names of any bytes

extension TemporaryFolder {
  private static func names(in folder: ContiguousArray<CChar>) -> [[UInt8]] {
    let stream = folder.withUnsafeBufferPointer { bytes in bytes.baseAddress.flatMap(opendir) }
    guard let stream else { return [] }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2e], name != [0x2e, 0x2e] { names.append(name) }
    }
    return names
  }

  /// Deletes a file, or a folder with its content; links are not followed.
  private static func remove(_ path: ContiguousArray<CChar>) {
    path.withUnsafeBufferPointer { bytes in
      guard let pointer = bytes.baseAddress, unlink(pointer) != 0 else { return }
      for name in names(in: path) {
        remove(path.dropLast() + [0x2f] + name.map { CChar(bitPattern: $0) } + [0])
      }
      rmdir(pointer)
    }
  }
}
