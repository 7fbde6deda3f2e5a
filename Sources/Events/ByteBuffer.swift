#if canImport(Glibc)
  import Glibc
#endif

/// Bytes that grow at the end, without the checks of an array: the memory of a batch of events.
@safe
package struct ByteBuffer: ~Copyable {
  package private(set) var count = 0
  private var capacity: Int
  private var base: UnsafeMutableRawPointer

  /// Makes room for `capacity` bytes at first.
  package init(capacity: Int) {
    self.capacity = max(capacity, 64)
    base = UnsafeMutableRawPointer.allocate(byteCount: self.capacity, alignment: 16)
  }

  deinit { base.deallocate() }

  /// All bytes; valid until the next change.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// A part of the bytes; valid until the next change.
  @inline(__always)
  package subscript(_ slice: ByteSlice) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + Int(slice.offset), count: Int(slice.count))
  }

  package mutating func removeAll() { count = 0 }

  /// Makes sure that `extra` bytes more fit without moving.
  @inline(__always)
  package mutating func reserve(_ extra: Int) {
    if count + extra > capacity { grow(extra) }
  }

  private mutating func grow(_ extra: Int) {
    capacity = max(capacity * 2, count + extra)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    moved.copyMemory(from: base, byteCount: count)
    base.deallocate()
    base = moved
  }

  /// Appends bytes that do not lie in this buffer.
  @inline(__always)
  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    if let start = bytes.baseAddress { memcpy(base + count, start, bytes.count) }
    count += bytes.count
  }

  /// Appends a copy of bytes of this buffer.
  @inline(__always)
  package mutating func append(copying slice: ByteSlice) {
    reserve(Int(slice.count))
    memcpy(base + count, base + Int(slice.offset), Int(slice.count))
    count += Int(slice.count)
  }

  @inline(__always)
  package mutating func append(_ byte: UInt8) {
    reserve(1)
    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  package mutating func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Lets `body` write up to `room` bytes at the end and say how many it wrote.
  @inline(__always)
  package mutating func append(room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(room)
    count += body((base + count).assumingMemoryBound(to: UInt8.self))
  }
}

/// A part of a `ByteBuffer`.
package struct ByteSlice {
  package var offset: UInt32
  package var count: UInt32

  @inline(__always)
  package init(offset: UInt32, count: UInt32) {
    self.offset = offset
    self.count = count
  }

  /// From one position to another.
  @inline(__always)
  package init(from start: Int, to end: Int) {
    offset = UInt32(truncatingIfNeeded: start)
    count = UInt32(truncatingIfNeeded: end - start)
  }

  package static let empty = ByteSlice(offset: 0, count: 0)
}
