@testable import LogsInsights

extension Evaluator {
  /// The first row of each value; rows without one all stay.
  mutating func deduplicate(_ command: DedupCommand) {
    var seen: Set<[[UInt8]]> = []
    let evaluator = self
    rows = rows.filter { row in
      let values = command.keys.map { evaluator.value(of: $0.path, in: row).bytes }
      guard !values.contains(nil) else { return true }
      return seen.insert(values.compactMap(\.self)).inserted
    }
  }

  mutating func accumulate(_ command: AccumCommand) {
    var numbers: [Double] = []
    for index in rows.indices {
      let number = value(of: command.field.path, in: rows[index]).double
      if let number { numbers.append(number) }
      let total: Value = number == nil ? .missing : .finite(Self.sum(numbers))
      rows[index].names[Self.key(command.alias?.path ?? command.field.path)] = total
    }
    if let alias = command.alias { show(alias.path) }
  }

  mutating func autoregress(_ command: AutoregressCommand) {
    let values = rows.map { value(of: command.field.path, in: $0).scalar }
    for distance in command.distances {
      let base = command.alias?.path ?? command.field.path
      let isPlain = command.alias != nil && command.distances.count == 1
      let name = FieldPath(base.name + (isPlain ? "" : "_p\(distance)"))
      for index in rows.indices {
        rows[index].names[Self.key(name)] =
          index >= distance ? values[index - distance] : .missing
      }
      show(name)
    }
  }

  mutating func fillDown(_ command: FilldownCommand) {
    var paths: [FieldPath] = []
    let names = shownNames
    for pattern in command.patterns {
      paths +=
        pattern.isPrefix
        ? names.filter { $0.name.utf8.starts(with: pattern.field.path.name.utf8) }
        : [pattern.field.path]
    }
    for path in command.patterns.isEmpty ? names : paths {
      var last = Value.missing
      for index in rows.indices {
        let value = value(of: path, in: rows[index])
        if value.isPresent { last = value }
        // What is only shown stays where there is nothing to put in its place.
        rows[index].names[Self.key(path)] = last == .missing ? value : last
      }
    }
  }

  mutating func addTotals(_ command: AddtotalsCommand) {
    for index in rows.indices {
      let numbers = command.fields.compactMap { value(of: $0.path, in: rows[index]).double }
      let total: Value = numbers.isEmpty ? .missing : .finite(numbers.reduce(0, +))
      rows[index].names[Self.key(command.total.path)] = total
    }
    show(command.total.path)
  }

  mutating func sessionize(_ command: SessionizeCommand) {
    let name = command.alias?.path ?? FieldPath("session_id")
    var members: [[[UInt8]]: [(index: Int, time: Int64)]] = [:]
    for index in rows.indices {
      rows[index].names[Self.key(name)] = .missing
      let keys = command.keys.map { value(of: $0.path, in: rows[index]).bytes }
      guard !keys.contains(nil),
        case .time(let time) = value(of: FieldPath("@timestamp"), in: rows[index])
      else { continue }
      members[keys.compactMap(\.self), default: []].append((index, time))
    }
    for var group in members.values {
      group.sort { $0.time < $1.time }
      var session: Int64 = 1
      for (position, member) in group.enumerated() {
        let before = position > 0 ? group[position - 1].time : member.time
        if member.time - before > command.maxspan.milliseconds { session += 1 }
        rows[member.index].names[Self.key(name)] = .whole(session)
      }
    }
    show(name)
  }

  /// Numbers far from those of the other rows: marked, bounded or gone.
  mutating func mark(_ command: OutlierCommand) {
    guard let factor = Double(command.factor) else { return }
    var outliers: Set<Int> = []
    for path in command.fields.map(\.path) {
      let values = rows.map { value(of: path, in: $0).scalar }
      let numbers = values.compactMap(\.double).sorted()
      guard !numbers.isEmpty else {
        // No row has a mark, not even 0.
        if command.marks, values.contains(where: \.isPresent) { mark(path, [:]) }
        continue
      }
      let quartiles = [1, 3].map { numbers[($0 * numbers.count + 3) / 4 - 1] }
      let distance = factor * (quartiles[1] - quartiles[0])
      let (lower, upper) = (quartiles[0] - distance, quartiles[1] + distance)
      var marks: [Int: Bool] = [:]
      for (index, value) in values.enumerated() {
        guard let number = value.double else { continue }
        let isBelow = command.usesLower && number < lower
        marks[index] = number > upper || isBelow
        if marks[index] == true { outliers.insert(index) }
        if marks[index] == true, !command.removes {
          rows[index].names[Self.key(path)] = .real(isBelow ? lower : upper)
        } else if !command.removes {
          rows[index].names[Self.key(path)] = value
        }
      }
      if command.marks { mark(path, marks) }
    }
    if command.removes { rows = rows.indices.filter { !outliers.contains($0) }.map { rows[$0] } }
  }

  private mutating func mark(_ path: FieldPath, _ marks: [Int: Bool]) {
    let name = FieldPath(path.name + "_outlier")
    for index in rows.indices { rows[index].names[Self.key(name)] = Value(marks[index]) }
    show(name)
  }

  private mutating func show(_ path: FieldPath) {
    Self.add(Column(name: path.name, source: .late(path)), to: &parsedColumns)
  }
}
