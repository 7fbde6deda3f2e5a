// Rows that come after those that were measured.

extension TablePlan {
  /// Gives room that is left to columns of text, at most as much as they have, for longer values in rows to come.
  mutating func widen(_ columns: [TableColumn], to terminalWidth: Int) {
    guard !isList else { return }
    var room = terminalWidth - (places.first?.width ?? 0)
    for place in places.dropFirst() {
      room -= place.width + TableStyle.gap(before: columns[place.index])
    }
    let growing = places.indices.filter { index in
      let column = columns[places[index].index]
      return !places[index].isRightAligned && !column.isBars && !column.isChart
    }
    for (turn, index) in growing.enumerated() where room > 0 {
      let more = min(room / (growing.count - turn), max(8, places[index].width))
      places[index].width += more
      room -= more
    }
  }

  /// Notes which columns are shortened by the cells of a row that was not measured.
  mutating func noteCuts(of cells: [HeldRows.Cell], _ columns: [TableColumn]) {
    guard !isList else { return }
    for place in places where place.linesMax == 1 && place.form == .whole {
      let cell = cells[place.index]
      let name = columns[place.index].name
      guard cell.width > place.width, !cell.isNumber, !shortened.contains(name) else { continue }
      shortened.append(name)
    }
  }
}
