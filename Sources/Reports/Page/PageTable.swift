import Charts
import Events
import Rows

/// A report's rows as a table of a page.
struct PageTable {
  private let result: ReportResult
  private let inks: [String: ChartInk]
  private let columns: [Column]
  /// What is the same in all rows, said once above them.
  private let constants: [(name: String, value: String)]
  /// The names of columns that have no value at all.
  private let empty: [String]

  private struct Column {
    let index: Int
    let name: String
    let meaning: String?
    let form: Form
    /// Whether its values may be causes, which have colors in the page's picture.
    let isCode: Bool
    /// For a bar beside the number: what is as long as the room, of abnormal and of routine rows.
    let largest: BarScale?
    /// How many digits its numbers have behind the point.
    let decimals: Int
  }

  private enum Form {
    case number, code, time, day, spark, task, long, text

    var className: String {
      switch self {
      case .number, .code: "number"
      case .time: "time"
      case .day: "day"
      case .long: "long"
      case .task: "task"
      case .spark: "spark"
      case .text: "text"
      }
    }
  }

  /// - Parameter inks: the colours that categories have in the page's picture.
  init(_ result: ReportResult, inks: [String: ChartInk]) {
    self.result = result
    self.inks = inks
    let constants = result.constantColumns
    self.constants = constants.map { ($0.name, Self.text(of: $0.value)) }
    let empty = result.emptyColumns
    self.empty = empty.map { result.columns[$0].name }
    columns = result.columns.indices.filter { index in
      !empty.contains(index) && !constants.contains { $0.index == index }
    }.map { Self.column($0, of: result) }
  }

  var markup: Markup {
    var markup = Markup()
    guard !result.rows.isEmpty else {
      markup.element("p", ["class": "note"], text: "No rows.")
      return markup
    }
    let id = "table-\(result.report.name)"
    if let remark { markup.element("p", ["class": "note"], text: remark) }
    markup.element("div", ["class": "scroll"]) { scroll in
      // Roles, because on a phone the rows are blocks, which have none by themselves.
      scroll.element(
        "table",
        [
          "class": columns.count > Self.manyFrom ? "sortable many" : "sortable", "role": "table",
          "id": id, "aria-label": result.report.title,
        ]
      ) { table in
        table.append(head)
        table.element("tbody", ["role": "rowgroup"]) { body in
          for row in result.rows { body.append(line(row)) }
        }
      }
    }
    return markup
  }
}

extension PageTable {
  /// What the rows do not say again.
  private var remark: String? {
    let same = constants.map { "\(Self.words($0.name)) \($0.value)" }.joined(separator: ", ")
    let none = empty.map(Self.words).joined(separator: ", ")
    let parts = [
      same.isEmpty ? "" : "In all rows: \(same).", none.isEmpty ? "" : "No values: \(none).",
    ]
    let text = parts.filter { !$0.isEmpty }.joined(separator: " ")
    return text.isEmpty ? nil : text
  }

  private static func column(_ index: Int, of result: ReportResult) -> Column {
    let column = result.columns[index]
    let values = result.rows.lazy.map { $0[index] }
    var largest: BarScale?
    var form = Self.form(column, values)
    for chart in result.report.charts {
      switch chart {
      case .bars(column.name): largest = BarScale(result, column: index)
      case .spark(column.name): form = .spark
      default: continue
      }
    }
    return Column(
      index: index, name: column.name, meaning: column.meaning, form: form,
      isCode: column.kind == .code, largest: largest,
      decimals: values.compactMap(\.number).reduce(0) { max($0, NumberText.decimals($1)) })
  }

  private static func form(
    _ column: ResultColumn, _ values: some Sequence<Cell>
  ) -> Form {
    switch column.kind {
    case .count, .percent, .duration, .number, .boolean: return .number
    case .time: return .time
    case .day: return .day
    case .id: return .task
    case .code where values.contains(where: { $0.number != nil }): return .code
    case .code, .text, .json, .any:
      let longest = values.reduce(0) { longest, value in
        if case .text(let text) = value { return max(longest, text.utf8.count) }
        return longest
      }
      return longest > longFrom ? .long : .text
    }
  }

  /// Tables of more columns than these are set smaller.
  private static let manyFrom = 8
  /// Texts longer than this are wrapped, and broken anywhere if need be.
  private static let longFrom = 36
}

extension PageTable {
  private var head: Markup {
    var head = Markup()
    head.element("thead", ["role": "rowgroup"]) { group in
      group.element("tr", ["role": "row"]) { row in
        for column in columns {
          let words = Self.words(column.name)
          row.element(
            "th",
            [
              "role": "columnheader", "scope": "col",
              "class": column.form.className + (column.largest == nil ? "" : " barred"),
              "data-name": words, "title": column.meaning ?? column.name,
            ]
          ) { cell in
            cell.append(words)
            if column.form == .time {
              cell.append(" ")
              cell.element("small", text: "UTC")
            }
          }
        }
      }
    }
    return head
  }

