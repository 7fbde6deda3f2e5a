import Glibc

extension UnsafeRawBufferPointer {
  /// The offset of the first byte of a value; nil without one.
  package func firstOffset(of byte: UInt8) -> Int? {
    guard let baseAddress, let found = memchr(baseAddress, Int32(byte), count) else { return nil }
    return UnsafeRawPointer(found) - baseAddress
  }
}
