import Exports
import JSON

/// Opens data that is encoded as text or as numbers.
extension RecordOpener {
  /// Opens base64 or hexadecimal digits, or base64 in the middle of a text.
  func openEncoded(
    _ text: UnsafeRawBufferPointer, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    guard scope.level < Self.levelsMax else { return 0 }
    for decoded in [HexText.decoded(text), Base64.decoded(text)] {
      guard let decoded else { continue }
      let count = try openBytes(decoded, &scope, handler)
      if count > 0 { return count }
    }
    return try openRuns(text, &scope, handler)
  }

  /// Opens bytes that were encoded: text, compressed data, or once more encoded.
  func openBytes(_ bytes: ByteBuffer, _ scope: inout Scope, _ handler: Handler) throws -> Int {
    guard scope.level < Self.levelsMax else { return 0 }
    let count = try openContent(bytes.bytes, isNew: true, &scope, handler)
    if count > 0 { return count }
    var deeper = scope
    deeper.level += 1
    return StopWords.mayName(bytes.bytes)
      ? try openEmbedded(bytes.bytes, &deeper, handler)
      : try openEncodedAgain(bytes, &deeper, handler)
  }

  private func openEncodedAgain(
    _ text: ByteBuffer, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    guard let decoded = Base64.decoded(text.bytes) else { return 0 }
    return try openBytes(decoded, &scope, handler)
  }

  /// Opens base64 in the middle of other text.
  func openRuns(
    _ text: UnsafeRawBufferPointer, _ scope: inout Scope, _ handler: Handler
  ) throws -> Int {
    var count = 0
    var position = 0
    var runs = 0
    while runs < Self.beginningsMax, let run = Base64.run(in: text, from: position) {
      position = run.upperBound
      guard run.count < text.count else { break }
      runs += 1
      let characters = text[from: run.lowerBound, to: run.upperBound]
      guard let decoded = HexText.decoded(characters) ?? Base64.decoded(characters) else {
        continue
      }
      count += try openBytes(decoded, &scope, handler)
    }
    return count
  }
}
