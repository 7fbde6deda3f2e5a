import Charts
import JSON

/// Facts that belong together: names and values for programs, and words for people.
struct AboutPart {
  struct Fact {
    let name: String
    let value: Value
    /// What it is, in words; nil where the name says it.
    let label: String?
    /// The value in words; nil where it is the value itself.
    let shown: String?

    enum Value {
      case text(String)
      case integer(Int64)
      case real(Double)
    }

    init(_ name: String, _ value: Value, _ label: String? = nil, shown: String? = nil) {
      self.name = name
      self.value = value
      self.label = label
      self.shown = shown
    }
  }

  let name: String
  let facts: [Fact]

  init(_ name: String, _ facts: [Fact]) {
    self.name = name
    self.facts = facts
  }

  var member: JSONValue.Member {
    .init(
      name,
      .object(
        facts.map { fact in
          switch fact.value {
          case .text(let text): .init(fact.name, .text(text))
          case .integer(let number): .init(fact.name, .integer(Int(number)))
          case .real(let number): .init(fact.name, .real(number))
          }
        }))
  }

  var markup: Markup {
    var markup = Markup()
    markup.element("div", ["class": "part"]) { part in
      part.element("h2", text: name.prefix(1).uppercased() + name.dropFirst())
      part.element("dl") { list in
        for fact in facts {
          list.element("dt", text: fact.label ?? fact.name)
          list.element("dd") { LongText.append(fact.shown ?? fact.valueText, to: &$0) }
        }
      }
    }
    return markup
  }
}

extension AboutPart.Fact {
  fileprivate var valueText: String {
    switch value {
    case .text(let text): text
    case .integer(let number): NumberText.grouped(number)
    case .real(let number): NumberText.plain(number)
    }
  }
}
