import NIOCore
import NIOHTTP1

/// Closes a connection that takes too long: to send a header, a body, its next request, or to read a response.
///
/// Two handlers of the connection tell it how far a request is; all of it happens on the connection's event loop.
final class RequestDeadline {
  private enum Phase {
    case idle, header, body, response
  }

  private let channel: any Channel
  private var phase = Phase.idle
  private var timer: Scheduled<Void>?

  init(_ channel: any Channel) {
    self.channel = channel
  }

  deinit { timer?.cancel() }

  func bytesCame() {
    if phase == .idle { enter(.header, within: ServerLimits.headerTime) }
  }

  func headEnded() { enter(.body, within: ServerLimits.bodyTime) }

  /// The answer may take as long as it takes.
  func requestEnded() {
    timer?.cancel()
    phase = .response
  }

  func responseBegan() { enter(.response, within: ServerLimits.responseTime) }

  func responseEnded() { enter(.idle, within: ServerLimits.idleTime) }

  func connectionBegan() { enter(.idle, within: ServerLimits.idleTime) }

  func connectionEnded() { timer?.cancel() }

  private func enter(_ phase: Phase, within time: TimeAmount) {
    self.phase = phase
    timer?.cancel()
    timer = channel.eventLoop.scheduleTask(in: time) { [channel] in channel.close(promise: nil) }
  }
}

/// Notices the first bytes of a request, before they are parsed.
final class FirstBytes: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let deadline: RequestDeadline

  init(_ deadline: RequestDeadline) {
    self.deadline = deadline
  }

  func channelActive(context: ChannelHandlerContext) {
    deadline.connectionBegan()
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    deadline.bytesCame()
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline.connectionEnded()
    context.fireChannelInactive()
  }
}

/// Notices the end of a request's head and of its body.
final class RequestParts: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let deadline: RequestDeadline

  init(_ deadline: RequestDeadline) {
    self.deadline = deadline
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: deadline.headEnded()
    case .end: deadline.requestEnded()
    case .body: break
    }
    context.fireChannelRead(data)
  }
}
