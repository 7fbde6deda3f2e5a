/// A small curve of counts over equal steps of time, oldest first.
package struct Sparkline: Equatable, Sendable {
  /// The counts; nil where no data is known.
  package let values: [Double?]

  package init(_ values: [Double?]) {
    self.values = values.map { $0.flatMap { $0.isFinite ? max(0, $0) : nil } }
  }

  /// Reads a JSON array of numbers and nulls, as reports put it into a cell; nil if it is not one.
  package init?(json text: String) {
    var rest = text.utf8.filter { !" \t\r\n".utf8.contains($0) }[...]
    guard rest.popFirst() == UInt8(ascii: "["), rest.popLast() == UInt8(ascii: "]") else {
      return nil
    }
    var values: [Double?] = []
    if !rest.isEmpty {
      for item in rest.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
        let word = String(decoding: item, as: UTF8.self)
        guard word == "null" || Double(word) != nil else { return nil }
        values.append(Double(word))
      }
    }
    self.init(values)
  }

  /// The same time in at most so many steps: neighbors are added up, starting from the newest.
  package func folded(into steps: Int) -> Sparkline {
    guard steps > 0, values.count > steps else { return self }
    let size = (values.count + steps - 1) / steps
    let first = values.count % size
    var folded: [Double?] = []
    var start = 0
    while start < values.count {
      let end = start == 0 && first > 0 ? first : start + size
      let known = values[start..<end].compactMap { $0 }
      folded.append(known.isEmpty ? nil : known.reduce(0, +))
      start = end
    }
    return Sparkline(folded)
  }
}
