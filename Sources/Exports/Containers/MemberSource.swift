/// The bytes of one member of a container.
///
/// As with compressed data, damage is not an error: what came out before it is returned, and the source ends.
final class MemberSource: ByteSource {
  private let reader: ContainerReader
  private var block = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Zeros to be provided before the block: sparse files leave them out.
  private var zeros: Int64 = 0
  private var position: Int64 = 0
  private var bound: ExpansionBound
  private var hasEnded = false

  /// What is wrong with the member, in libarchive's words; nil if nothing was found so far.
  private(set) var damage: String?

  var bytesOut: Int64 { position }

  /// - Parameters:
  ///   - reader: is at the member.
  ///   - bound: limits what all members together expand to.
  init(_ reader: ContainerReader, bound: ExpansionBound) {
    self.reader = reader
    self.bound = bound
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ExportError) -> Int {
    while block.isEmpty && zeros == 0 {
      guard try nextBlock() else { return 0 }
    }
    let count = zeros > 0 ? min(buffer.count, Int(clamping: zeros)) : min(buffer.count, block.count)
    if zeros > 0 {
      UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]).initializeMemory(
        as: UInt8.self, repeating: 0)
      zeros -= Int64(count)
    } else {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[..<count]))
      block = UnsafeRawBufferPointer(rebasing: block[count...])
    }
    position += Int64(count)
    try bound.check(position)
    return count
  }

  /// Reads to the end, so that the checksum is verified.
  func drain() throws(ExportError) {
    block = UnsafeRawBufferPointer(start: nil, count: 0)
    zeros = 0
    while try nextBlock() { block = UnsafeRawBufferPointer(start: nil, count: 0) }
  }

  private func nextBlock() throws(ExportError) -> Bool {
    if hasEnded { return false }
    guard let next = try reader.nextBlock() else {
      hasEnded = true
      return false
    }
    damage = next.damage
    hasEnded = next.damage != nil
    block = next.bytes
    zeros = max(0, next.offset - position)
    return !(hasEnded && block.isEmpty)
  }
}
