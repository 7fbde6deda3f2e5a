/// Bytes that grow at the end and are emptied at once.
package final class ByteBuffer {
  private var start: UnsafeMutableRawPointer
  private var capacity: Int
  /// How many bytes there are.
  package private(set) var count = 0

  package init(capacity: Int) {
    self.capacity = max(16, capacity)
    start = .allocate(byteCount: self.capacity, alignment: 16)
  }

  deinit { start.deallocate() }

  /// The bytes, valid until the buffer changes.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  package func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  package func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    if bytes.count > capacity - count { grow(by: bytes.count) }
    (start + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  package func append(_ text: StaticString) {
    text.withUTF8Buffer { append(UnsafeRawBufferPointer($0)) }
  }

  package func append(_ byte: UInt8, times: Int) {
    guard times > 0 else { return }
    if times > capacity - count { grow(by: times) }
    (start + count).initializeMemory(as: UInt8.self, repeating: byte, count: times)
    count += times
  }

  /// Forgets the bytes and keeps the memory.
  package func removeAll() { count = 0 }

  @inline(never)
  private func grow(by bytes: Int) {
    let larger = max(capacity * 2, count + bytes)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    moved.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = moved
    capacity = larger
  }
}
