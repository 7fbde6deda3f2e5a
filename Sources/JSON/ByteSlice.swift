/// A part of a `ByteBuffer`.
@frozen
public struct ByteSlice {
  public var offset: UInt32
  public var count: UInt32

  @inlinable
  public init(offset: UInt32, count: UInt32) {
    self.offset = offset
    self.count = count
  }

  /// From one position to another.
  @inlinable
  public init(from start: Int, to end: Int) {
    offset = UInt32(truncatingIfNeeded: start)
    count = UInt32(truncatingIfNeeded: end - start)
  }

  @inlinable
  public static var empty: ByteSlice { ByteSlice(offset: 0, count: 0) }
}
