import Charts
import Console

/// What a browser gets that has not shown a token yet.
enum LoginPage {
  static func response(_ request: HTTPRequest, isWrong: Bool = false) -> HTTPResponse {
    guard request.header("Accept")?.contains("text/html") == true else {
      return .text(
        401, "the console needs a token: add ?token=TOKEN to the URL once, or its cookie")
    }
    let page = Console.bare(title: "Sign in") { content in
      if isWrong {
        content.element("p", ["class": "error", "role": "alert"], text: "This is not the token.")
      }
      content.element(
        "p", text: "The server printed a link with the token when it started; or ask who runs it.")
      content.element("form", ["method": "get", "action": request.localPath]) { form in
        for pair in URLParameters(request.query).removing("token").pairs {
          form.empty("input", ["type": "hidden", "name": pair.name, "value": pair.value])
        }
        form.element("label") { label in
          label.append("Token ")
          label.empty(
            "input",
            ["type": "password", "name": "token", "autocomplete": "current-password"])
        }
        form.element("button", ["type": "submit"], text: "Sign in")
      }
      // A link from another site comes without the cookie; one from this page has it.
      content.element("p") { line in
        line.append("Signed in already? ")
        line.element("a", ["href": request.localTarget], text: "Go on to the page")
      }
    }
    var response = HTTPResponse(page)
    response.status = 401
    return response
  }
}
