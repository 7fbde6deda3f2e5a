import JSON

/// Calls `body` with a copy of an input that is followed by the bytes that parsers may read.
func withPadding<Result>(
  _ input: some Collection<UInt8>, _ body: (UnsafeRawBufferPointer) throws -> Result
) rethrows -> Result {
  let padded = Array(input) + Array(repeating: 0, count: JSONParser.padding)
  return try padded.withUnsafeBytes {
    try body(UnsafeRawBufferPointer(rebasing: $0[..<input.count]))
  }
}
