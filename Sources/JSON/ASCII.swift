extension UInt8 {
  /// Whether JSON takes the byte for white space.
  @inlinable
  package var isJSONSpace: Bool { self == 0x20 || self == 0x0a || self == 0x0d || self == 0x09 }
}
