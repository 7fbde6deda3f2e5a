import Glibc

/// The part of the content that is in memory: it slides forward, and grows only as far as one record needs.
///
/// Positions are counted from the first byte kept, so they stay valid when `fill` moves the bytes.
struct ContentWindow: ~Copyable {
  private let source: any ByteSource
  private let chunkBytes: Int
  private let fingerprinter: Fingerprinter?
  private var storage: UnsafeMutableRawPointer
  private var capacity: Int
  private var head = 0
  private var tail = 0

  /// The position in the content of the first byte kept.
  private(set) var offset: Int64

  /// Whether all remaining content is in memory; known only after an attempt to read further.
  private(set) var isAtEnd = false

  /// - Parameters:
  ///   - offset: the position of the first byte, if other content of the same file comes before it.
  ///   - fingerprinter: receives all bytes of the content.
  init(
    _ source: any ByteSource, chunkBytes: Int, offset: Int64 = 0,
    fingerprinter: Fingerprinter? = nil
  ) {
    self.source = source
    self.offset = offset
    self.fingerprinter = fingerprinter
    self.chunkBytes = max(chunkBytes, 1)
    // Twice a chunk: the rest of a record moves to the front, and a whole chunk fits after it.
    capacity = 2 * self.chunkBytes
    storage = Self.allocate(capacity)
  }

  deinit {
    storage.deallocate()
  }

  /// The bytes kept; `ExportRecord.padding` readable bytes follow them.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: storage + head, count: tail - head)
  }

  /// The position in the content after the bytes read so far.
  var bytesOut: Int64 { offset + Int64(tail - head) }

  /// Drops the first `count` bytes.
  mutating func drop(_ count: Int) {
    head += count
    offset += Int64(count)
  }

  /// Reads until `count` bytes are kept; false if the content ends before that.
  mutating func require(_ count: Int) throws(ExportError) -> Bool {
    while tail - head < count {
      guard try fill() else { return false }
    }
    return true
  }

  /// Reads one more chunk; false if there is none.
  mutating func fill() throws(ExportError) -> Bool {
    if isAtEnd { return false }
    if capacity - tail < chunkBytes { makeRoom() }
    let room = UnsafeMutableRawBufferPointer(start: storage + tail, count: chunkBytes)
    let count = try source.read(into: room)
    fingerprinter?.update(UnsafeRawBufferPointer(rebasing: room[..<count]))
    tail += count
    isAtEnd = count == 0
    return !isAtEnd
  }

  private mutating func makeRoom() {
    let kept = tail - head
    if capacity - kept >= chunkBytes {
      memmove(storage, storage + head, kept)
    } else {
      capacity = max(2 * capacity, kept + chunkBytes)
      let larger = Self.allocate(capacity)
      memcpy(larger, storage + head, kept)
      storage.deallocate()
      storage = larger
    }
    head = 0
    tail = kept
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
    let bytes = capacity + ExportRecord.padding
    let storage = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    memset(storage, 0, bytes)
    return storage
  }
}
