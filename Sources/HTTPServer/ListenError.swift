import Glibc
import NIOCore

/// An address that the server cannot listen on.
package struct ListenError: Error, CustomStringConvertible {
  package let host: String
  package let port: Int
  private let reason: String

  init(_ host: String, _ port: Int, _ error: any Error) {
    self.host = host
    self.port = port
    reason =
      (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
  }

  package var description: String {
    "cannot listen on \(host.contains(":") ? "[\(host)]" : host):\(port): \(reason)"
  }
}
