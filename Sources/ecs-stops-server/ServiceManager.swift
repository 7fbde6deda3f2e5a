import Glibc

/// Who started the server and wants to know how it is: the protocol of sd_notify(3), a datagram for each message.
enum ServiceManager {
  /// Tells it something, such as `READY=1`; does nothing where nobody wants to know.
  static func tell(_ message: String) {
    guard let path = getenv("NOTIFY_SOCKET").map({ Array(String(cString: $0).utf8) }),
      var address = address(path)
    else { return }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let unused = MemoryLayout.size(ofValue: address.sun_path) - path.count
    let size = MemoryLayout<sockaddr_un>.size - unused
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = sendto(
          descriptor, message, message.utf8.count, Int32(MSG_NOSIGNAL), address,
          socklen_t(size))
      }
    }
  }

  /// The address of a socket; nil if there can be none of that name.
  private static func address(_ path: [UInt8]) -> sockaddr_un? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let isAbstract = path.first == UInt8(ascii: "@")
    guard isAbstract || path.first == UInt8(ascii: "/") else { return nil }
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { place in
      guard path.count < place.count else { return false }
      place.copyBytes(from: path)
      if isAbstract { place[0] = 0 }
      return true
    }
    return fits ? address : nil
  }
}
