/// A log group as callers name it: by its name, or by an ARN.
///
/// Three forms of ARN are in use: `…:log-group:NAME`, `…:NAME:*`, and Grafana's `…:NAME:` (logs-api.md 2.1).
struct GroupIdentifier: Equatable, Sendable {
  let name: String
  /// Those of an ARN.
  var account: String?
  var region: String?

  init(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false)
    guard parts.count == 7, parts[0] == "arn", parts[2] == "logs", parts[5] == "log-group" else {
      name = text
      return
    }
    region = String(parts[3])
    account = String(parts[4])
    var rest = parts[6]
    if rest.hasSuffix(":*") { rest = rest.dropLast(2) }
    if rest.hasSuffix(":") { rest = rest.dropLast() }
    name = String(rest)
  }

  /// The ARN of a group, without the `:*` that some operations add.
  static func arn(_ name: String, account: String, region: String) -> String {
    "arn:\(partition(of: region)):logs:\(region):\(account):log-group:\(name)"
  }

  private static func partition(of region: String) -> String {
    if region.hasPrefix("cn-") { return "aws-cn" }
    return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
  }
}
