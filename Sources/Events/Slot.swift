package import JSON

/// The value of one column of one captured object; the bytes of text and blobs are in the batch.
package struct Slot {
  package enum Kind: UInt8 {
    case null, integer, text, blob
  }

  package var kind: Kind
  /// Whether the column prints back exactly the original bytes, so that the shape has a hole there.
  package var isPrintable: Bool
  private var payload: Int64

  @inline(__always)
  private init(kind: Kind, isPrintable: Bool, payload: Int64) {
    self.kind = kind
    self.isPrintable = isPrintable
    self.payload = payload
  }

  package static let null = Slot(kind: .null, isPrintable: false, payload: 0)

  @inline(__always)
  package static func integer(_ value: Int64, isPrintable: Bool = true) -> Slot {
    Slot(kind: .integer, isPrintable: isPrintable, payload: value)
  }

  @inline(__always)
  package static func text(_ slice: ByteSlice, isPrintable: Bool = true) -> Slot {
    Slot(kind: .text, isPrintable: isPrintable, payload: pack(slice))
  }

  @inline(__always)
  package static func blob(_ slice: ByteSlice, isPrintable: Bool = true) -> Slot {
    Slot(kind: .blob, isPrintable: isPrintable, payload: pack(slice))
  }

  /// The value of an integer slot.
  @inline(__always)
  package var integer: Int64 { payload }

  /// The position of the bytes of a text or blob slot.
  @inline(__always)
  package var slice: ByteSlice {
    ByteSlice(
      offset: UInt32(truncatingIfNeeded: payload), count: UInt32(truncatingIfNeeded: payload >> 32))
  }

  @inline(__always)
  private static func pack(_ slice: ByteSlice) -> Int64 {
    Int64(slice.offset) | Int64(slice.count) << 32
  }
}

/// The slots of a batch, object after object.
@safe
package struct SlotBuffer: ~Copyable {
  package private(set) var count = 0
  private var capacity = 1024
  private var base = UnsafeMutablePointer<Slot>.allocate(capacity: 1024)

  package init() {}

  deinit { base.deallocate() }

  package mutating func removeAll() { count = 0 }

  /// Appends `number` empty slots and returns the index of the first.
  package mutating func append(number: Int) -> Int {
    if count + number > capacity {
      capacity = max(capacity * 2, count + number)
      let moved = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
      moved.update(from: base, count: count)
      base.deallocate()
      base = moved
    }
    (base + count).update(repeating: .null, count: number)
    count += number
    return count - number
  }

  @inline(__always)
  package subscript(index: Int) -> Slot {
    get { base[index] }
    set { base[index] = newValue }
  }
}
