import ArgumentParser
import ECSStops
import Files
import Glibc

/// The file of `--token`: one word, which readers of the console sign in with.
package struct ConsoleToken: Sendable {
  package let text: String
  /// Whether the file was made just now, so that nobody knows what is in it.
  private let isNew: Bool

  private static let bytesMax = 1 << 16
  /// 256 bits.
  private static let randomBytes = 32
  /// A shorter word can be guessed.
  private static let lengthMin = 16

  /// Reads the file, or makes it, for its owner alone.
  ///
  /// - Throws: `Failure` if it has no word, several or a short one; `SystemError` if it cannot be read or made.
  init(_ path: String) throws {
    guard access(path, F_OK) == 0 else {
      text = Self.random()
      isNew = true
      try Self.write(text, to: path)
      return
    }
    let words = try FileContent.text(of: path, bytesMax: Self.bytesMax)
      .split(whereSeparator: \.isWhitespace)
    guard words.count == 1 else {
      throw Failure(
        "\(path) has \(words.count) words, and a token is one", exitCode: .validationFailure)
    }
    guard words[0].count >= Self.lengthMin else {
      throw Failure(
        "\(path): a token of fewer than \(Self.lengthMin) characters can be guessed",
        help: "name a file that is not there, and it is made with a good one",
        exitCode: .validationFailure)
    }
    text = String(words[0])
    isNew = false
  }

  /// The same for a link that nobody sees.
  package var link: String { "?token=\(text)" }

  /// What a link needs to sign a browser in; empty where the token is known already, since screens and logs keep links.
  package var query: String { isNew ? "?token=\(text)" : "" }

  private static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<randomBytes).map { _ in
      let byte = UInt8.random(in: .min ... .max, using: &generator)
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  private static func write(_ text: String, to path: String) throws {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    let bytes = Array((text + "\n").utf8)
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else {
      throw failure(path)
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure("\(path): the token cannot be written: \(SystemError.current)")
  }
}
