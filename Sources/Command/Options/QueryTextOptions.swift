import ArgumentParser
import ECSStops
import Glibc

/// Where a query's text comes from: the command line, a file, or standard input.
struct QueryTextOptions: ParsableArguments {
  @Argument(help: "The query, or - to read it from standard input.")
  var query: String?

  @Option(
    help: ArgumentHelp("Read the query from a file.", valueName: "file"),
    transform: PathArgument.parse)
  var file: String?

  func validate() throws {
    switch (query, file) {
    case (nil, nil):
      throw ValidationError(
        "missing query; write it in quotes, name a file with --file, or read standard input with -")
    case (.some, .some):
      throw ValidationError("give either a query or --file, not both")
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

extension QueryTextOptions {
  /// What to do if the query is the name of a file.
  var fileAdvice: String? { query.flatMap(QueryArgument.fileAdvice) }
}

/// A text in a file or on standard input.
enum InputText {
  /// Nothing that is read so is as long as that; the file is something else.
  static let bytesMax = 1 << 20

  /// Reads a whole text, `-` from standard input; `kind` is what it should be.
  static func read(_ path: String, of kind: String = "query") throws -> String {
    let name = path == "-" ? "standard input" : path
    do {
      let file = try path == "-" ? .standardInput : InputFile(path)
      return try FileContent.text(of: file, bytesMax: bytesMax) { Interrupt.isAsked }
    } catch let error as SystemError {
      throw failure(name, error)
    } catch FileContent.Failure.unreadable(let error) {
      throw error.number == EINTR ? ExitCode.interrupted : failure(name, error)
    } catch FileContent.Failure.tooLarge {
      throw Failure(
        "\(name) has more than \(Quantity.bytes(Int64(bytesMax))): that is not a \(kind)")
    } catch FileContent.Failure.notUTF8 {
      throw Failure("\(name) is not UTF-8 text")
    }
  }

  private static func failure(_ name: String, _ error: SystemError) -> Failure {
    Failure("\(name) cannot be read: \(error)")
  }
}
