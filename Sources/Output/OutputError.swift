import Glibc

/// Why rows could not be written.
package enum OutputError: Error, Equatable {
  /// The reader has gone, as `head` does: nobody wants more, and nothing is wrong.
  case brokenPipe
  /// The system refused to write, with its number for the reason.
  case failed(errno: Int32)
}

extension OutputError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .brokenPipe: "the reader of the output has gone"
    case .failed(let number): "the output cannot be written: " + String(cString: strerror(number))
    }
  }
}
