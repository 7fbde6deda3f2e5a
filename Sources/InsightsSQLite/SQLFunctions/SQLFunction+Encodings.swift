import CMessageDigest
import JSON
import LogsInsights
import SQLite

extension SQLFunction {
  static let encodings: [SQLFunction] = [
    percentEncode, percentDecode, base64Encode, base64Decode, hexToText, hexToNumber, numberToHex,
    md5, sha256,
  ]

  /// `(text)`: all bytes but letters, digits and `-._~` as `%XX`.
  static let percentEncode = SQLFunction("insights_urlencode") {
    $1.returnText($0.text(at: 0).map { PercentCode.encode($0) })
  }

  /// `(text)`: every `%XX` as the byte that it is; a `+` and a `%` without digits stay.
  static let percentDecode = SQLFunction("insights_urldecode") {
    $1.returnText(repairing: $0.text(at: 0).map(PercentCode.decode))
  }

  /// `(text)`: its bytes in Base64.
  static let base64Encode = SQLFunction("insights_base64encode") {
    $1.returnText($0.text(at: 0).map(Base64.encode))
  }

  /// `(text)`: the text that Base64 holds; NULL if it is none.
  static let base64Decode = SQLFunction("insights_base64decode") {
    $1.returnText(repairing: $0.text(at: 0).flatMap(Base64.decode))
  }

  /// `(text)`: pairs of hexadecimal digits as text; NULL if they are none.
  static let hexToText = SQLFunction("insights_hex_text") {
    $1.returnText(repairing: $0.text(at: 0).flatMap(Hexadecimal.bytes))
  }

  /// `(text)`: the number that hexadecimal digits are; NULL if they are none.
  static let hexToNumber = SQLFunction("insights_hex_number") {
    $1.returnInteger($0.text(at: 0).flatMap(Hexadecimal.number))
  }

  /// `(x)`: a number, its fraction cut, as `0xff` or `-0xff`; NULL beyond 64 bits.
  static let numberToHex = SQLFunction("insights_number_hex") {
    switch $0[0].number {
    case .integer(let value): $1.returnText(Hexadecimal.text(of: value))
    case .real(let value):
      $1.returnText(Int64(exactly: value.rounded(.towardZero)).map(Hexadecimal.text))
    default: $1.returnNull()
    }
  }

  /// `(text)`: digests of a text's bytes in lower-case hexadecimal digits.
  static let md5 = digest("insights_md5", byteCount: Int(MD5_DIGEST_LENGTH)) {
    MD5Data($0, $1, $2)
  }
  static let sha256 = digest("insights_sha256", byteCount: Int(SHA256_DIGEST_LENGTH)) {
    SHA256Data($0, $1, $2)
  }

  /// - Parameters:
  ///   - byteCount: the length of the digest.
  ///   - digest: writes it as hexadecimal digits and a NUL after them.
  private static func digest(
    _ name: String, byteCount: Int,
    _ digest:
      @escaping @Sendable (
        UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<CChar>?
      ) -> UnsafeMutablePointer<CChar>?
  ) -> SQLFunction {
    SQLFunction(name) { arguments, result in
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
