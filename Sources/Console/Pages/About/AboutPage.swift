import Charts
import JSON
import LogsAPI
import Masking
import Pages
import Verdicts

/// `/about`: the program, the archive, what limits there are, what is masked, and how clients connect.
struct AboutPage: ConsolePage {
  static let path = "/about"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let archive = try await console.read { try ArchiveFacts($0) }
    let parts = [
      AboutPart(
        "program",
        [
          .init("version", .text(console.settings.version)),
          .init("rules", .text(VerdictClassifier.rulesVersion), "version of the rules of verdicts"),
          .init("causes", .integer(Int64(StopCategory.allCases.count)), "causes of stops"),
        ]),
      archive.part(path: console.logs.settings.path, now: request.now),
      AboutPart("limits", console.limits),
    ]
    switch request.format {
    case .json: return .json(JSONValue.object(parts.map(\.member)).text)
    case .some: throw ConsoleError(404, "this page has its data as JSON only")
    case nil: break
    }
    return Frame(title: "About this server", request: request).answer { content in
      content.element("div", ["class": "parts"]) { list in
        for part in parts { list.append(part.markup) }
      }
      content.append(masked(console))
      content.append(clients(request, console))
    }
  }

  /// What readers do not see.
  private static func masked(_ console: Console) -> Markup {
    var markup = Markup()
    markup.element("section", ["id": "masked"]) { section in
      section.element("h2", text: "What is masked")
      section.element(
        "p", ["class": "about"],
        text: "Values that look like secrets are [masked] in every page and answer. "
          + (console.settings.unmasks
            ? "This server shows them where a page's URL says unmask=1, or a query unmask()."
            : "This server never shows them; one that is started with --unmask can."))
      section.element("details") { details in
        details.element(
          "summary", text: "\(Quantity.count(SecretRule.all.count)) kinds of secrets")
        details.element("dl") { list in
          for rule in SecretRule.all {
            list.element("dt", text: rule.name)
            list.element("dd") { AboutText.append(rule.matches, to: &$0) }
          }
        }
      }
    }
    return markup
  }

  private static func clients(_ request: PageRequest, _ console: Console) -> Markup {
    var markup = Markup()
    let clients = ConnectingClients(
      url: request.asked.origin, isKeyed: console.settings.isKeyed
    ).all
    markup.element("section", ["id": "connect"]) { section in
      section.element("h2", text: "Connect a client")
      section.element(
        "p", ["class": "about"],
        text: "Clients of CloudWatch Logs query the archive at \(request.asked.origin)."
          + (console.settings.isKeyed
            ? " They need a key of this server." : " Any key will do."))
      for client in clients {
        section.element("details", ["open": "open"]) { details in
          details.element("summary", text: client.name)
          details.element("p", ["class": "note"], text: client.note)
          details.element("pre", ["class": "copied"]) { pre in
            pre.element("code") {
              BreakableText.append(client.text.replacing("\t", with: "    "), to: &$0)
            }
          }
        }
      }
    }
    return markup
  }
}
