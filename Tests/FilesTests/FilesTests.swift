import Files
import Foundation
import Testing

/// Each test has a folder of its own, which goes with it.
@Suite final class FilesTests {
  private let folder = NSTemporaryDirectory() + "files-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ bytes: [UInt8], to name: String) throws -> String {
    let path = folder + "/" + name
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  @Test func aFolderIsListedByItsBytes() throws {
    for name in ["b.csv", "B.csv", ".hidden", "é.csv", "a.sql"] { _ = try write([], to: name) }
    let names = try Folder.names(in: folder).map { String(decoding: $0, as: UTF8.self) }
    #expect(names == [".hidden", "B.csv", "a.sql", "b.csv", "é.csv"])
    #expect(try Folder.names(in: folder, endingIn: [".csv"]) == ["B.csv", "b.csv", "é.csv"])
    let missing = #expect(throws: SystemError.self) {
      try Folder.names(in: self.folder + "/missing")
    }
    #expect(missing == SystemError(number: ENOENT))
    #expect(missing?.description == "No such file or directory")
  }

  @Test func aFileIsReadWhole() throws {
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    let path = try write(bytes, to: "file")
    #expect(try FileContent.bytes(of: path, bytesMax: bytes.count) == bytes)
    #expect(throws: FileContent.Failure.tooLarge) {
      try FileContent.bytes(of: path, bytesMax: bytes.count - 1)
    }
    #expect(FileContent.head(of: path, count: 3) == [0, 1, 2])
    #expect(FileContent.head(of: path, count: 300_000).count == bytes.count)
  }

  @Test func aStreamIsRefusedOnceItIsTooLong() throws {
    let zeros = try InputFile("/dev/zero")
    #expect(zeros.size == nil)
    #expect(throws: FileContent.Failure.tooLarge) {
      try FileContent.bytes(of: zeros, bytesMax: 100_000)
    }
  }

  @Test func textIsUTF8WithoutAMark() throws {
    let marked = try write([0xef, 0xbb, 0xbf] + Array("é\n".utf8), to: "marked")
    #expect(try FileContent.text(of: marked, bytesMax: 100) == "é\n")
    let broken = try write([0x61, 0xff], to: "broken")
    #expect(throws: FileContent.Failure.notUTF8) {
      try FileContent.text(of: broken, bytesMax: 100)
    }
  }

  @Test func whatCannotBeReadSaysWhy() throws {
    #expect(throws: FileContent.Failure.unreadable(SystemError(number: ENOENT))) {
      try FileContent.bytes(of: self.folder + "/missing", bytesMax: 1)
    }
    #expect(throws: FileContent.Failure.unreadable(SystemError(number: EISDIR))) {
      try FileContent.text(of: self.folder, bytesMax: 1)
    }
    #expect(FileContent.head(of: folder, count: 1).isEmpty)
  }
}
