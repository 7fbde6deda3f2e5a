/// What a SOURCE command chooses log groups by.
public struct SourceChoice: Equatable, Sendable {
  /// The groups that it names.
  public var names: [String] = []
  /// Beginnings of names; nil where it does not choose by them.
  public var prefixes: [String]?
  public var accounts: [String]?
  public var classes: [String]?
  /// Whether it chooses by tags.
  public var choosesByTag = false
}

extension Query {
  /// What the SOURCE commands at the query's start choose: the groups of one or the other; empty if the caller is to
  /// choose.
  public var sources: [SourceChoice] {
    commands.lazy.map { ($0 as? SourceCommand)?.choice }.prefix { $0 != nil }.compactMap(\.self)
  }
}

extension SourceCommand {
  fileprivate var choice: SourceChoice {
    var choice = SourceChoice()
    for selector in selectors { selector.add(to: &choice) }
    return choice
  }
}

extension SourceSelector {
  fileprivate func add(to choice: inout SourceChoice) {
    switch self {
    case .group(let name): choice.names.append(name)
    case .choice(.logGroupTags, _): choice.choosesByTag = true
    // Events of ECS are one source of data.
    case .choice(.dataSource, _): break
    case .choice(.logGroups, let arguments):
      for argument in arguments {
        let texts = argument.value.texts ?? []
        switch argument.key?.asciiLowercased {
        case "nameprefix": choice.prefixes = texts
        case "accountidentifiers", "accountidentifier": choice.accounts = texts
        case "class", "loggroupclass": choice.classes = texts
        default: break
        }
      }
    }
  }
}
