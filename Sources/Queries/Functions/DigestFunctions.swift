import CMessageDigest
import LogsInsights
import SQLite

/// The digests of `md5` and `sha256`.
enum DigestFunctions {
  static func register(on connection: Connection) throws(SQLiteError) {
    try register(SQLFunction.md5, byteCount: Int(MD5_DIGEST_LENGTH), on: connection) {
      MD5Data($0, $1, $2)
    }
    try register(SQLFunction.sha256, byteCount: Int(SHA256_DIGEST_LENGTH), on: connection) {
      SHA256Data($0, $1, $2)
    }
  }

  /// - Parameters:
  ///   - byteCount: the length of the digest.
  ///   - digest: writes it as hexadecimal digits with a NUL behind them.
  private static func register(
    _ name: String, byteCount: Int, on connection: Connection,
    _ digest:
      @escaping (
        UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<CChar>?
      ) -> UnsafeMutablePointer<CChar>?
  ) throws(SQLiteError) {
    try connection.createFunction(name: name, argumentCount: 1) { arguments, result in
      guard !arguments.isNull(at: 0) else { return result.returnNull() }
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 2 * byteCount + 1) { digits in
        arguments.withBytes(at: 0) { bytes in
          _ = digest(
            bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count,
            digits.baseAddress)
        }
        result.returnText(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: digits.dropLast())))
      }
    }
  }
}
