import Glibc

/// Lists folders.
package enum Folder {
  /// The names of all entries of a folder, in byte order; a name may be invalid UTF-8.
  package static func names(in path: String) throws(SystemError) -> [[UInt8]] {
    guard let stream = opendir(path) else { throw .current }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2e], name != [0x2e, 0x2e] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The names in a folder that are valid UTF-8 and have this ending, in byte order.
  package static func names(
    in path: String, endingIn suffixes: [String]
  ) throws(SystemError) -> [String] {
    try names(in: path).compactMap { String(validating: $0, as: UTF8.self) }.filter { name in
      suffixes.contains { name.hasSuffix($0) }
    }
  }
}
