import Glibc
import Synchronization

/// The time zones of the system: a folder with a file for each, in which names are paths.
///
/// The files are read here and not by the C library, whose zone belongs to the whole process.
package final class ZoneDatabase: Sendable {
  /// The folder that `TZDIR` names, else the first of the usual ones that there is.
  package static let system = ZoneDatabase(folder: systemFolder)

  /// Nil where the system has none.
  package let folder: String?
  /// The zones that were asked for; nil is a name that no zone has.
  private let known = Mutex<[[UInt8]: ZoneRules?]>([:])

  /// More names than there are zones come from the events only.
  private static let knownMax = 2000

  package init(folder: String?) {
    self.folder = folder
  }

  private static var systemFolder: String? {
    if let named = getenv("TZDIR"), named.pointee != 0 { return String(cString: named) }
    return ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"].first {
      access($0, R_OK | X_OK) == 0
    }
  }

  /// The zone of a name; nil if there is none.
  package func zone(named name: UnsafeRawBufferPointer) -> ZoneRules? {
    let name = Array(name)
    if let zone = known.withLock({ $0[name] }) { return zone }
    let zone = Self.isName(name) ? read(String(decoding: name, as: UTF8.self)) : nil
    known.withLock {
      if $0.count >= Self.knownMax { $0.removeAll() }
      $0[name] = .some(zone)
    }
    return zone
  }

  package func zone(named name: String) -> ZoneRules? {
    var name = name
    return name.withUTF8 { zone(named: UnsafeRawBufferPointer($0)) }
  }

  /// Whether a text can be a zone's name: parts between slashes, none of which leads out of the folder.
  private static func isName(_ name: [UInt8]) -> Bool {
    let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return name.count <= 100
      && parts.allSatisfy { part in
        part.first.map { $0.isLetter || $0 == UInt8(ascii: "_") } == true
          && part.allSatisfy { $0.isLetter || $0.isDigit || "_-+".utf8.contains($0) }
      }
  }

  private func read(_ name: String) -> ZoneRules? {
    folder.flatMap { ZoneFile.rules(atPath: "\($0)/\(name)") }
  }
}