  private static func words(_ name: String) -> String {
    String(name.map { $0 == "_" ? " " : $0 })
  }

  private func line(_ row: [Cell]) -> Markup {
    var line = Markup()
    let isRoutine = result.isRoutine(row)
    line.append(verbatim: "\n")
    line.element("tr", isRoutine ? ["role": "row", "class": "routine"] : ["role": "row"]) { line in
      for column in columns {
        let value = row[column.index]
        cell(value, column, isRoutine: isRoutine, to: &line)
      }
    }
    return line
  }

  private func cell(
    _ value: Cell, _ column: Column, isRoutine: Bool, to line: inout Markup
  ) {
    let label = Self.words(column.name) + (column.form == .time ? " UTC" : "")
    let name = column.form.className
    switch (value, column.form) {
    case (.integer, .number) where column.largest != nil,
      (.real, .number) where column.largest != nil:
      barred(value, column, isRoutine: isRoutine, to: &line)
    case (.null, _):
      line.element("td", ["role": "cell", "class": name]) { _ in }
    case (.integer(let number), .number) where column.decimals == 0:
      line.element(
        "td", ["role": "cell", "class": name, "data-label": label, "data-value": "\(number)"],
        text: NumberText.grouped(number))
    case (.integer, .number), (.real, .number):
      let number = value.number ?? 0
      line.element(
        "td",
        [
          "role": "cell", "class": name, "data-label": label,
          "data-value": NumberText.plain(number),
        ],
        text: NumberText.aligned(number, decimals: column.decimals))
    case (.text(let text), .time):
      // Seconds are enough to read; the rest is there for sorting.
      line.element(
        "td", ["role": "cell", "class": name, "data-label": label, "data-value": text]
      ) { cell in
        cell.element("span", text: String(text.prefix(10)))
        cell.append(" ")
        cell.element("span", text: String(text.dropFirst(11).prefix(8)))
      }
    case (.text(let arn), .task):
      // The beginning of an id is enough to ask for the task.
      let id = arn.split(separator: "/").last.map(String.init) ?? arn
      line.element(
        "td",
        ["role": "cell", "class": name, "data-label": label, "data-value": arn, "title": arn]
      ) { $0.element("code", text: String(id.prefix(8))) }
    case (.text(let text), .spark):
      line.element("td", ["role": "cell", "class": name, "data-label": label]) { cell in
        if let curve = Sparkline(json: text) {
          cell.append(curve.svg(name: label))
        } else {
          cell.append(text)
        }
      }
    default:
      let swatch = column.isCode && !isRoutine ? swatch(of: value) : nil
      let className = swatch == nil ? name : name + " cause"
      line.element("td", ["role": "cell", "class": className, "data-label": label]) { cell in
        if let swatch { cell.append(swatch) }
        Self.append(Self.text(of: value), to: &cell)
      }
    }
  }

  /// A number and its bar, which tells nothing that the number does not.
  private func barred(
    _ value: Cell, _ column: Column, isRoutine: Bool, to line: inout Markup
  ) {
    let number = value.number ?? 0
    line.element(
      "td",
      [
        "role": "cell", "class": "number barred", "data-label": Self.words(column.name),
        "data-value": NumberText.plain(number),
      ]
    ) { cell in
      cell.element("span", text: NumberText.aligned(number, decimals: column.decimals))
      cell.append(
        BarSVG.markup(number, largest: column.largest?.largest(isRoutine: isRoutine) ?? 0))
    }
  }

  private func swatch(of value: Cell) -> Markup? {
    guard case .text(let category) = value, let ink = inks[category] else { return nil }
    return PageLegend.swatch(ink)
  }

  private static func text(of value: Cell) -> String {
    switch value {
    case .null: ""
    case .integer(let number): "\(number)"
    case .real(let number): NumberText.short(number)
    case .text(let text): text
    case .blob(let bytes): bytes.map { hexadecimal($0) }.joined()
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }

  /// Names such as `image_pull_not_found` may be broken behind their joints.
  private static func append(_ text: String, to cell: inout Markup) {
    var rest = text[...]
    while let joint = rest.firstIndex(where: { $0 == "_" || $0 == "/" || $0 == "@" }) {
      cell.append(String(rest[...joint]))
      cell.empty("wbr")
      rest = rest[rest.index(after: joint)...]
    }
    cell.append(String(rest))
  }
}
