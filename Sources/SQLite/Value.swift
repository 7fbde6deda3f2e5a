/// A value that owns its memory, for tests and small results.
package enum Value: Equatable, Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  /// Text; bytes that are not UTF-8 were replaced by U+FFFD.
  case text(String)
  case blob([UInt8])
}

/// SQLite's storage classes, by the numbers of its C interface.
package enum StorageClass: Int32, Sendable {
  case integer = 1
  case real = 2
  case text = 3
  case blob = 4
  case null = 5
}
