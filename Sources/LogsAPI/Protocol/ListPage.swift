import JSON

/// A part of a list that is there as a whole, and the token for the rest.
struct ListPage<Element> {
  let elements: ArraySlice<Element>
  /// The member `nextToken`, if there is more.
  let next: [JSONValue.Member]

  /// - Parameter request: tells requests apart, so that a token is good for its own.
  /// - Throws: `APIError` for a token that is not one of the request's.
  init(_ all: [Element], countMax: Int, token: String?, for request: String) throws(APIError) {
    var start = 0
    if let token { start = try PageToken.offset(of: token, for: request) }
    guard start <= all.count else { throw .invalidToken }
    elements = all[start...].prefix(countMax)
    next =
      elements.endIndex < all.count
      ? [.init("nextToken", .text(PageToken.text(offset: elements.endIndex, for: request)))] : []
  }
}
