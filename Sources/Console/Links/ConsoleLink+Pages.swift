import Time

extension ConsoleLink {
  /// The page of a task, by its ID or ARN.
  static func task(_ text: String, _ scope: URLParameters = URLParameters()) -> String {
    let id = text.split(separator: "/").last.map(String.init) ?? text
    return self.text("/tasks/", id, scope)
  }

  /// The page of ad hoc SQL with a statement; nil for one that is too long for a URL.
  static func sql(_ text: String) -> String? {
    let link = self.text("/sql", URLParameters([.init(name: "sql", value: text)]))
    return link.utf8.count > urlBytesMax ? nil : link
  }

  /// The server takes targets of 64 KiB.
  private static let urlBytesMax = 60_000
}

extension URLParameters {
  /// A time, in milliseconds since 1970, both ends included.
  init(start: Int64, end: Int64) {
    self.init([
      Pair(name: "start", value: Timestamp.text(start)),
      Pair(name: "end", value: Timestamp.text(end)),
    ])
  }
}
