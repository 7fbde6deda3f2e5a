import NIOCore
import NIOHTTP1

/// How much a client may take of the server (logs-api.md 6, "floods").
package enum ServerLimits {
  /// Each costs memory; two hundred clients that poll at once are answered.
  package static let connectionsMax = 256
  /// The longest query has 10,000 characters, and no call has more than a few of them.
  static let bodyBytesMax = 1 << 20
  /// SDKs send some 20 fields and 2 KiB; a URL of the console may have a query of 10,000 characters, many of them as
  /// codes.
  static let header: NIOHTTPDecoderLimitConfiguration = {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 64 << 10
    limits.maxHeaderListSize = 80 << 10
    limits.maxHeaderFieldCount = 100
    return limits
  }()
  /// How long a header may take from its first byte on.
  static let headerTime = TimeAmount.seconds(10)
  /// How long a body may take.
  static let bodyTime = TimeAmount.seconds(30)
  /// How long a connection may rest between two requests.
  static let idleTime = TimeAmount.seconds(60)
  /// Bytes of all responses that are not yet read: those of one result may be some ten million.
  static let unreadBytesMax = 256 << 20
  /// How long a client may take to read a response.
  static let responseTime = TimeAmount.seconds(60)
}
