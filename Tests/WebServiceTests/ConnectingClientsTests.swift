import Console
import Foundation
import Testing
import WebService

/// How clients are pointed at the server.
struct ConnectingClientsTests {
  private static let url = "http://127.0.0.1:4519"

  private static func file(_ path: String) throws -> String {
    let file = URL(filePath: #filePath).appending(path: "../../../\(path)").standardized
    return try String(contentsOf: file, encoding: .utf8)
  }

  @Test(arguments: ConnectingClients(url: url, isKeyed: false).all)
  func documentsHaveTheSameTexts(_ client: ConnectingClients.Client) throws {
    let page = try Self.file("docs/serve.md")
    #expect(page.contains(client.name))
    if client.language == "yaml" {
      let lines = try Self.file("Scripts/deploy/grafana-datasource.yaml").split(separator: "\n")
      #expect(
        lines.filter { !$0.hasPrefix("#") }.joined(separator: "\n") == client.text)
    } else {
      #expect(page.contains("```\(client.language)\n\(client.text)\n```"))
    }
  }

  @Test func addressIsInEachText() {
    for isKeyed in [false, true] {
      for client in ConnectingClients(url: "https://stops.example", isKeyed: isKeyed).all {
        #expect(client.text.contains("https://stops.example"), "\(client.name)")
        #expect(!client.text.contains("127.0.0.1"), "\(client.name)")
      }
    }
  }

  @Test func keysOfOthersAreNotReplaced() {
    let texts = ConnectingClients(url: Self.url, isKeyed: true).all.map(\.text).joined()
    for word in ["ACCESS_KEY", "aws_access_key_id", "accessKey: ecs-stops"] {
      #expect(!texts.contains(word))
    }
  }

  @Test(arguments: [
    ("localhost:4519", nil, "http://localhost:4519"), ("[::1]:4519", nil, "http://[::1]:4519"),
    ("stops.example", "https", "https://stops.example"),
    ("stops.example", "javascript", "http://stops.example"), ("a\"b", nil, nil), ("a b", nil, nil),
    ("", nil, nil), (nil, nil, nil),
  ])
  func addressIsThatOfTheRequest(_ host: String?, _ scheme: String?, _ url: String?) {
    let headers = [("Host", host), ("X-Forwarded-Proto", scheme)].compactMap { name, value in
      value.map { (name: name, value: $0) }
    }
    let request = HTTPRequest(method: "GET", target: "/about", headers: headers)
    #expect(ServerAddress.url(of: request) == url)
  }
}
