import CXXHash

/// What identifies a file by its bytes, whatever its name.
package struct ContentIdentity: Hashable, Sendable {
  /// Shows whether the same content was read before.
  package let digest: ContentDigest
  /// Shows whether one file is a damaged copy of another.
  package let fingerprint: FileFingerprint

  /// The identity of a whole file, read in pieces of 1 MiB.
  ///
  /// - Throws: `ExportError` if it cannot be read.
  package init(ofFile file: ExportFile) throws(ExportError) {
    let source = try FileSource(file)
    let digester = ContentDigester()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    while case let count = try source.read(into: buffer), count > 0 {
      digester.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    self = digester.identity()
  }

  fileprivate init(digest: ContentDigest, fingerprint: FileFingerprint) {
    self.digest = digest
    self.fingerprint = fingerprint
  }
}

/// Computes a `ContentIdentity` while the bytes are read.
package final class ContentDigester {
  private let state: OpaquePointer
  private let fingerprinter = Fingerprinter()

  package init() {
    guard let state = XXH3_createState() else { preconditionFailure("no memory for a digest") }
    self.state = state
    XXH3_128bits_reset(state)
  }

  deinit {
    XXH3_freeState(state)
  }

  /// Adds the bytes that follow.
  package func update(_ bytes: UnsafeRawBufferPointer) {
    XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
    fingerprinter.update(bytes)
  }

  /// The identity of all bytes so far.
  package func identity() -> ContentIdentity {
    ContentIdentity(
      digest: ContentDigest(XXH3_128bits_digest(state)),
      fingerprint: fingerprinter.fingerprint())
  }
}
