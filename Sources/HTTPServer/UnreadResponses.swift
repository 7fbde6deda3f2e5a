import NIOCore

/// The responses that clients have not read to their end, so that slow readers do not take all memory.
///
/// All of it happens on the one event loop of the server.
final class UnreadResponses: @unchecked Sendable {
  /// The oldest first; a connection has one at a time.
  private var responses: [(channel: any Channel, bytes: Int)] = []
  private var bytes = 0

  /// Notes that a response is being written.
  ///
  /// Where all of them take too much, those that have waited for the longest are given up.
  func began(on channel: any Channel, bytes count: Int) {
    while bytes + count > ServerLimits.unreadBytesMax, let oldest = responses.first {
      remove(at: 0)
      oldest.channel.close(promise: nil)
    }
    responses.append((channel, count))
    bytes += count
  }

  func ended(on channel: any Channel) {
    if let index = responses.firstIndex(where: { $0.channel === channel }) { remove(at: index) }
  }

  private func remove(at index: Int) {
    bytes -= responses.remove(at: index).bytes
  }
}
