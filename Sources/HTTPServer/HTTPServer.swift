import NIOCore
import NIOHTTP1
import NIOPosix
package import WebService

/// A server of HTTP/1.1 on some addresses.
///
/// One thread reads and writes; what takes time happens elsewhere. Parsing is swift-nio's, the limits are ours.
package final class HTTPServer: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let channels: [any Channel]
  private let connections = OpenConnections()

  /// The addresses that it listens on, with their ports.
  package var addresses: [(host: String, port: Int)] {
    channels.compactMap { channel in
      guard let address = channel.localAddress, let port = address.port else { return nil }
      return (address.ipAddress ?? "", port)
    }
  }

  /// Where a server listens.
  package enum Place: Sendable {
    /// At an address, on a port; with 0 the first one chooses, and the others take the same.
    case address(String, port: Int)
    /// At an address that not every computer has.
    case optionalAddress(String, port: Int)
    /// On a socket that listens already, by its descriptor.
    case socket(Int32)
  }

  /// Begins to listen.
  ///
  /// - Throws: `ListenError` where an address cannot be had.
  package init(_ places: [Place], _ service: WebService, log: RequestLog? = nil) async throws {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    var channels: [any Channel] = []
    do {
      for place in places {
        let bootstrap = Self.bootstrap(group, service, connections, log)
        let chosen = channels.first?.localAddress?.port
        switch place {
        case .address(let host, let port):
          let port = chosen ?? port
          do {
            channels.append(try await bootstrap.bind(host: host, port: port).get())
          } catch {
            throw ListenError(host, port, error)
          }
        case .optionalAddress(let host, let port):
          let channel = try? await bootstrap.bind(host: host, port: chosen ?? port).get()
          if let channel { channels.append(channel) }
        case .socket(let descriptor):
          channels.append(try await bootstrap.withBoundSocket(descriptor).get())
        }
      }
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
    self.channels = channels
  }

  private static func bootstrap(
    _ group: MultiThreadedEventLoopGroup, _ service: WebService, _ connections: OpenConnections,
    _ log: RequestLog?
  ) -> ServerBootstrap {
    let unread = UnreadResponses()
    return ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        guard connections.add(channel) else { return channel.close() }
        return channel.eventLoop.makeCompletedFuture {
          try configure(channel, service, unread, log)
        }
      }
  }

  private static func configure(
    _ channel: any Channel, _ service: WebService, _ unread: UnreadResponses, _ log: RequestLog?
  ) throws {
    let deadline = RequestDeadline(channel)
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(FirstBytes(deadline))
    try pipeline.configureHTTPServerPipeline(
      withEncoderConfiguration: .init(), withDecoderLimitConfiguration: ServerLimits.header)
    try pipeline.addHandlers([
      RequestParts(deadline),
      NIOHTTPServerRequestAggregator(maxContentLength: ServerLimits.bodyBytesMax),
      RequestHandler(service, deadline, unread, log),
    ])
  }

  /// Stops listening; connections without a request end, and the others have some seconds to finish it.
  package func stop() async {
    for channel in channels { try? await channel.close() }
    connections.finish()
    for _ in 0..<250 where connections.count > 0 { try? await Task.sleep(for: .milliseconds(20)) }
    try? await group.shutdownGracefully()
  }
}
