import Reports

/// The part of an ARN, an image, a digest or an id by which people recognize it.
struct ShortName: Equatable {
  /// `checkout-api:1432`, `envoy:build-4`, `sha256:0a1b2c3d4e5f`, `5f1c0d3e`.
  let text: String

  /// Nil if the text is none of these, or as short already.
  init?(of text: String) {
    guard text.utf8.count > Self.longFrom, !text.contains(where: \.isWhitespace),
      let short = Self.arn(text) ?? Self.digest(text) ?? Self.image(text) ?? Self.id(text),
      !short.isEmpty, short.utf8.count < text.utf8.count
    else { return nil }
    self.text = short
  }

  /// What is not longer than this is shown whole.
  private static let longFrom = 20
  private static let idLength = 8
  private static let digestLength = 12

  private static func arn(_ text: String) -> String? {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", !parts[5].isEmpty else { return nil }
    let resource = parts[5]
    guard let slash = resource.firstIndex(of: "/") else {
      return resource.firstIndex(of: ":").map { String(resource[$0...].dropFirst()) }
    }
    if let colon = resource.firstIndex(of: ":"), colon < slash {
      return String(resource[colon...].dropFirst())
    }
    let names = resource.split(separator: "/").dropFirst()
    guard let last = names.last else { return nil }
    guard isID(last) else { return String(last) }
    // A target group or load balancer has its name before its id, a task its cluster's.
    let isNamed = resource.hasPrefix("targetgroup/") || resource.hasPrefix("loadbalancer/")
    let name = names.dropLast().last
    return isNamed ? name.map(String.init) : String(last.prefix(idLength))
  }

  private static func digest(_ text: String) -> String? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].hasPrefix("sha"), isHexadecimal(parts[1]) else { return nil }
    return "\(parts[0]):\(parts[1].prefix(digestLength))"
  }

  /// Without the registry, and the beginning of a digest.
  private static func image(_ text: String) -> String? {
    guard !text.contains("://"), let slash = text.firstIndex(of: "/"),
      text[..<slash].contains(where: { $0 == "." }), text[text.index(after: slash)...].first != "/"
    else { return nil }
    let name = text[slash...].dropFirst()
    guard let at = name.firstIndex(of: "@"), let digest = digest(String(name[at...].dropFirst()))
    else { return String(name) }
    return "\(name[...at])\(digest)"
  }

  /// `5f1c0d3e` of an id, `ecs-svc/02631574` of a deployment.
  private static func id(_ text: String) -> String? {
    guard let last = text.split(separator: "/", omittingEmptySubsequences: false).last, isID(last)
    else { return nil }
    return String(text.dropLast(last.count)) + String(last.prefix(idLength))
  }

  /// Whether a text is an id of hexadecimal or decimal digits, with or without hyphens.
  private static func isID(_ text: Substring) -> Bool {
    let digits = text.filter { $0 != "-" }
    return digits.utf8.count >= 2 * idLength && isHexadecimal(digits)
      && digits.contains(where: \.isNumber)
  }

  private static func isHexadecimal(_ text: some StringProtocol) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
          UInt8(ascii: "A")...UInt8(ascii: "F"):
          true
        default: false
        }
      }
  }
}
