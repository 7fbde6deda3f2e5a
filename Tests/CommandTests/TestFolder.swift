import Foundation

/// A folder that is gone when nothing refers to it any more.
final class TestFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/command-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// The names of what is in the folder, in order.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: file(name), atomically: false, encoding: .utf8)
  }

  /// The text of a file, with invalid UTF-8 replaced.
  func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: file(name)))
  }

  func reading(_ name: String) throws -> FileHandle {
    try FileHandle(forReadingFrom: URL(filePath: file(name)))
  }

  func writing(_ name: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: file(name)))
    return try FileHandle(forWritingTo: URL(filePath: file(name)))
  }

  /// Copies the files that cases read.
  func addFixtures() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.fixtures) {
      try FileManager.default.copyItem(atPath: Self.fixtures + "/" + name, toPath: file(name))
    }
  }

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures").path
}
