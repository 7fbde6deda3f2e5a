import JSON

/// An operation of the CloudWatch Logs API: its name, its members, and its answer.
///
/// An operation is a file of this folder and a line in ``Operations/all``.
protocol Operation: Sendable {
  /// As the API calls it.
  static var name: String { get }

  /// Reads and checks the members.
  init(_ members: Members) throws(APIError)

  /// Answers a call; nil for an empty body.
  ///
  /// - Throws: `APIError`, or what reading the archive throws.
  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody?
}

/// The body of an answer.
enum AnswerBody {
  case value(JSONValue)
  /// Text that is JSON already.
  case text([UInt8])

  var bytes: [UInt8] {
    switch self {
    case .value(let value): Array(value.text.utf8)
    case .text(let text): text
    }
  }
}

/// An operation that reads the archive for a moment.
protocol ArchiveOperation: Operation {
  /// Answers a call from the archive, on a thread of its own.
  func answer(_ call: APICall, from view: ArchiveView, in api: LogsService) throws -> JSONValue
}

extension ArchiveOperation {
  func answer(_ call: APICall, in api: LogsService) async throws -> AnswerBody? {
    let body = try await api.readers.read(seconds: LogsService.readSecondsMax) {
      [self] reader -> [UInt8] in
      let value = try answer(call, from: try reader.currentView(), in: api)
      return Array(value.text.utf8)
    }
    return .text(body)
  }
}
