/// The rules that decide on a stop, and the facts that they used: everything that its verdict is derived from.
///
/// Contains only numbers, because there is one for each stop.
package struct Decision: Hashable, Sendable {
  /// How many containers the evidence lists one by one.
  static let containersMax = 10

  /// The facts that a rule used.
  struct Use: Hashable, Sendable {
    /// The container whose exit code decided.
    var exitPosition: Int32 = -1
    /// The container or attachment whose reason decided.
    var textPosition: Int32 = -1
  }

  /// The index of the rule for the stop.
  package internal(set) var rule = 0
  /// The index of the rule for its kill, or -1.
  package internal(set) var killRule = -1
  /// The rule of the reason that decided, counted from 1; 0 without one.
  var text = 0
  var exitCode: Int64?
  var use = Use()
  var killUse = Use()
  /// The containers that count, and the main ones among them, of the first `containersMax`: bit n stands for position
  /// n.
  var counted: UInt16 = 0
  var main: UInt16 = 0
  /// Whether a container other than the deciding one may have ended the task.
  var isContested = false
  var hasCode = false
  var hasTaskText = false

  /// Hashes what distinguishes most decisions, the rules and the exit code, because hashing takes most of the time.
  package func hash(into hasher: inout Hasher) {
    let position = Int(use.exitPosition) + Int(use.textPosition) + Int(killUse.exitPosition) + 3
    hasher.combine(rule << 56 | (killRule + 1) << 48 | text << 32 | position & 0xFFFF_FFFF)
    hasher.combine(exitCode ?? .min)
  }
}
