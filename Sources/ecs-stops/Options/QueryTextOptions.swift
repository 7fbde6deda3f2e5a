import ArgumentParser
import Glibc

/// Where a query's text comes from: the command line, a file, or standard input.
struct QueryTextOptions: ParsableArguments {
  @Argument(help: "The query, or - to read it from standard input.")
  var query: String?

  @Option(
    help: ArgumentHelp("Reads the query from a file.", valueName: "file"),
    transform: PathArgument.parse)
  var file: String?

  func validate() throws {
    switch (query, file) {
    case (nil, nil):
      throw ValidationError("a query is missing; write it in quotes, or name a --file")
    case (.some, .some):
      throw ValidationError("there are two queries: one in --file, one beside it")
    default: break
    }
  }

  /// Reads the text.
  func text() throws -> String {
    switch (query, file) {
    case ("-"?, _), (_, "-"?): try InputText.read("-")
    case (_, let path?): try InputText.read(path)
    case (let text?, nil): text
    case (nil, nil): ""
    }
  }
}

/// A text in a file or on standard input.
enum InputText {
  /// A query of this length is none; the file is something else.
  static let bytesMax = 1 << 20

  /// Reads a whole text, `-` from standard input.
  static func read(_ path: String) throws -> String {
    let name = path == "-" ? "standard input" : path
    var bytes = try bytes(path, name)
    guard bytes.count <= bytesMax else {
      throw Failure("\(name) has more than \(Quantity.bytes(Int64(bytesMax))): that is no query")
    }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure("\(name) is not UTF-8 text")
    }
    return text
  }

  private static func bytes(_ path: String, _ name: String) throws -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(name) }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= bytesMax {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR {
        if Interrupt.isAsked { throw ExitCode.interrupted }
        continue
      }
      guard count >= 0 else { throw failure(name) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  private static func failure(_ name: String) -> Failure {
    Failure("\(name) cannot be read: \(String(cString: strerror(errno)))")
  }
}
