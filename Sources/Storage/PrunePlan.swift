package import Events

/// What a prune deletes: planned beforehand, or counted while it happens.
///
/// The ledger of read files and the rejects stay: without the ledger the next ingest would read expired files again,
/// and a reject has no log time by which it could expire.
package struct PrunePlan: Equatable, Sendable {
  /// The first moment that is kept, in milliseconds since 1970.
  package let cutoff: Int64
  package internal(set) var tasks = 0
  package internal(set) var containers = 0
  package internal(set) var attachments = 0
  package internal(set) var misfits = 0
  /// Events that had lost to a later version of their task; they expire by their own log time.
  package internal(set) var superseded = 0
  /// The log times of the first and the last task or superseded event that goes.
  package internal(set) var loggedAt: ClosedRange<Int64>?
  /// Texts of the small tables to which nothing refers any more, in the order of the dictionaries.
  package internal(set) var unusedTexts: [UnusedTexts] = []

  init(cutoff: Int64) {
    self.cutoff = cutoff
  }

  /// The rows of one small table that go.
  package struct UnusedTexts: Equatable, Sendable {
    package let dictionary: Dictionary
    package internal(set) var ids: [Int64] = []
    /// The texts of `ids`, for reasons and shapes only.
    package internal(set) var texts: [String] = []

    /// Whether a plan names the texts of a small table one by one.
    static func namesTexts(of dictionary: Dictionary) -> Bool {
      dictionary == .reasons || dictionary == .shapes
    }
  }

  /// The number of rows that go, by table, in the order in which they go.
  package var rows: [(table: String, count: Int)] {
    [
      ("tasks", tasks), ("containers", containers), ("attachments", attachments),
      ("misfits", misfits), ("superseded", superseded),
    ] + unusedTexts.map { ($0.dictionary.table, $0.ids.count) }
  }

  /// Whether there is nothing to delete.
  package var isEmpty: Bool { rows.allSatisfy { $0.count == 0 } }

  mutating func note(loggedAt time: Int64) {
    guard let range = loggedAt else { return loggedAt = time...time }
    loggedAt = min(range.lowerBound, time)...max(range.upperBound, time)
  }

  mutating func note(unused id: Int64, _ text: String?, in dictionary: Dictionary) {
    let index =
      unusedTexts.firstIndex { $0.dictionary.rawValue >= dictionary.rawValue } ?? unusedTexts.count
    if index == unusedTexts.count || unusedTexts[index].dictionary != dictionary {
      unusedTexts.insert(UnusedTexts(dictionary: dictionary), at: index)
    }
    unusedTexts[index].ids.append(id)
    if let text { unusedTexts[index].texts.append(text) }
  }
}

extension PrunePlan.UnusedTexts {
  /// The texts as people read them: in shapes, ‹name› stands for a hole.
  package var names: [String] {
    guard dictionary == .shapes else { return texts }
    return texts.map { text in
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { scalar in
            switch scalar.value {
            case UInt32(Hole.begin): "‹"
            case UInt32(Hole.end): "›"
            default: scalar
            }
          }))
    }
  }
}

/// What a prune did.
package struct PruneSummary: Equatable, Sendable {
  /// What was deleted.
  package internal(set) var deleted: PrunePlan
  /// Short write transactions in which that happened.
  package internal(set) var batches = 0
  /// Whether unused texts were left for the next prune, because other processes kept writing.
  package internal(set) var leftUnusedTexts = false
  /// Bytes of the file that went back to the file system.
  package internal(set) var bytesReturned: Int64 = 0
}

/// How far a prune is.
package struct PruneProgress: Equatable, Sendable {
  package enum Phase: Sendable {
    case tasks, superseded, texts, space
  }

  package let phase: Phase
  /// Rows, or pages of the file, of this phase.
  package let done: Int
  package let total: Int
}
