/// Ids and digests, of which the first characters are enough: as Git shows commits and Docker shows images.
enum IDText {
  private static let digestPrefix = "sha256:"
  /// Docker shows as many digits of a digest.
  private static let digestLength = 12
  private static let digitsMin = 32

  /// The beginning of an id of a task, of a UUID, of a container's runtime id or of a digest; nil for anything else.
  static func short(_ text: String, length: Int) -> String? {
    if text.hasPrefix(digestPrefix) {
      let digits = text.dropFirst(digestPrefix.count)
      guard digits.utf8.count > digitsMin, digits.utf8.allSatisfy(isHex) else { return nil }
      return digestPrefix + digits.prefix(max(length, digestLength))
    }
    guard isUUID(text) || isHexID(text) else { return nil }
    return String(text.prefix(length))
  }

  /// 32 digits or more; a runtime id ends in `-` and a number.
  private static func isHexID(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let digits = parts.first, digits.count >= digitsMin, digits.allSatisfy(isHex) else {
      return false
    }
    return parts.count == 1 || parts.count == 2 && parts[1].allSatisfy(isDigit)
  }

  /// `8f0acf56-a80f-d3d6-159f-03ef37378891`.
  private static func isUUID(_ text: String) -> Bool {
    let lengths = [8, 4, 4, 4, 12]
    guard text.utf8.count == 36 else { return false }
    let parts = text.utf8.split(separator: UInt8(ascii: "-"))
    return parts.map(\.count) == lengths && parts.allSatisfy { $0.allSatisfy(isHex) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
