import JSON

// Text in the console's URLs and forms.
extension PercentCode {
  /// Stays legible: times have colons, lists commas.
  private static let plain = Array(":,".utf8)

  /// A text without its codes; what is no code stays as it is, and `+` is a blank.
  static func decoded(_ text: some StringProtocol) -> String {
    let bytes = text.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
    return String(decoding: bytes.withUnsafeBytes { decode($0) }, as: UTF8.self)
  }

  /// A text in which every byte that a part of a URL may not have as it is has its code.
  static func encoded(_ text: some StringProtocol) -> String {
    let code = Array(text.utf8).withUnsafeBytes { encode($0, keeping: plain) }
    return String(decoding: code, as: UTF8.self)
  }
}
