extension FunctionTable {
  static let jsonFunctions: [Function] = [
    Function(
      "jsonParse(s: text) → map or list", "the map or list that a text is as JSON",
      example: "jsonParse(@message).detail.stopCode",
      .replacement { _, call in .structure(.json, of: call.values[0]) }),
    Function(
      "jsonStringify(v: map or list) → text", "the JSON of a map or list",
      example: "jsonStringify(jsonParse(@message).detail.overrides)",
      .special { function, _, call in
        guard call.values[0].facts.mayHoldMembers else { return .missing }
        return function.call(call.values, ValueFacts(.text).strict(in: call.values))
      }),
    Function(
      "jsonArraySize(list) → number", "how many elements a list has, or a text that is one as JSON",
      example: "jsonArraySize(jsonParse(@message).detail.containers)", .call(giving: .length)),
    Function(
      "jsonArrayContains(list, element) → boolean",
      "whether a list, or a text that is one as JSON, has the element",
      example: "jsonArrayContains(split(detail.group, \":\"), \"service\")", arguments: 2...2),
    Function(
      "split(s: text, delimiter: text) → list", "the strings between the delimiters",
      example: "split(detail.group, \":\")", arguments: 2...2),
  ]
}
