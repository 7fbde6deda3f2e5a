import ArgumentParser
import ECSStops
import Glibc

// Which records a command is about, and what is said where there are none.

extension RejectsCommand {
  /// Checks that the numbers that were given are those of records that the other options leave.
  ///
  /// - Throws: `Failure` for a number that does not exist, or if no record is left.
  func checkNumbers(_ store: RejectStore) throws {
    guard !numbers.isEmpty else { return }
    var named = RejectStore.Filter()
    named.ids = numbers
    named.includesResolved = true
    let rejects = try store.rejects(named, bytes: 0)
    let unknown = Set(numbers).subtracting(rejects.map(\.id)).sorted()
    guard unknown.isEmpty else {
      let list = unknown.map { "\($0)" }.joined(separator: ", ")
      throw Failure(
        unknown.count == 1
          ? "there is no rejected record \(list)" : "there are no rejected records \(list)",
        help: "`ecs-stops rejects --all` lists their numbers")
    }
    let wanted = Set(try store.ids(filter))
    let others = rejects.filter { !wanted.contains($0.id) }.sorted { $0.id < $1.id }
    guard !wanted.isEmpty else {
      throw Failure(others.map(whyNot).joined(separator: "; "))
    }
    for reject in others { StandardError.message(.note, whyNot(reject), color: output.color) }
  }

  /// Why a record that was named is left out.
  private func whyNot(_ reject: RejectStore.Reject) -> String {
    if retry || dismiss, let resolution = reject.resolution {
      let purpose = retry ? "--retry reads only missing ones" : "--dismiss is for missing ones"
      return "record \(reject.id) is resolved (\(resolution)); \(purpose)"
    }
    return "record \(reject.id) does not match \(conditions)"
  }

  /// The options that select records, as they were written.
  private var conditions: String {
    [
      reason.map { "--reason \"\($0)\"" }, file.map { "--file \"\($0)\"" },
      since == nil ? nil : "--since",
    ].compactMap(\.self).joined(separator: " and ")
  }

  /// Says that there are none, or none like those.
  func sayNone(_ store: RejectStore) throws {
    var everything = RejectStore.Filter()
    everything.includesResolved = true
    let counts = try store.counts(everything)
    let records = Int(counts.reduce(0) { $0 + $1.records })
    let resolved = Int(counts.reduce(0) { $0 + $1.resolved })
    StandardError.message(.note, none(of: records, resolved: resolved), color: output.color)
  }

  private func none(of records: Int, resolved: Int) -> String {
    if records == 0 { return "no record was rejected" }
    if conditions.isEmpty {
      return "no rejected records are missing; \(Quantity.count(resolved))"
        + " \(resolved == 1 ? "is" : "are") resolved, --all lists \(resolved == 1 ? "it" : "them")"
    }
    let kind = all ? "rejected" : "missing"
    let count = all ? records : records - resolved
    if count == 0 { return "no rejected records are missing" }
    return count == 1
      ? "the only \(kind) record does not match \(conditions)"
      : "none of the \(Quantity.count(count)) \(kind) records match \(conditions)"
  }

  /// Exports records: to a folder, a file, or standard output.
  func write(_ store: RejectStore, to path: String, of records: Int) throws {
    let ids = Array(try store.ids(filter).prefix(limit?.rows ?? .max))
    var named = RejectStore.Filter()
    named.ids = ids
    named.includesResolved = true
    let cut = try store.rejects(named, bytes: 0).filter(\.isCut)
    let files = path == "-" ? nil : try RejectFiles(path, isFolder: ids.count > 1)
    if files == nil { try checkStandardOutput(ids.count) }
    for id in ids {
      guard let record = try store.record(id) else { continue }
      if let files {
        try files.write(record, number: id)
      } else {
        try StandardOutput.write(bytes: record)
      }
    }
    let extent = ids.count < records ? "\(Quantity.count(ids.count)) of " : ""
    StandardError.message(
      .note,
      "wrote \(extent)\(Quantity.of(records, "record"))" + (files == nil ? "" : " to \(path)"),
      color: output.color)
    for reject in cut {
      StandardError.message(
        .warning,
        "record \(reject.id) is \(reject.reason): only its first \(Quantity.bytes(reject.size)) are kept and were written; the whole is in \(reject.path), line \(reject.line)",
        color: output.color)
    }
  }

  private func checkStandardOutput(_ count: Int) throws {
    guard count == 1 else {
      throw Failure(
        "standard output takes one record, and there are \(Quantity.count(count))",
        help: "give one number, or a folder after --export", exitCode: .validationFailure)
    }
    guard !Terminal.isTerminal(STDOUT_FILENO) else {
      throw Failure(
        "the exact bytes could command the terminal",
        help: "--show prints them as text; or write them to a file", exitCode: .validationFailure)
    }
  }
}
