import NIOCore
import Synchronization

/// The connections that there are.
final class OpenConnections: Sendable {
  private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

  var count: Int { channels.withLock { $0.count } }

  /// Counts a connection until it ends; false if there are too many.
  func add(_ channel: any Channel) -> Bool {
    let id = ObjectIdentifier(channel)
    let hasRoom = channels.withLock { channels in
      guard channels.count < ServerLimits.connectionsMax else { return false }
      channels[id] = channel
      return true
    }
    guard hasRoom else { return false }
    channel.closeFuture.whenComplete { [self] _ in
      channels.withLock { $0[id] = nil }
    }
    return true
  }

  /// Has each end with the response to its request, or at once if it has none.
  func finish() {
    for channel in channels.withLock({ Array($0.values) }) {
      channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }
  }
}
