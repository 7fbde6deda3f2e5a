extension FunctionTable {
  static let jsonFunctions: [Function] = [
    Function(
      "jsonParse(s: text) → map or list", "the map or list that a text is as JSON",
      example: "jsonParse(@message).detail.stopCode"
    ) { .structure(.parse, of: $0) },
    Function(
      "jsonStringify(v: map or list) → text", "the JSON of a map or list",
      example: "jsonStringify(jsonParse(@message).detail.overrides)"
    ) { value in
      guard value.holdsMembers else { return .missing }
      return Term(.call(StructureFunction.stringify.rawValue, value.sql), .text, from: [value])
    },
    Function(
      "jsonArraySize(list) → number", "how many elements a list has, or a text that is one as JSON",
      example: "jsonArraySize(jsonParse(@message).detail.containers)"
    ) { value in
      let list = value.asAny
      if list.isMissing { return .missing }
      var term = Term(.call(StructureFunction.size.rawValue, list.sql), .number, from: [value])
      term.isInteger = true
      term.bound = 1e10
      return term
    },
    Function(
      "jsonArrayContains(list, element) → boolean",
      "whether a list, or a text that is one as JSON, has the element",
      example: "jsonArrayContains(split(detail.group, \":\"), \"service\")", arguments: 2...2
    ) { _, call in
      let (list, element) = (call.terms[0].asAny, call.terms[1].asAny)
      if list.isMissing || element.isMissing { return .missing }
      return Term(
        .call(StructureFunction.contains.rawValue, list.sql, element.sql), .boolean,
        from: call.terms)
    },
    Function(
      "split(s: text, delimiter: text) → list", "the texts between the delimiters",
      example: "split(detail.group, \":\")", arguments: 2...2
    ) { _, call in
      let (text, delimiter) = (call.terms[0].asText, call.terms[1].asText)
      if text.isMissing || delimiter.isMissing { return .missingStructure }
      return .structure(
        .call(StructureFunction.split.rawValue, text.sql, delimiter.sql), from: [text, delimiter])
    },
  ]
}
