/// Container images: of `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:42` the repository and tag say which.
enum ImageText {
  /// The image without its registry, and with a digest shortened; nil for anything else.
  static func short(_ text: String, idLength: Int) -> String? {
    guard let slash = text.firstIndex(of: "/"), isRegistry(text[..<slash]) else { return nil }
    let image = text[text.index(after: slash)...]
    guard !image.isEmpty, image.utf8.allSatisfy(isPartOfName) else { return nil }
    guard let at = image.firstIndex(of: "@") else { return String(image) }
    let digest = String(image[image.index(after: at)...])
    guard let short = IDText.short(digest, length: idLength) else { return nil }
    return "\(image[..<at])@\(short)"
  }

  /// A host with a dot or a port, as Docker tells registries from repositories; `10.0.0.0/16` has none.
  private static func isRegistry(_ text: Substring) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = parts.first, !host.isEmpty, host.utf8.allSatisfy(isPartOfName) else {
      return false
    }
    if parts.count == 2 { return !parts[1].isEmpty && parts[1].allSatisfy(\.isNumber) }
    return parts.count == 1
      && (host == "localhost" || host.contains(".") && host.contains(where: \.isLetter))
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"):
      true
    default: false
    }
  }
}
