import JSON

/// What a page is asked for.
struct PageRequest: Sendable {
  let asked: ConsoleRequest
  /// The path of the page without a data format's ending: `/reports/reasons`.
  let path: String
  /// The name that stands for the `*` in the page's path.
  let subject: String?
  /// Nil for the page itself.
  let format: DataFormat?
  /// The time of the request, in milliseconds since 1970.
  let now: Int64

  var parameters: URLParameters { asked.parameters }

  /// The same page with no time and scope of its own.
  var linkWithoutScope: String {
    let others = parameters.pairs.filter { !ConsoleScope.names.contains($0.name) }
    return link(URLParameters(others), format: format)
  }

  /// The same page with other parameters.
  func link(_ parameters: URLParameters, format: DataFormat? = nil) -> String {
    ConsoleLink.text(path + (format.map { "." + $0.ending } ?? ""), parameters)
  }
}

/// Links within the console.
enum ConsoleLink {
  /// - Parameter path: with its percent codes.
  static func text(_ path: String, _ parameters: URLParameters = URLParameters()) -> String {
    parameters.pairs.isEmpty ? path : path + "?" + parameters.text
  }

  /// A page about a thing that has a name: `/tasks/` and the id.
  static func text(
    _ folder: String, _ name: String, _ parameters: URLParameters = URLParameters()
  ) -> String {
    text(folder + PercentCode.encoded(name), parameters)
  }
}
