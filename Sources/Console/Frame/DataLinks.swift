import Charts

/// Below a table: the same data in other forms.
enum DataLinks {
  static func markup(_ request: PageRequest) -> Markup {
    var markup = Markup()
    markup.element("p", ["class": "data"]) { line in
      line.append("Data: ")
      for (index, format) in DataFormat.linked.enumerated() {
        if index > 0 { line.append(" ") }
        line.element(
          "a", ["href": request.link(request.parameters, format: format)],
          text: "." + format.ending)
      }
    }
    return markup
  }
}
