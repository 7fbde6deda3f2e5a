/// The kind of a skipped record: its `detail-type`, and `detail.lastStatus` if it is a task event.
package struct SkippedKind: Hashable, Sendable {
  /// How many kinds are counted apart: Amazon ECS sends about ten, and an EventBridge bus of all services some hundreds.
  static let kindsMax = 1_000
  /// How much of a name is kept: EventBridge allows 128 characters.
  static let nameBytesMax = 512
  /// All kinds after the first `kindsMax`.
  static let other = SkippedKind(detailType: "(other kinds)", lastStatus: "")
  /// Plain text, which other programs write to the same log group.
  static let text = SkippedKind(detailType: "(text)", lastStatus: "")

  package var detailType: String
  package var lastStatus: String

  package init(detailType: String, lastStatus: String) {
    self.detailType = detailType
    self.lastStatus = lastStatus
  }

  /// The kind with names that may have any length.
  init(detailType: UnsafeRawBufferPointer, lastStatus: UnsafeRawBufferPointer) {
    self.detailType = String(decoding: detailType.prefix(Self.nameBytesMax), as: UTF8.self)
    self.lastStatus = String(decoding: lastStatus.prefix(Self.nameBytesMax), as: UTF8.self)
  }

  /// In words: `ECS Task State Change: RUNNING`.
  package var name: String {
    let type = detailType.isEmpty ? "(no detail-type)" : detailType
    return lastStatus.isEmpty ? type : "\(type): \(lastStatus)"
  }
}

extension [SkippedKind: Int] {
  /// Counts skipped records of a kind, under `other` if there are too many kinds.
  package mutating func add(_ count: Int, of kind: SkippedKind) {
    let isCountedApart = self[kind] != nil || self.count < SkippedKind.kindsMax
    self[isCountedApart ? kind : .other, default: 0] += count
  }
}
