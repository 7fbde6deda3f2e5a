import JSON

/// Names and values in the query of a URL, or in a form, in their order.
package struct URLParameters: Equatable, Sendable {
  package struct Pair: Equatable, Sendable {
    package let name: String
    package let value: String
  }

  package private(set) var pairs: [Pair]

  package init(_ pairs: [Pair] = []) {
    self.pairs = pairs
  }

  /// - Parameter text: `a=1&b=2`, with percent codes.
  package init(_ text: String) {
    pairs = text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Pair(
        name: PercentCode.decoded(parts[0]),
        value: parts.count > 1 ? PercentCode.decoded(parts[1]) : "")
    }
  }

  /// The last value of a name; nil without one.
  package subscript(name: String) -> String? { pairs.last { $0.name == name }?.value }

  /// The last value of a name that is not blank.
  package func text(_ name: String) -> String? {
    guard let value = self[name], value.contains(where: { !$0.isWhitespace }) else { return nil }
    return value
  }

  /// All values of a name that are not empty.
  package func all(_ name: String) -> [String] {
    pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
  }

  /// The parameters with other values of a name, at the end.
  package func setting(_ name: String, to values: String...) -> URLParameters {
    URLParameters(removing(name).pairs + values.map { Pair(name: name, value: $0) })
  }

  /// The parameters without some names.
  package func removing(_ names: String...) -> URLParameters {
    URLParameters(pairs.filter { !names.contains($0.name) })
  }

  /// Only the parameters of some names.
  package func only(_ names: [String]) -> URLParameters {
    URLParameters(pairs.filter { names.contains($0.name) })
  }

  /// As in a URL: `a=1&b=2`.
  package var text: String {
    pairs.map { PercentCode.encoded($0.name) + "=" + PercentCode.encoded($0.value) }
      .joined(separator: "&")
  }
}
