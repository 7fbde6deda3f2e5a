import Charts
import Testing

@Suite struct MarkupTests {
  private func text(_ text: String) -> String {
    var markup = Markup()
    markup.element("a", ["b": text], text: text)
    return markup.text
  }

  @Test func whatWouldBeMarkupIsEscaped() {
    let hostile = "</script><img src=x onerror='a(\"&\")'>"
    let safe = "&lt;/script&gt;&lt;img src=x onerror=&#39;a(&quot;&amp;&quot;)&#39;&gt;"
    #expect(text(hostile) == "<a b=\"\(safe)\">\(safe)</a>")
  }

  @Test func commandsAndTurnsOfDirectionAreShown() {
    #expect(text("\u{1b}[31m") == "<a b=\"\\u001b[31m\">\\u001b[31m</a>")
    #expect(text("\u{202e}x\u{2066}").contains(">\\u202ex\\u2066<"))
    #expect(text("\u{0}\u{85}").contains(">\\u0000\\u0085<"))
    #expect(text("one\ntwo\tthree").contains(">one\ntwo\\tthree<"))
    #expect(text("\u{ffff}").contains("\u{fffd}"))
    #expect(text("Größe 漢字 🦆").contains(">Größe 漢字 🦆<"))
  }

  @Test func elementsAreClosed() {
    var markup = Markup()
    markup.element("ul", ["class": "x"]) { list in
      list.element("li", text: "one")
      list.empty("br")
    }
    #expect(markup.text == "<ul class=\"x\"><li>one</li><br/></ul>")
  }
}
