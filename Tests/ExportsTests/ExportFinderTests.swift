import Files
import Glibc
import TestSupport
import Testing

@testable import Exports

@Suite("Finding exports")
struct ExportFinderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = TemporaryFolder()
  }

  /// Finds, and gives the paths below the temporary folder.
  private func find(_ names: String...) -> (files: [String], FoundExports) {
    let found = ExportFinder.find(names.map { $0.isEmpty ? folder.path : folder.path + "/" + $0 })
    return (found.files.map { relative($0.path) }, found)
  }

  private func relative(_ path: String) -> String {
    path.hasPrefix(folder.path + "/") ? String(path.dropFirst(folder.path.count + 1)) : path
  }

  @Test func foldersAreWalkedInOrderOfNames() throws {
    try folder.folder("b")
    try folder.folder("b/inner")
    for name in ["b/inner/2.gz", "b/10.gz", "b/9.gz", "a", "B", "ä", "b.gz"] {
      try folder.add(name)
    }
    let (files, found) = find("")
    #expect(files == ["B", "a", "b.gz", "b/10.gz", "b/9.gz", "b/inner/2.gz", "ä"])
    #expect(found.skipped == SkippedPaths())
    #expect(found.errors.isEmpty)
    #expect(find("ä", "b", "a").files == ["a", "b/10.gz", "b/9.gz", "b/inner/2.gz", "ä"])
    #expect(find("b//").files == ["b/10.gz", "b/9.gz", "b/inner/2.gz"])
  }

  @Test func whatIsSkipped() throws {
    try folder.folder("export")
    try folder.folder(".hidden")
    for name in [
      "aws-logs-write-test", "export/aws-logs-write-test", ".x", ".hidden/y", "export/z",
    ] {
      try folder.add(name)
    }
    try folder.add("export/empty", [])
    guard mkfifo(folder.path + "/pipe", 0o600) == 0 else {
      throw TemporaryFolder.SetUpError(what: "pipe", errno)
    }
    let (files, found) = find("")
    #expect(files == ["export/z"])
    #expect(found.skipped.writeTests == 2)
    #expect(found.skipped.hidden == 2)
    #expect(found.skipped.empty == 1)
    #expect(found.skipped.special == 1)
    #expect(found.errors.isEmpty)
    // A path given as an argument is read even if its name begins with a dot.
    #expect(find(".x", ".hidden").files == [".hidden/y", ".x"])
    #expect(find("pipe").files == ["pipe"])
    #expect(find("aws-logs-write-test").files.isEmpty)
  }

  @Test func devicesThatAreNamedAreErrors() {
    let found = ExportFinder.find(["/dev/null"])
    #expect(found.files.isEmpty)
    #expect(found.errors.map(\.reason) == [.notAFile])
    #expect(
      found.errors.first?.description
        == "/dev/null: is a socket or a device; name a file, a folder, or - for standard input")
  }

  @Test func linksInCircles() throws {
    try folder.folder("a")
    try folder.folder("a/b")
    try folder.add("a/b/file")
    try folder.link("a/b/up", to: "..")
    try folder.link("a/b/top", to: folder.path)
    try folder.link("self", to: "self")
    let (files, found) = find("")
    #expect(files == ["a/b/file"])
    #expect(found.errors.map { relative($0.file) } == ["self"])
    #expect(found.errors.map(\.reason) == [.cannotRead(SystemError(number: ELOOP))])
  }

  @Test func eachFileOnce() throws {
    try folder.folder("d")
    try folder.add("d/one")
    try folder.hardLink("d/two", to: "d/one")
    try folder.link("d/zero", to: "one")
    try folder.link("link", to: "d")
    let (files, found) = find("", "d", "d/one", "d/one", "link")
    #expect(files == ["d/one"])
    #expect(found.skipped.repeated == 4)
    #expect(find("link").files == ["link/one"])
  }

  @Test func whatCannotBeRead() throws {
    try folder.add("file")
    try folder.link("dangling", to: "nowhere")
    try folder.add(bytesOfName: [0x7a, 0xff])
    let (files, found) = find("missing", "", "file/inner")
    #expect(files == ["file"])
    #expect(
      found.errors.map { relative($0.file) } == ["dangling", "file/inner", "missing", "z\u{fffd}"])
    #expect(
      found.errors.map(\.reason) == [
        .brokenLink(to: "nowhere"), .cannotRead(SystemError(number: ENOTDIR)),
        .cannotRead(SystemError(number: ENOENT)), .nameNotUTF8,
      ])
    #expect(
      found.errors[0].description.hasSuffix(
        "/dangling: is a link to nowhere, which does not exist"))
    #expect(
      ExportFinder.find([""]).errors.map(\.reason) == [.cannotRead(SystemError(number: ENOENT))])
  }

  /// Permissions do not bind root, so this shows nothing there.
  @Test(.enabled(if: geteuid() != 0)) func permissions() throws {
    try folder.folder("closed")
    try folder.add("closed/file")
    try folder.add("secret")
    chmod(folder.path + "/closed", 0)
    chmod(folder.path + "/secret", 0)
    defer { chmod(folder.path + "/closed", 0o755) }
    let (files, found) = find("")
    #expect(files.isEmpty)
    #expect(
      found.errors.map(\.reason)
        == Array(repeating: .cannotRead(SystemError(number: EACCES)), count: 2))
  }

  @Test func logStreams() throws {
    try folder.folder("stream-1")
    for name in ["000000.gz", "123456.gz", "00000.gz", "0000000.gz", "00000a.gz", "000000.json"] {
      try folder.add("stream-1/\(name)")
    }
    let streams = find("").1.files.map(\.logStream)
    #expect(streams == [nil, "stream-1", nil, nil, nil, "stream-1"])
    try folder.link("stream-1/dot", to: ".")
    #expect(
      ExportFinder.find([folder.path + "/stream-1/./000000.gz"]).files.map(\.logStream) == [
        "stream-1"
      ])
  }

  @Test func sizeAndTime() throws {
    try folder.add("x", Array("{\"a\":1}".utf8))
    let path = folder.path + "/x"
    let time = timespec(tv_sec: 1_600_000_000, tv_nsec: 123_456_789)
    #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
    let file = ExportFinder.find([path]).files.first
    #expect(
      file
        == ExportFile(
          path: path, size: 7, modifiedAt: 1_600_000_000_123_456_789, changedAt: file?.changedAt,
          logStream: nil)
    )
  }

  @Test func standardInput() {
    #expect(ExportFinder.find(["-", "-"]).files == [.standardInput])
    #expect(ExportFile.standardInput.isStandardInput)
    #expect(ExportFinder.find([]).files.isEmpty)
  }
}

