import CXXHash

/// The `nextToken` of lists: opaque to callers, and good only for the request that it comes from.
enum PageToken {
  /// A token for what follows so many elements of the answer to a request.
  static func text(offset: Int, for request: String) -> String {
    "\(offset).\(check(offset, request))"
  }

  /// How many elements a token passes over.
  ///
  /// - Throws: `APIError` for one that this server did not give for this request.
  static func offset(of token: String, for request: String) throws(APIError) -> Int {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let offset = Int(parts[0]), offset >= 0,
      parts[1] == check(offset, request)
    else { throw .invalidToken }
    return offset
  }

  private static func check(_ offset: Int, _ request: String) -> String {
    digest("\(offset) \(request)")
  }

  /// A short text that differs where the texts do.
  static func digest(_ text: String) -> String {
    var text = text
    let hash = text.withUTF8 { XXH3_64bits($0.baseAddress, $0.count) }
    return String(hash, radix: 36)
  }
}
