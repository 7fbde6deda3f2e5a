import Rows

/// Which columns of a table a terminal shows, and how.
///
/// Where it is too narrow, what is the same in every row is said above, ARNs, images and ids are shortened, times lose
/// their seconds, their year and then their hours; bars and percentages give way before a sentence does. Then columns are hidden, the
/// least important first: times, then from the right, where reports have what matters least. Keys are hidden only where
/// the others still tell the rows apart. Sentences in a narrow column go on below themselves. If all of that is not enough,
/// a list reads better.
struct TablePlan {
  /// A column that is shown.
  struct Place {
    /// Its place in the result.
    let index: Int
    let form: CellForm
    var width: Int
    let cut: TextCut
    let isRightAligned: Bool
    /// On how many lines at most a cell is shown, if it is longer than one; nil for any number.
    let linesMax: Int?
  }

  var places: [Place] = []
  /// What is the same in every row, as `name value`.
  private(set) var constants: [String] = []
  private var hiddenIndices: [Int] = []
  /// The names of columns that are shortened.
  var shortened: [String] = []
  /// Whether a row does not fit in any reasonable way.
  private(set) var isList = false

  /// The names of columns that are hidden, in their order.
  var hidden: [String] { hiddenIndices.sorted().map { columns[$0].column.name } }

  private var columns: [MeasuredColumn]
  private var shown: [Int]
  private let width: Int
  private let keepsKeys: Bool
  private let hasHeading: Bool

  /// - Parameter width: that of the terminal, in cells.
  init(_ columns: [MeasuredColumn], width: Int, hints: TableHints, mayBeList: Bool) {
    self.columns = columns
    self.width = width
    keepsKeys = hints.areColumnsChosen
    hasHeading = !hints.heading.isEmpty
    shown = Array(columns.indices)
    if wanted(\.width) > width, !hints.wraps { makeRoom() }
    let isTooMuch = hints.areColumnsChosen && hiddenIndices.count * 3 > columns.count
    isList = mayBeList && !hints.wraps && (wanted(\.tightWidth) > width || isTooMuch)
    share(hints)
  }

  /// Shows all columns at their widths.
  init(widths: [Int], right: [Bool], wraps: Bool) {
    columns = []
    shown = []
    width = 0
    keepsKeys = true
    hasHeading = false
    places = zip(widths, right).enumerated().map { index, column in
      Place(
        index: index, form: .whole, width: column.0, cut: .end, isRightAligned: column.1,
        linesMax: wraps ? nil : 1)
    }
  }

  /// The cells that a row takes with columns of some width.
  private func wanted(_ width: KeyPath<MeasuredColumn, Int>) -> Int {
    shown.reduce(0) { $0 + columns[$1][keyPath: width] } + gaps
  }

  private var gaps: Int {
    shown.dropFirst().reduce(0) { $0 + TableStyle.gap(before: columns[$1].column) }
  }

  private mutating func makeRoom() {
    sayConstants()
    shorten()
    let concessions: [(inout TablePlan) -> Void] = [
      { $0.cutTimes(to: CellForm.timeLengths.seconds) },
      { $0.cutTimes(to: CellForm.timeLengths.minutes) },
      { $0.dropYear() },
      { $0.hideAll { $0.isEmpty && !$0.column.isKey } },
      { $0.cutTimes(to: CellForm.timeLengths.day) },
      { $0.dropBars() },
      { $0.hideAll { $0.column.kind == .percent && !$0.column.isKey && !$0.column.isMain } },
    ]
    for concede in concessions where wanted(\.comfortableWidth) > width { concede(&self) }
    while wanted(\.tightWidth) > width, let next = unimportant { hide(next) }
    if wanted(\.tightWidth) > width {
      for index in shown { columns[index].proseMin = TableStyle.proseLeast(width) }
    }
    while wanted(\.tightWidth) > width,
      let next = last(where: { _ in true }) ?? lastMain ?? redundantKey
    {
      hide(next)
    }
  }

  private mutating func sayConstants() {
    guard wanted(\.width) > width else { return }
    for index in shown where columns[index].column.isSaidOnce {
      guard let value = columns[index].constant else { continue }
      constants.append("\(columns[index].column.name) \(value)")
      shown.removeAll { $0 == index }
    }
  }

  /// The widest first, and only as many as are needed.
  private mutating func shorten() {
    for index in shown.sorted(by: { columns[$0].width > columns[$1].width })
    where wanted(\.width) > width {
      columns[index].shorten()
    }
  }

  private mutating func cutTimes(to length: Int) {
    for index in shown {
      let isKey = columns[index].column.isKey
      if isKey, length < CellForm.timeLengths.minutes { continue }
      columns[index].cutTimes(to: length, mayCollide: !isKey || isRedundant(index, among: keys))
    }
  }

  /// Only of keys, and only where a heading says the year.
  private mutating func dropYear() {
    guard hasHeading else { return }
    for index in keys { columns[index].dropYear() }
  }

  private mutating func dropBars() { shown.removeAll { columns[$0].column.isBars } }

