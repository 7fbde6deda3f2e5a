import ArgumentParser
import ECSStops
import Glibc

/// A listening socket that the service manager has opened for this process: the protocol of sd_listen_fds(3).
struct PassedSocket {
  let descriptor: Int32
  /// The address that it is bound to.
  let host: String

  /// The first one; those of standard streams come before it.
  private static let firstDescriptor: Int32 = 3

  /// Those that were passed to this process; empty if it was started by hand.
  ///
  /// - Throws: `Failure` if one is not a listening TCP socket.
  static func all() throws -> [PassedSocket] {
    guard let process = Environment.value("LISTEN_PID"), process == "\(getpid())",
      let text = Environment.value("LISTEN_FDS"), let count = Int32(text), count > 0
    else { return [] }
    return try (firstDescriptor..<firstDescriptor + count).map(PassedSocket.init)
  }

  private init(_ descriptor: Int32) throws {
    self.descriptor = descriptor
    guard Self.option(SO_ACCEPTCONN, of: descriptor) == 1, let host = Self.host(of: descriptor)
    else {
      throw Failure(
        "the socket that was passed as descriptor \(descriptor) is not a listening TCP socket",
        help: "in a socket unit, use ListenStream= with an address and a port, and no Accept=yes",
        exitCode: .validationFailure)
    }
    self.host = host
  }

  /// Whether only this computer reaches it.
  var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") }

  private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
    var value: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
  }

  /// The IP address that a socket is bound to; nil for sockets of another kind.
  private static func host(of descriptor: Int32) -> String? {
    var address = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let text = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> [CChar]? in
        guard getsockname(descriptor, address, &size) == 0,
          [AF_INET, AF_INET6].contains(Int32(address.pointee.sa_family))
        else { return nil }
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let status = getnameinfo(
          address, size, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        return status == 0 ? text : nil
      }
    }
    return text.map { String(decoding: $0.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) }
  }
}
