/// ARNs: `arn:aws:ecs:eu-central-1:123456789012:task/shop/5f1c0d3e…` says `task/shop/5f1c0d3e`.
enum ARNText {
  private static let partsMax = 6

  /// The resource of an ARN, with the ids in it shortened; nil for anything else.
  static func short(_ text: String, idLength: Int) -> String? {
    guard text.hasPrefix("arn:") else { return nil }
    let parts = text.split(
      separator: ":", maxSplits: partsMax - 1, omittingEmptySubsequences: false)
    guard parts.count == partsMax, let resource = parts.last, !resource.isEmpty else { return nil }
    return resource.split(separator: "/", omittingEmptySubsequences: false)
      .map { IDText.short(String($0), length: idLength) ?? String($0) }
      .joined(separator: "/")
  }
}
