import NIOCore
import NIOHTTP1
import WebService

/// Hands each request of a connection to the service, and writes its response in one piece.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = NIOHTTPServerRequestFull
  typealias OutboundOut = HTTPServerResponsePart

  private let service: WebService
  private let deadline: RequestDeadline
  private let unread: UnreadResponses
  private let log: RequestLog?
  private var task: Task<Void, Never>?

  init(
    _ service: WebService, _ deadline: RequestDeadline, _ unread: UnreadResponses,
    _ log: RequestLog?
  ) {
    self.service = service
    self.deadline = deadline
    self.unread = unread
    self.log = log
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let full = unwrapInboundIn(data)
    let request = HTTPRequest(full)
    let isKept = full.head.isKeepAlive
    let isHead = full.head.method == .HEAD
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    task = Task { [service] in
      let response = await service.answer(request)
      loop.execute {
        let (handler, context) = bound.value
        handler.log?.write(request, response)
        handler.write(response, isKept: isKept, isHead: isHead, context)
      }
    }
  }

  /// The client is gone: nobody needs the answer.
  func channelInactive(context: ChannelHandlerContext) {
    task?.cancel()
    context.fireChannelInactive()
  }

  /// What cannot be parsed has been answered with 400 already, what is too long with 413.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func write(
    _ response: HTTPResponse, isKept: Bool, isHead: Bool, _ context: ChannelHandlerContext
  ) {
    guard context.channel.isActive else { return }
    var headers = HTTPHeaders(response.headers)
    headers.add(name: "Date", value: HTTPDate.text())
    if response.status != 204 {
      headers.add(name: "Content-Length", value: "\(response.body.count)")
    }
    if !isKept { headers.add(name: "Connection", value: "close") }
    deadline.responseBegan()
    unread.began(on: context.channel, bytes: response.body.count)
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if !isHead, !response.body.isEmpty {
      let body = context.channel.allocator.buffer(bytes: response.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      let (handler, context) = bound.value
      handler.unread.ended(on: context.channel)
      handler.deadline.responseEnded()
      if !isKept { context.close(promise: nil) }
    }
  }
}

extension HTTPRequest {
  fileprivate init(_ full: NIOHTTPServerRequestFull) {
    self.init(
      method: full.head.method.rawValue, target: full.head.uri,
      headers: full.head.headers.map { ($0.name, $0.value) },
      body: full.body.map { Array($0.readableBytesView) } ?? [])
  }
}