@Suite("Reading files", .serialized)
struct FileReadingTests {
  private let folder: TemporaryFolder
  private let content = Array(
    "2020-06-05T12:17:11.000Z {\"a\":1}\n2020-06-05T12:17:12.000Z {\"b\":2}\n".utf8)

  init() throws {
    folder = TemporaryFolder()
  }

  private func texts(_ file: ExportFile, digests: Bool = false) throws -> ([String], ReadSummary) {
    var texts: [String] = []
    let summary = try ExportReader(file, digests: digests).read { record in
      texts.append(String(decoding: record.message, as: UTF8.self))
    }
    return (texts, summary)
  }

  @Test func gzipIsKnownByContentNotByName() throws {
    try folder.add("plain.gz", content)
    try folder.add("zipped.txt", GzipWriter.member(content))
    for file in ExportFinder.find([folder.path]).files {
      let (texts, summary) = try texts(file)
      #expect(texts == ["{\"a\":1}", "{\"b\":2}"])
      #expect(summary.bytesRead == file.size)
      #expect(summary.identity == nil)
      let identity = try ContentIdentity(ofFile: file)
      #expect(try self.texts(file, digests: true).1.identity == identity)
    }
  }

  @Test func standardInputAndPipes() throws {
    var ends: [Int32] = [0, 0]
    let saved = dup(STDIN_FILENO)
    defer { close(saved) }
    for isNamed in [false, true] {
      #expect(pipe(&ends) == 0)
      #expect(write(ends[1], content, content.count) == content.count)
      close(ends[1])
      let file: ExportFile
      if isNamed {
        file = try #require(ExportFinder.find(["/dev/fd/\(ends[0])"]).files.first)
      } else {
        dup2(ends[0], STDIN_FILENO)
        file = .standardInput
      }
      let (texts, summary) = try texts(file, digests: true)
      #expect(texts == ["{\"a\":1}", "{\"b\":2}"])
      #expect(summary.identity?.digest == content.withUnsafeBytes { ContentDigest(of: $0) })
      close(ends[0])
    }
    dup2(saved, STDIN_FILENO)
  }

  @Test func handlerErrorsAndProgress() throws {
    struct Stop: Error {}
    try folder.add("x", content)
    let reader = ExportReader(ExportFinder.find([folder.path]).files[0])
    #expect(reader.bytesRead == 0)
    var seen = 0
    #expect(throws: Stop.self) {
      _ = try reader.read { _ in
        seen += 1
        #expect(reader.bytesRead == Int64(content.count))
        throw Stop()
      }
    }
    #expect(seen == 1)
  }

  @Test func fileThatIsGone() throws {
    let file = ExportFile(
      path: folder.path + "/gone", size: 1, modifiedAt: 1, changedAt: 1, logStream: nil)
    #expect(throws: ExportError(file.path, .cannotRead(SystemError(number: ENOENT)))) {
      _ = try ExportReader(file).read { _ in }
    }
    let folderFile = ExportFile(
      path: folder.path, size: 1, modifiedAt: 1, changedAt: 1, logStream: nil)
    #expect(throws: ExportError(folder.path, .cannotRead(SystemError(number: EISDIR)))) {
      _ = try ContentIdentity(ofFile: folderFile)
    }
  }
}