  private mutating func hideAll(_ isHidden: (MeasuredColumn) -> Bool) {
    for index in shown.reversed() where isHidden(columns[index]) {
      if wanted(\.comfortableWidth) > width { hide(index) }
    }
  }

  private mutating func hide(_ index: Int) {
    hiddenIndices.append(index)
    shown.removeAll { $0 == index }
  }

  /// What is hidden before a sentence is cut short: bars, times, and what stands right of the sentence.
  private var unimportant: Int? {
    let sentence = sentence ?? .max
    return shown.last { columns[$0].column.isBars } ?? last(where: { columns[$0].isTime })
      ?? last(where: { $0 > sentence && columns[$0].column.kind != .id })
      ?? last(where: { $0 > sentence })
  }

  /// The last column that is neither a key, nor what a report is about, nor a sentence.
  private func last(where isOf: (Int) -> Bool) -> Int? {
    shown.last { index in
      let column = columns[index].column
      return !column.isKey && !column.isMain && !isProse(index) && isOf(index)
    }
  }

  /// The last column that a report is about, if it is none of numbers, which take little.
  private var lastMain: Int? {
    shown.last { index in
      let column = columns[index]
      return column.column.isMain && !column.column.isKey && column.isCuttable && !isProse(index)
    }
  }

  /// Whether a column is the one of sentences that is never hidden: the one with the longest.
  private func isProse(_ index: Int) -> Bool { index == sentence }

  private var sentence: Int? {
    columns.indices.filter { columns[$0].isProse }.max { columns[$0].width < columns[$1].width }
  }

  /// The last key without which the others still tell the rows apart.
  private var redundantKey: Int? {
    let keys = keys
    guard keys.count > 1, !keepsKeys else { return nil }
    var order = Array(keys.reversed())
    // The first says what a row is about, unless it is only abnormal or routine.
    if columns[keys[0]].column.ink == .kind { order.swapAt(order.count - 1, order.count - 2) }
    return order.dropLast().first { key in
      !isProse(key) && !columns[key].column.isMain && isRedundant(key, among: keys)
    }
  }

  private var keys: [Int] { shown.filter { columns[$0].column.isKey } }

  /// Whether the other keys tell the rows apart as well as all of them do.
  private func isRedundant(_ key: Int, among keys: [Int]) -> Bool {
    rowCount(toldApartBy: keys.filter { $0 != key }) == rowCount(toldApartBy: keys)
  }

  private func rowCount(toldApartBy keys: [Int]) -> Int {
    let rows = columns.first?.values.count ?? 0
    return Set((0..<rows).map { row in keys.map { columns[$0].values[row] } }).count
  }

  /// No column that can be cut gets narrower than this; a row may then be wider than the terminal.
  private static let squeezedMin = 6

  /// Narrows the widest columns below what reads well, where a list is not wanted.
  private func squeeze(_ widths: inout [Int: Int], by excess: Int) {
    let cuttable = shown.filter { columns[$0].isCuttable }
    for _ in 0..<max(0, excess) {
      let widest = cuttable.max { widths[$0, default: 0] < widths[$1, default: 0] }
      guard let widest, widths[widest, default: 0] > Self.squeezedMin else { return }
      widths[widest, default: 0] -= 1
    }
  }

  /// Shares the room: what everything needs, then what keys and sentences need to read well, then all of the keys, then
  /// whatever is left evenly.
  private mutating func share(_ hints: TableHints) {
    var widths = Dictionary(uniqueKeysWithValues: shown.map { ($0, columns[$0].tightWidth) })
    var room = width - gaps - widths.values.reduce(0, +)
    squeeze(&widths, by: -room)
    func grow(_ indices: [Int], to target: (MeasuredColumn) -> Int) {
      var growing = indices
      while room > 0, !growing.isEmpty {
        growing.removeAll { widths[$0, default: 0] >= target(columns[$0]) }
        guard let least = growing.min(by: { widths[$0, default: 0] < widths[$1, default: 0] })
        else {
          return
        }
        widths[least, default: 0] += 1
        room -= 1
      }
    }
    let keys = shown.filter { columns[$0].column.isKey && !columns[$0].isProse }
    let prose = shown.filter { columns[$0].isProse }
    let mains = shown.filter { columns[$0].column.isMain }
    grow(hints.wraps ? shown : keys + mains + prose, to: \.comfortableWidth)
    if !hints.wraps { grow(keys, to: \.width) }
    grow(shown, to: \.width)
    places = shown.map { index in
      let column = columns[index]
      let width = widths[index, default: column.width]
      let isWrapped = column.wraps(at: width)
      if !hints.wraps, column.isShortened || width < column.width && !isWrapped {
        shortened.append(column.column.name)
      }
      return Place(
        index: index, form: column.form, width: width, cut: column.cut(at: width),
        isRightAligned: column.isRightAligned,
        linesMax: hints.wraps ? nil : isWrapped ? TableStyle.wrappedLinesMax : 1)
    }
  }
}
