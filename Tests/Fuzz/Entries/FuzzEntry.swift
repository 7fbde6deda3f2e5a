/// Something that reads what others write, and what must hold of it whatever it is given.
package struct FuzzEntry: Sendable {
  /// Checks one input.
  ///
  /// - Throws: `Finding`.
  package typealias Check = (UnsafeRawBufferPointer) throws -> Void

  /// The name that Scripts/fuzz uses, and the name of the folder of its seeds.
  package let name: String
  /// Prepares for any number of inputs.
  package let prepare: @Sendable () throws -> Check

  init(_ name: String, _ prepare: @escaping @Sendable () throws -> Check) {
    self.name = name
    self.prepare = prepare
  }

  package static let all: [FuzzEntry] = [
    FuzzEntry("reader") { ReadExports().check },
    FuzzEntry("envelopes") { OpenedRecords().check },
    FuzzEntry("events") { try StoredEvents().check },
    FuzzEntry("json") { fuzzJSON },
    FuzzEntry("queries") { try RunQueries().check },
    FuzzEntry("patterns") { try SearchedPatterns().check },
    FuzzEntry("masking") { MaskedText().check },
  ]
}
