import TestSupport

extension QueryMaker {
  /// A command that works from row to row.
  mutating func rowwise() -> QueryDraft.Command {
    switch random.below(6) {
    case 0:
      if random.isOne(in: 3) { return .init(word: "accum \(name())") }
      return .init(word: "accum \(name()) as \(shown())")
    case 1:
      let distances = random.pick(["", " p=2", " p=1-3"])
      let (field, alias) = (name(), shown(isUsed: !distances.contains("-")))
      return .init(word: "autoregress \(field) as \(alias)\(distances)")
    case 2:
      return .init(
        word: "filldown" + (0..<random.below(3)).map { _ in " \(name())" }.joined())
    case 3:
      let fields = (0..<1 + random.below(3)).map { _ in name() }
      return .init(word: "addtotals fieldname=\(shown())", items: fields)
    case 4 where !isGrouped && !isJoined:
      let field = name()
      return .init(word: "sessionize \(field) maxspan 2s as \(shown())")
    case 5 where random.isOne(in: 3):
      let field = isGrouped ? name() : random.pick(["detail.version", "detail.cpu", "detail.odd"])
      let options = random.pick(["", "action=remove ", "uselower=true ", "param=0.5 "])
      return .init(word: isJoined ? "filldown" : "outlier \(options)\(field)")
    default:
      return .init(
        word: "filterIndex", items: ["\(name()) = \(string()) or \(name()) in [\(string()), 7]"])
    }
  }

  /// A new name that is shown at once, as those of parse.
  private mutating func shown(isUsed: Bool = true) -> String {
    aliases += 1
    let name = "r\(aliases)"
    if isUsed { names.append(name) }
    return name
  }
}
