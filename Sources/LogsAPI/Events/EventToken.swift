/// The tokens of lists of events: a place in the order, good only for the request that it comes from.
enum EventToken {
  /// A token for the page that begins at a place.
  static func text(_ bound: EventQuery.Bound, for request: String) -> String {
    let body = "\(bound.isIncluded ? "i" : "x")~\(bound.place.time)~\(bound.place.arn)"
    return "\(body)~\(PageToken.digest(body + request))"
  }

  /// The place that a token stands for.
  ///
  /// - Throws: `APIError` for one that this server did not give for this request.
  static func bound(of token: String, for request: String) throws(APIError) -> EventQuery.Bound {
    let parts = token.split(separator: "~", omittingEmptySubsequences: false)
    guard parts.count == 4, let time = Int64(parts[1]),
      parts[3] == PageToken.digest(parts[0...2].joined(separator: "~") + request)
    else { throw .invalidToken }
    return EventQuery.Bound(
      place: EventQuery.Place(time: time, arn: String(parts[2])), isIncluded: parts[0] == "i")
  }
}
