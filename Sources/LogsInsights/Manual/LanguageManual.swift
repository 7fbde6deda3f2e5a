/// What there is to say of the language, for a manual.
package enum LanguageManual {
  /// A command: all its names, the canonical one first, and what is said of it.
  package struct Command: Sendable {
    package let names: [String]
    package let manual: CommandManual
  }

  /// A function and an item of `fields`, or of `stats` if it aggregates, that calls it.
  package struct FunctionEntry: Sendable {
    package let name: String
    package let signature: String
    package let summary: String
    package let example: String
    package let isAggregate: Bool
  }

  /// Functions that belong together.
  package struct Family: Sendable {
    package let title: String
    package let functions: [FunctionEntry]
  }

  /// A name of the language that is refused, and why.
  package struct Refusal: Sendable {
    package let name: String
    package let reason: String
  }

  /// The commands, in the order of the table.
  package static var commands: [Command] {
    CommandTable.supported.map { Command(names: $0.names, manual: $0.manual) }
  }

  /// The reserved words.
  package static var keywords: [String] { Keyword.allCases.map(\.rawValue) }

  /// The commands that are refused, by name.
  package static var refusedCommands: [Refusal] {
    CommandTable.unsupported.sorted { $0.key < $1.key }.map { Refusal(name: $0, reason: $1) }
  }

  /// The functions that are refused, by name.
  package static var refusedFunctions: [Refusal] {
    FunctionTable.unsupported.sorted { $0.key < $1.key }.map { Refusal(name: $0, reason: $1) }
  }

  /// The functions by family; the last family has those of no other one.
  package static var families: [Family] {
    var rest = FunctionTable.supported
    var families: [Family] = []
    for (title, functions) in titles {
      let names = Set(functions.map(\.name))
      families.append(
        Family(title: title, functions: rest.filter { names.contains($0.name) }.map(entry)))
      rest.removeAll { names.contains($0.name) }
    }
    if !rest.isEmpty {
      families.append(Family(title: "Other functions", functions: rest.map(entry)))
    }
    return families
  }

  private static let titles: [(String, [Function])] = [
    ("Values of any kind", FunctionTable.generalFunctions),
    ("Numbers", FunctionTable.numericFunctions),
    ("Strings", FunctionTable.stringFunctions + FunctionTable.trimFunctions),
    ("Times", FunctionTable.timeFunctions + FunctionTable.dateFunctions),
    ("Addresses", FunctionTable.addressFunctions),
    ("Encodings and digests", FunctionTable.encodingFunctions),
    ("JSON, maps and lists", FunctionTable.jsonFunctions),
    (
      "Aggregates, in stats only",
      FunctionTable.aggregateFunctions + FunctionTable.statisticalFunctions
        + FunctionTable.orderedFunctions
    ),
  ]

  private static func entry(_ function: Function) -> FunctionEntry {
    FunctionEntry(
      name: function.name, signature: function.signature, summary: function.summary,
      example: function.example, isAggregate: function.isAggregate)
  }
}
