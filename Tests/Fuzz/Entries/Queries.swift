import LogsInsights

/// Parses an input as a query; its canonical text must be a query with the same canonical text.
func fuzzQueries(_ input: UnsafeRawBufferPointer) {
  let text = String(decoding: input, as: UTF8.self)
  guard let query = try? Query(text) else { return }
  let canonical = query.canonicalText
  guard let again = try? Query(canonical) else {
    preconditionFailure("the canonical text of a query is not a query: \(canonical)")
  }
  precondition(again.canonicalText == canonical, "the canonical text changes: \(canonical)")
}
