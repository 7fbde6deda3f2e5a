import Foundation
import Testing

/// What is said where the system cannot read the archive.
@Suite struct BrokenFileTests {
  private static let compiler = ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Has reads of the archive fail with EIO, from the one on that `EIO_FROM` says.
  private static let failingReads = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <unistd.h>
    static int fails(int file) {
      static int count = 0;
      char link[64], path[4096];
      snprintf(link, sizeof link, "/proc/self/fd/%d", file);
      ssize_t length = readlink(link, path, sizeof path - 1);
      if (length < 0) return 0;
      path[length] = 0;
      return strstr(path, getenv("EIO_NAME")) && ++count >= atoi(getenv("EIO_FROM"));
    }
    ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
      static ssize_t (*real)(int, void *, size_t, off64_t);
      if (!real) real = dlsym(RTLD_NEXT, "pread64");
      if (fails(file)) return errno = EIO, -1;
      return real(file, bytes, count, offset);
    }
    ssize_t pread(int file, void *bytes, size_t count, off_t offset) { return pread64(file, bytes, count, offset); }
    """

  @Test(
    .enabled(if: compiler != nil, "needs a C compiler, to have reads fail"),
    arguments: 1...6)
  func aFailedReadNamesTheFile(_ first: Int) throws {
    let compiler = try #require(Self.compiler)
    let folder = try TestFolder()
    try TestArchive.stops.make(in: folder)
    try folder.write(Self.failingReads, to: "eio.c")
    let made = try ProgramRun(
      compiler, ["-shared", "-fPIC", "-o", "eio.so", "eio.c", "-ldl"], in: folder)
    try #require(made.exitCode == 0, "\(made.standardError)")
    for arguments in [
      ["sql", "SELECT count(*) FROM stopped_tasks"], ["info"], ["report", "reasons"],
    ] {
      let run = try ProgramRun(
        BuiltCommand.path, arguments, in: folder,
        environment: [
          "LD_PRELOAD": folder.file("eio.so"), "EIO_NAME": "archive.sqlite", "EIO_FROM": "\(first)",
        ])
      // Later pages are mapped.
      if first > 1, run.exitCode == 0 { continue }
      #expect(run.exitCode == 1)
      #expect(run.standardError.contains("I/O error reading"), "\(run.standardError)")
      #expect(run.standardError.contains("archive.sqlite"))
      #expect(!run.standardError.contains("malformed"))
    }
  }

  /// A page that is mapped and gone is a signal, which must not be a crash.
  @Test func aFileThatIsCutWhileItIsReadIsNamed() throws {
    let folder = try TestFolder()
    try TestArchive.stops.make(in: folder)
    let program = try RunningProgram(
      [
        "sql", "--output", "rows.csv",
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000000)
        SELECT i, (SELECT sum(length(shape)) FROM shapes WHERE id > i % 2) FROM n
        """,
      ], in: folder)
    for _ in 0..<3000 where try !folder.names().contains(where: { $0.hasSuffix(".part") }) {
      usleep(10_000)
    }
    usleep(200_000)
    #expect(truncate(folder.file("archive.sqlite"), 4096) == 0)
    #expect(program.exitCode(within: 30) == 1)
    #expect(try folder.names().filter { $0.hasPrefix("rows") } == [])
  }
}
