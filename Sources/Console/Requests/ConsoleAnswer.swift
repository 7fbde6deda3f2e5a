import Charts

/// What a browser gets.
package struct ConsoleAnswer: Sendable {
  /// As in HTTP.
  package var status = 200
  /// The media type.
  package let type: String
  package let body: [UInt8]
  /// Where the browser is to go instead.
  package var location: String?
  /// The name under which a browser saves it.
  package var fileName: String?
  /// Whether it is the same for ever under its URL.
  package var isConstant = false

  package init(_ status: Int = 200, type: String, _ body: [UInt8]) {
    self.status = status
    self.type = type
    self.body = body
  }

  private static let htmlType = "text/html; charset=utf-8"

  var isHTML: Bool { type == Self.htmlType }

  /// A part of a page, or all of one.
  static func html(_ markup: Markup, status: Int = 200) -> ConsoleAnswer {
    ConsoleAnswer(status, type: htmlType, Array(markup.text.utf8))
  }

  static func json(_ text: String, status: Int = 200) -> ConsoleAnswer {
    ConsoleAnswer(status, type: "application/json", Array((text + "\n").utf8))
  }

  /// Sends the browser elsewhere, with GET.
  static func redirect(to link: String) -> ConsoleAnswer {
    var answer = ConsoleAnswer(303, type: "text/plain; charset=utf-8", [])
    answer.location = link
    return answer
  }
}
