import JSON

/// Calls `body` with a copy of an input that is followed by the bytes that parsers may read.
func withPadding(
  _ input: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
) {
  let padded = Array(input) + Array(repeating: 0, count: JSONParser.padding)
  padded.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<input.count])) }
}
