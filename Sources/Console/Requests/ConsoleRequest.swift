/// What a browser asks the console for, without a word of HTTP.
package struct ConsoleRequest: Sendable {
  /// Whether it would change something: save a query, stop one.
  package let changes: Bool
  /// The path with its percent codes: `/reports/reasons.csv`.
  package let path: String
  /// What the query of the URL says.
  package let parameters: URLParameters
  /// What a form says that changes something.
  package let form: URLParameters
  /// The program that asks, as it names itself.
  package let client: String
  /// Where the browser has found the server: `http://127.0.0.1:4519`.
  package let origin: String

  package init(
    changes: Bool = false, path: String, parameters: URLParameters = URLParameters(),
    form: URLParameters = URLParameters(), client: String = "", origin: String = ""
  ) {
    self.changes = changes
    self.path = path
    self.parameters = parameters
    self.form = form
    self.client = client
    self.origin = origin
  }
}
