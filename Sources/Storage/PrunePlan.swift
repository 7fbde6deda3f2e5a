package import Events

/// What a prune deletes: planned beforehand, or counted while it runs.
///
/// The ledger of imported files and the rejects stay: without the ledger the next ingest would read expired files
/// again, and a reject has no log time by which it could expire.
package struct PrunePlan: Equatable, Sendable {
  /// The earliest log time that is kept, in milliseconds since 1970.
  package let cutoff: Int64
  package internal(set) var tasks = 0
  package internal(set) var containers = 0
  package internal(set) var attachments = 0
  package internal(set) var nonconformingValues = 0
  /// Events superseded by a later version of their task; they expire by their own log time.
  package internal(set) var superseded = 0
  /// The log times of the first and last task or superseded event to be deleted.
  package internal(set) var loggedAt: ClosedRange<Int64>?
  /// Strings of the text tables that nothing refers to any longer, in the order of the tables.
  package internal(set) var unusedTexts: [UnusedTexts] = []

  init(cutoff: Int64) {
    self.cutoff = cutoff
  }

  /// The rows of one text table to be deleted.
  package struct UnusedTexts: Equatable, Sendable {
    package let textTable: TextTable
    package internal(set) var ids: [Int64] = []
    /// The strings of `ids`, for reasons and shapes only.
    package internal(set) var texts: [String] = []

    /// Whether a plan lists the strings of a text table one by one.
    static func namesTexts(of textTable: TextTable) -> Bool {
      textTable == .reasons || textTable == .shapes
    }
  }

  /// The number of rows to be deleted, by table, in the order of deletion.
  package var rows: [(table: String, count: Int)] {
    [
      ("tasks", tasks), ("containers", containers), ("attachments", attachments),
      ("nonconforming_values", nonconformingValues), ("superseded", superseded),
    ] + unusedTexts.map { ($0.textTable.name, $0.ids.count) }
  }

  /// Whether there is nothing to delete.
  package var isEmpty: Bool { rows.allSatisfy { $0.count == 0 } }

  mutating func note(loggedAt time: Int64) {
    guard let range = loggedAt else { return loggedAt = time...time }
    loggedAt = min(range.lowerBound, time)...max(range.upperBound, time)
  }

  mutating func note(unused id: Int64, _ text: String?, in textTable: TextTable) {
    let index =
      unusedTexts.firstIndex { $0.textTable.rawValue >= textTable.rawValue } ?? unusedTexts.count
    if index == unusedTexts.count || unusedTexts[index].textTable != textTable {
      unusedTexts.insert(UnusedTexts(textTable: textTable), at: index)
    }
    unusedTexts[index].ids.append(id)
    if let text { unusedTexts[index].texts.append(text) }
  }
}

extension PrunePlan.UnusedTexts {
  /// The strings for display: in shapes, ‹name› stands for a hole.
  package var names: [String] {
    guard textTable == .shapes else { return texts }
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
  /// The number of short write transactions that it took.
  package internal(set) var batches = 0
  /// Whether unused strings were left for the next prune because other processes kept writing.
  package internal(set) var leftUnusedTexts = false
  /// The number of bytes returned to the file system.
  package internal(set) var bytesReturned: Int64 = 0
}

/// The progress of a prune.
package struct PruneProgress: Equatable, Sendable {
  package enum Phase: Sendable {
    case tasks, superseded, texts, space
  }

  package let phase: Phase
  /// Rows, or pages of the file, of this phase.
  package let done: Int
  package let total: Int
}
