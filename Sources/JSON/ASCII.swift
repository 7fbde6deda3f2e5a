extension UInt8 {
  /// Whether the byte is white space in JSON.
  @inlinable
  package var isJSONSpace: Bool { self == 0x20 || self == 0x0a || self == 0x0d || self == 0x09 }
}
