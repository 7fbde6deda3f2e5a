import CXXHash

/// Digests of stretches of a file, by which a damaged or truncated copy of it is recognized.
///
/// The stretches are the bytes from 0 to 64, to 128, to 256 and so on, each as long as all before it, and the rest
/// after the last complete one. A changed byte changes one digest, and truncation only those from that point on, so in
/// a copy with one damaged place at least a quarter of the bytes is in unchanged stretches.
package struct FileFingerprint: Hashable, Sendable {
  /// XXH3, 64 bits, of each stretch.
  package let digests: [UInt64]
  /// Bytes of the file.
  package let byteCount: Int64

  static let firstStretchBytes: Int64 = 64

  /// The fingerprint of no bytes, which is not considered the beginning of any file.
  package static let empty = FileFingerprint(digests: [], byteCount: 0)

  init(digests: [UInt64], byteCount: Int64) {
    self.digests = digests
    self.byteCount = byteCount
  }

  /// Restores a fingerprint from the bytes of `bytes`; nil if they are not whole digests.
  package init?(bytes: [UInt8], byteCount: Int64) {
    guard bytes.count % 8 == 0 else { return nil }
    digests = stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
    self.byteCount = byteCount
  }

  /// Eight bytes for each digest, most significant first.
  package var bytes: [UInt8] {
    digests.flatMap { digest in
      stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: digest >> $0) }
    }
  }

  /// Whether this file is a copy of the other one that is damaged in one place or truncated.
  ///
  /// The other must be at least as long: it then has everything that this one had.
  package func isDamagedCopy(of intact: FileFingerprint) -> Bool {
    guard intact.byteCount >= byteCount else { return false }
    var same: Int64 = 0
    for stretch in 0..<min(digests.count, intact.digests.count)
    where digests[stretch] == intact.digests[stretch]
      && length(ofStretch: stretch) == intact.length(ofStretch: stretch)
    {
      same += length(ofStretch: stretch)
    }
    return same >= Self.firstStretchBytes && same >= byteCount / 4
  }

  /// Whether this is everything before the point where something longer was truncated.
  package func isBeginning(of whole: FileFingerprint) -> Bool {
    let count = digests.indices.filter { Self.end(ofStretch: $0) <= byteCount }.count
    return count > 0 && whole.byteCount > byteCount && whole.digests.starts(with: digests[..<count])
  }

  private func length(ofStretch stretch: Int) -> Int64 {
    min(Self.end(ofStretch: stretch), byteCount)
      - (stretch == 0 ? 0 : min(Self.end(ofStretch: stretch - 1), byteCount))
  }

  static func end(ofStretch stretch: Int) -> Int64 { firstStretchBytes << Int64(stretch) }
}

/// Computes a `FileFingerprint` while the bytes are read.
final class Fingerprinter {
  private let state: OpaquePointer
  private var digests: [UInt64] = []
  private var byteCount: Int64 = 0
  private var stretchEnd = FileFingerprint.firstStretchBytes

  init() {
    guard let state = XXH3_createState() else { preconditionFailure("no memory for a digest") }
    self.state = state
    XXH3_64bits_reset(state)
  }

  deinit {
    XXH3_freeState(state)
  }

  /// Adds the bytes that follow.
  func update(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Int(min(Int64(rest.count), stretchEnd - byteCount))
      XXH3_64bits_update(state, rest.baseAddress, count)
      byteCount += Int64(count)
      if byteCount == stretchEnd { endStretch() }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// The fingerprint of all bytes so far.
  func fingerprint() -> FileFingerprint {
    let isBetweenStretches = byteCount == FileFingerprint.end(ofStretch: digests.count - 1)
    let last = isBetweenStretches && !digests.isEmpty ? [] : [XXH3_64bits_digest(state)]
    return FileFingerprint(digests: digests + last, byteCount: byteCount)
  }

  private func endStretch() {
    digests.append(XXH3_64bits_digest(state))
    XXH3_64bits_reset(state)
    stretchEnd = FileFingerprint.end(ofStretch: digests.count)
  }
}
