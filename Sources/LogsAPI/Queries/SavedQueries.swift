import Files
import Glibc
import Time

/// Where saved queries come from, and where new ones go.
package struct SavedQueries: Sendable {
  /// Those that nobody can change.
  private let builtIn: [SavedQuery]
  /// Files NAME.insights; nil where none can be saved.
  private let folder: String?

  /// The ending of a saved query's file.
  package static let ending = ".insights"

  package init(builtIn: [SavedQuery] = [], folder: String? = nil) {
    self.builtIn = builtIn
    self.folder = folder
  }

  package var canSave: Bool { folder != nil }

  /// All of them: those that come with the command, and after them those of the folder by their names.
  ///
  /// - Throws: `SystemError` if the folder cannot be read.
  package func all() throws -> [SavedQuery] {
    guard let folder else { return builtIn }
    let names = try Folder.names(in: folder, endingIn: [Self.ending])
    return builtIn
      + names.compactMap { file in
        let path = folder + "/" + file
        guard let text = try? FileContent.text(of: path, bytesMax: 1 << 20) else { return nil }
        return SavedQuery(
          name: String(file.dropLast(Self.ending.count)), text: text,
          changedAt: Self.changeTime(of: path))
      }
  }

  /// Saves a query under a name, whole or not at all.
  ///
  /// - Throws: `APIError` for a name that no file can have, `SystemError` where the folder cannot be written.
  package func save(_ name: String, _ text: String) throws -> SavedQuery {
    let path = try path(of: name)
    let draft = path + ".\(getpid()).part"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, PrivateMode.file)
    guard file >= 0 else { throw SystemError.current }
    let bytes = Array(text.utf8)
    let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    let isWritten = count == bytes.count && fsync(file) == 0
    close(file)
    guard isWritten, rename(draft, path) == 0 else {
      let error = SystemError.current
      unlink(draft)
      throw error
    }
    return SavedQuery(name: name, text: text, changedAt: Self.changeTime(of: path))
  }

  /// Deletes the query of an id; false if there is none that can be deleted.
  func delete(_ id: String) throws -> Bool {
    guard let query = try all().first(where: { $0.id == id }),
      !builtIn.contains(where: { $0.id == id })
    else { return false }
    guard unlink(try path(of: query.name)) == 0 else { throw SystemError.current }
    return true
  }

  private func path(of name: String) throws(APIError) -> String {
    guard let folder else {
      throw .readOnly("queries are saved if it is started with --saved-queries")
    }
    let isPlain =
      !name.isEmpty && name.utf8.count <= 200 && !name.hasPrefix(".")
      && name.unicodeScalars.allSatisfy { $0 != "/" && $0.value >= 0x20 && $0.value != 0x7f }
    guard isPlain, !builtIn.contains(where: { $0.name == name }) else {
      throw .invalid(
        "a query cannot be saved as \"\(name)\": the name must be that of a file, without /, and no report's"
      )
    }
    return "\(folder)/\(name)\(Self.ending)"
  }

  private static func changeTime(of path: String) -> Int64? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
  }
}
