import Console
import LogsAPI

/// How a call of another service comes, and in what format it is answered.
enum NeighborProtocol {
  /// CloudWatch in JSON: the operation is in a header.
  case json(operation: String)
  /// CloudWatch in CBOR: the operation is in the path.
  case cbor(operation: String)
  /// A service of plain paths, in JSON.
  case sinks
  /// A form with XML as its answer; EC2's errors are others.
  case form(action: String, version: String)

  private static let metricsTarget = "GraniteServiceVersion20100801."
  private static let metricsPath = "/service/GraniteServiceVersion20100801/operation/"
  private static let ec2Version = "2016-11-15"

  /// Nil for a request that is not for one of these services.
  init?(_ request: HTTPRequest) {
    if let target = request.header("X-Amz-Target"), target.hasPrefix(Self.metricsTarget) {
      self = .json(operation: String(target.dropFirst(Self.metricsTarget.count)))
    } else if request.path.hasPrefix(Self.metricsPath) {
      self = .cbor(operation: String(request.path.dropFirst(Self.metricsPath.count)))
    } else if request.path == "/ListSinks" {
      self = .sinks
    } else if request.isForm {
      self = .form(action: request.form["Action"] ?? "", version: request.form["Version"] ?? "")
    } else {
      return nil
    }
  }

  /// An answer of this format.
  func response(_ status: Int, _ body: [UInt8]) -> HTTPResponse {
    switch self {
    case .json: return HTTPResponse(status, type: "application/x-amz-json-1.0", body: body)
    case .sinks: return HTTPResponse(status, type: "application/json", body: body)
    case .form: return HTTPResponse(status, type: "text/xml", body: Self.xmlHead + body)
    case .cbor:
      var response = HTTPResponse(status, type: "application/cbor", body: body)
      response.headers.append(("smithy-protocol", "rpc-v2-cbor"))
      return response
    }
  }

  private static let xmlHead = Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8)

  /// An error as the service's clients read it.
  func error(_ error: APIError, requestID: String) -> HTTPResponse {
    switch self {
    case .sinks: return response(error.status, error.body)
    case .json:
      var response = response(error.status, error.body)
      response.headers.append(("x-amzn-query-error", "\(error.code);Sender"))
      return response
    case .cbor:
      let members = [("__type", CBOR.text(error.code)), ("message", CBOR.text(error.message))]
      return response(error.status, CBOR.map(members))
    case .form(_, let version):
      let text = "<Code>\(error.code)</Code><Message>\(Self.escaped(error.message))</Message>"
      let body =
        version == Self.ec2Version
        ? "<Response><Errors><Error>\(text)</Error></Errors><RequestID>\(requestID)</RequestID></Response>"
        : "<ErrorResponse><Error><Type>Sender</Type>\(text)</Error><RequestId>\(requestID)</RequestId></ErrorResponse>"
      return response(error.status, Array(body.utf8))
    }
  }

  /// Text between the tags of XML.
  static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      default: String(character)
      }
    }.joined()
  }
}
