/// Looks ahead in a source, counts the bytes that it provides, and computes their digest if asked to.
final class SourceBuffer: ByteSource {
  private let upstream: any ByteSource
  private let digester: ContentDigester?
  private let storage: UnsafeMutableRawBufferPointer
  private let readBytesMax: Int
  private var head = 0
  private var tail = 0
  private var isAtEnd = false

  /// How far ahead `require` can look: no magic number is longer.
  static let requiredBytesMax = ContainerFormat.magicBytesMax

  /// The number of bytes read from the source, including those in the buffer.
  private(set) var bytesIn: Int64 = 0
  private var bytesElsewhere: Int64 = 0

  /// The number of bytes of the source that were read, in whatever order.
  var bytesSeen: Int64 { max(bytesIn, bytesElsewhere) }

  init(_ upstream: any ByteSource, bufferBytes: Int, digester: ContentDigester? = nil) {
    self.upstream = upstream
    self.digester = digester
    storage = .allocate(byteCount: max(bufferBytes, Self.requiredBytesMax), alignment: 64)
    readBytesMax = max(bufferBytes, 1)
  }

  deinit {
    storage.deallocate()
  }

  /// The bytes in the buffer that are not consumed yet.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[head..<tail]) }

  /// The number of bytes of the source that were consumed: the position at which `bytes` begins.
  var position: Int64 { bytesIn - Int64(tail - head) }

  func consume(_ count: Int) {
    head += count
  }

  /// Reads until `count` bytes (at most `requiredBytesMax`) are in the buffer; false if the source ends before
  /// that.
  func require(_ count: Int) throws(ExportError) -> Bool {
    while tail - head < count {
      if isAtEnd { return false }
      if head == tail {
        head = 0
        tail = 0
      } else if storage.count - head < count {
        storage.copyMemory(from: bytes)
        tail -= head
        head = 0
      }
      let free = UnsafeMutableRawBufferPointer(
        rebasing: storage[tail..<min(storage.count, tail + readBytesMax)])
      tail += try pull(into: free)
    }
    return true
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    if head == tail { return try pull(into: buffer) }
    let count = min(buffer.count, tail - head)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
    head += count
    return count
  }

  /// Reads the source to its end, to count and digest it.
  func drain() throws(ExportError) {
    repeat { head = tail } while try require(1)
  }

  /// Notes that the source is also read in another order, so far.
  func note(bytesElsewhere: Int64) {
    self.bytesElsewhere = bytesElsewhere
  }

  private func pull(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    if isAtEnd { return 0 }
    let count = try upstream.read(into: buffer)
    isAtEnd = count == 0
    bytesIn += Int64(count)
    digester?.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return count
  }
}
