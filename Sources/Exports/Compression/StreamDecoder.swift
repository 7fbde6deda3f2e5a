/// Decompresses the members of one layer, with one of the compression libraries.
protocol StreamDecoder: AnyObject {
  /// Decompresses as much as fits.
  ///
  /// - Parameter input: may be empty at the end of the data, to get what the library still holds back.
  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecoderStep

  /// Prepares for the next member.
  func reset()
}

/// What one call to a decoder did.
struct DecoderStep {
  enum Result {
    /// More input or more room is needed.
    case inMember
    /// The member is complete, and its checksum is right if it has one.
    case endOfMember
    /// The input is not valid.
    case damaged
    /// It needs a window larger than `Compression.windowBytesMax`.
    case windowTooLarge
    /// It was compressed with a dictionary, which is not part of it.
    case needsDictionary
    case outOfMemory
  }

  /// Bytes taken from the input.
  var consumed: Int
  /// Bytes written to the output.
  var produced: Int
  var result: Result
}
