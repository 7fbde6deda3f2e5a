import TestSupport

extension QueryMaker {
  /// A command that makes a map or list, or rows of one.
  mutating func structures() -> QueryDraft.Command {
    if !names.isEmpty, !isGrouped, random.isOne(in: 3) { return unnest() }
    aliases += 1
    let map = "m\(aliases)"
    if random.isOne(in: 5) {
      let list = random.pick([
        "'[1, \"1\", 1.0, true, \"true\", null, {}, []]'",
        "'{\"value\": [7, \"7\", {\"value\": false}]}'",
        "'[]'", "'{}'", "'{\"a\":1,\"a\":\"2\"}'", "'7'",
      ])
      names += [map, "\(map).value", "\(map).a"]
      members += ["\(map)[0]", "\(map)[1]", "\(map).value[2].value"]
      return .init(word: "fields", items: ["jsonParse(\(list)) as \(map)"])
    }
    let source = isGrouped || isJoined || random.isOne(in: 6) ? name() : "@message"
    names += [map] + Self.inner.map { "\(map).\($0)" }
    members += ["\(map).detail.containers[0].exitCode", "\(map).detail.odd[0]"]
    return .init(word: "fields", items: ["jsonParse(\(source)) as \(map)"])
  }

  /// Paths to values of different types.
  private static let inner = [
    "detail.version", "detail.odd", "detail.flag", "detail.nested", "detail.nested.value",
    "detail.cpu", "detail.stopCode", "detail.enableExecuteCommand", "detail.containers",
  ]

  private mutating func unnest() -> QueryDraft.Command {
    let list = random.pick(names)
    aliases += 1
    let element = "e\(aliases)"
    names += [element, "\(element).exitCode", "\(element).value"]
    return .init(word: "unnest \(list) into \(element)")
  }
}
