import Rows
import TerminalText

/// A column with the values of the first rows, from which follows how narrow it may get.
struct MeasuredColumn {
  let column: TableColumn
  /// The shown values of the rows; nil for cells without one.
  let values: [String?]
  /// Whether all values are numbers, which are set to the right.
  let isRightAligned: Bool
  let titleWidth: Int
  private(set) var form = CellForm.whole
  /// The width at which nothing of the form is cut.
  private(set) var width = 0
  /// Different values, in no order.
  private let distinct: [String]
  private let isNumberLike: Bool
  let isProse: Bool
  let isTime: Bool
  /// How much of sentences has to be readable, in cells.
  var proseMin: Int

  /// Long titles may be cut to as much.
  private static let titleWidthMin = 20
  private static let widthsTried = [8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 40, 48, 64, 80, 100]

  /// - Parameter proseMin: how much of sentences has to be readable, in cells.
  init(_ column: TableColumn, values: [String?], isRightAligned: Bool, proseMin: Int) {
    self.column = column
    self.proseMin = proseMin
    self.values = values
    self.isRightAligned = isRightAligned
    titleWidth = DisplayWidth.of(column.title)
    let distinct = Array(Set(values.compactMap(\.self)))
    self.distinct = distinct
    isNumberLike =
      isRightAligned || !distinct.isEmpty && distinct.allSatisfy(Self.isNumberLike)
    isTime = !distinct.isEmpty && distinct.allSatisfy(TimeText.isTime)
    isProse =
      column.isProse
      || column.mayBeProse && !column.isKey && !isTime && distinct.contains(where: Self.isSentence)
    if column.hasShortIDs { takeShortForm() }
    measure()
  }

  /// Whether some values are ARNs, images, digests or ids.
  private var isOfIDs: Bool {
    column.kind == .id || distinct.contains { ShortText.of($0, idLength: 8) != nil }
  }

  var isEmpty: Bool { distinct.isEmpty }
  /// The value that all rows have.
  var constant: String? {
    distinct.count == 1 && !values.contains(nil) ? distinct[0] : nil
  }
  var isShortened: Bool { if case .short = form { !column.hasShortIDs } else { false } }
  var isCuttable: Bool { !(isNumberLike || isTime || column.isBars || column.isChart) }

  private mutating func measure() {
    width = distinct.reduce(titleWidth) { max($0, DisplayWidth.of(form.text($1))) }
  }

  /// Shows the distinguishing parts of the values, as long as different ones stay different.
  mutating func shorten() {
    guard !isRightAligned, !isTime, !column.isBars, !column.isChart else { return }
    takeShortForm()
    measure()
  }

  private mutating func takeShortForm() {
    guard distinct.contains(where: { ShortText.of($0, idLength: 8) != nil }) else { return }
    let short = ShortText.idLengths.lazy.map { CellForm.short(idLength: $0) }
      .first { form in Set(distinct.map(form.text)).count == distinct.count }
    if let short { form = short }
  }

  /// Shows only the beginning of times.
  ///
  /// - Parameter mayCollide: whether different times may look the same.
  mutating func cutTimes(to length: Int, mayCollide: Bool) {
    guard isTime else { return }
    let cut = CellForm.time(length: length)
    guard mayCollide || Set(distinct.map(cut.text)).count == distinct.count else { return }
    form = cut
    measure()
  }

  /// Leaves out the year of times in which it is the same, as where a heading says it.
  mutating func dropYear() {
    guard isTime, Set(distinct.map { $0.prefix(4) }).count == 1 else { return }
    guard case .time(let length) = form, length > CellForm.timeLengths.day else { return }
    form = .timeOfYear(length: length)
    measure()
  }

  /// Whether its sentences go on below themselves in a column of some width.
  func wraps(at width: Int) -> Bool {
    column.isProse && width < self.width && width <= TableStyle.wrappedMax
  }

  /// The least width at which something can be read, and different values look different where that takes little.
  var tightWidth: Int {
    guard isCuttable else { return width }
    let least = isProse ? proseMin : 16
    let most = isProse ? proseMin : column.isKey ? 40 : 24
    let wanted = max(least, min(titleWidth, Self.titleWidthMin))
    guard width > wanted else { return width }
    let texts = distinct.map(form.text)
    let telling = Self.widthsTried.first { width in
      width >= least && TextCut.allCases.contains { Self.isTelling($0, texts, width) }
    }
    return min(width, max(wanted, min(telling ?? least, most)))
  }

  /// The width at which it reads well.
  var comfortableWidth: Int {
    isCuttable ? min(width, max(tightWidth, isProse ? 40 : 24)) : width
  }

  /// What gives way at a width: as usual for such values, unless fewer of them look the same in another way.
  func cut(at width: Int) -> TextCut {
    let isPath = distinct.contains { $0.hasPrefix("/") }
    let usual: TextCut = isProse ? .end : isPath ? .start : isOfIDs ? .middle : .end
    let texts = distinct.map(form.text)
    let others = TextCut.allCases.filter { $0 != usual }
    return ([usual] + others).min {
      Self.lookalikes($0, texts, width) < Self.lookalikes($1, texts, width)
    } ?? usual
  }

  /// How many of different values look like another one.
  private static func lookalikes(_ cut: TextCut, _ texts: [String], _ width: Int) -> Int {
    texts.count - Set(texts.lazy.map { cut.text($0, width: width, ellipsis: "…") }).count
  }

  private static func isTelling(_ cut: TextCut, _ texts: [String], _ width: Int) -> Bool {
    lookalikes(cut, texts, width) == 0
  }

  /// Digits and the signs between them: accounts, addresses, versions.
  private static func isNumberLike(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x2b...0x3a).contains($0) && $0 != UInt8(ascii: "/") }
  }

  /// Several words.
  private static func isSentence(_ text: String) -> Bool {
    text.utf8.count > 24 && text.utf8.lazy.filter { $0 == UInt8(ascii: " ") }.count > 2
  }
}
