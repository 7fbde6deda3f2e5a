/// A growing buffer of bytes that is emptied all at once: output text, or the strings of a batch of events.
///
/// A class, so that a writer and its sink share one without copies. It is public because declarations with package
/// access are not inlined into other modules. Exclusive access is not checked: no method calls back into the buffer,
/// and only one thread uses it at a time.
public final class ByteBuffer {
  @exclusivity(unchecked) @usableFromInline var end = 0
  @exclusivity(unchecked) @usableFromInline var capacity: Int
  @exclusivity(unchecked) @usableFromInline var start: UnsafeMutableRawPointer

  /// Allocates `capacity` bytes at first.
  public init(capacity: Int) {
    self.capacity = max(capacity, 64)
    start = .allocate(byteCount: self.capacity, alignment: 16)
  }

  deinit { start.deallocate() }

  /// The number of bytes.
  @inlinable
  public var count: Int { end }

  /// All bytes; valid until the buffer changes.
  @inlinable
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: end) }

  /// A part of the bytes; valid until the buffer changes.
  @inlinable
  public subscript(_ slice: ByteSlice) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: start + Int(slice.offset), count: Int(slice.count))
  }

  /// Removes the bytes and keeps the memory.
  @inlinable
  public func removeAll() { end = 0 }

  /// Ensures that `extra` more bytes fit without reallocation.
  @inlinable
  public func reserve(_ extra: Int) {
    if extra > capacity - end { grow(by: extra) }
  }

  @inline(never) @usableFromInline
  func grow(by extra: Int) {
    capacity = max(capacity * 2, end + extra)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    moved.copyMemory(from: start, byteCount: end)
    start.deallocate()
    start = moved
  }

  @inlinable
  public func append(_ byte: UInt8) {
    reserve(1)
    start.storeBytes(of: byte, toByteOffset: end, as: UInt8.self)
    end += 1
  }

  /// Appends bytes that are not in this buffer.
  @inlinable
  public func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    if let source = bytes.baseAddress {
      (start + end).copyMemory(from: source, byteCount: bytes.count)
    }
    end += bytes.count
  }

  /// Appends a copy of bytes in this buffer.
  @inlinable
  public func append(copying slice: ByteSlice) {
    reserve(Int(slice.count))
    (start + end).copyMemory(from: start + Int(slice.offset), byteCount: Int(slice.count))
    end += Int(slice.count)
  }

  @inlinable
  public func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  public func append(_ byte: UInt8, times: Int) {
    guard times > 0 else { return }
    reserve(times)
    (start + end).initializeMemory(as: UInt8.self, repeating: byte, count: times)
    end += times
  }

  /// Lets `body` write up to `room` bytes at the end; it returns the number of bytes written.
  @inlinable
  public func append(room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(room)
    end += body((start + end).assumingMemoryBound(to: UInt8.self))
  }
}
