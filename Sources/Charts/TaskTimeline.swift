/// The life of a task in phases, one after another.
package struct TaskTimeline: Sendable {
  /// What the task was doing, which its color shows.
  package enum Activity: String, Sendable {
    case waiting, pulling, starting, running, stopping, ending
  }

  package struct Phase: Sendable {
    package let name: String
    package let activity: Activity
    /// Milliseconds since 1970.
    package let start: Int64
    package let end: Int64
    /// When it began, and how long it took, in words.
    package let startText: String
    package let lengthText: String

    package init(
      name: String, activity: Activity, start: Int64, end: Int64, startText: String,
      lengthText: String
    ) {
      self.name = name
      self.activity = activity
      self.start = start
      self.end = max(start, end)
      self.startText = startText
      self.lengthText = lengthText
    }

    var length: Double { Double(end - start) }
  }

  package let title: String
  package let phases: [Phase]

  package init(title: String, phases: [Phase]) {
    self.title = title
    self.phases = phases
  }

  package var description: String {
    phases.map { "\($0.startText) \($0.name), \($0.lengthText)" }.joined(separator: "; ") + "."
  }

  /// A phase longer than all others together by more than this factor is drawn shorter.
  private static let shortenedFrom = 2.0
  /// The share of the chart that a shortened phase gets.
  private static let shortenedShare = 0.4

  /// The phase that is drawn shorter than it was, so that its neighbors stay visible.
  var shortened: Int? {
    let total = phases.reduce(0) { $0 + $1.length }
    guard phases.count > 1,
      let longest = phases.indices.max(by: { phases[$0].length < phases[$1].length })
    else { return nil }
    let others = total - phases[longest].length
    return others > 0 && phases[longest].length > Self.shortenedFrom * others ? longest : nil
  }

  /// Where each phase begins and ends, in percent of the width.
  var extents: [(start: Double, end: Double)] {
    let shortened = shortened
    let total = phases.reduce(0) { $0 + $1.length }
    let scaled = total - (shortened.map { phases[$0].length } ?? 0)
    let room = shortened == nil ? 1 : 1 - Self.shortenedShare
    var position = 0.0
    return phases.indices.map { index in
      let share =
        index == shortened
        ? Self.shortenedShare : scaled > 0 ? room * phases[index].length / scaled : 0
      defer { position += share * 100 }
      return (position, position + share * 100)
    }
  }
}
