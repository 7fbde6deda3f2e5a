import JSON
import Queries
import SQLite

/// What patterns can learn from the shapes of an archive.
struct ArchiveShapes {
  private(set) var all: [(id: Int64, content: OutlineContent)] = []

  /// With more shapes than this, examining all of them takes longer than it saves.
  private static let shapesMax = 20_000

  /// Nil if there are too many shapes, or a damaged one: then every message must be read.
  init?(_ connection: Connection) throws {
    let select = try connection.prepare(
      "SELECT id, shape FROM shapes ORDER BY id LIMIT \(Self.shapesMax + 1)", persistent: false)
    let parser = JSONParser()
    while try select.step() {
      let outline = ShapeOutline(select.withBytes(at: 1) { Array($0) })
      guard all.count < Self.shapesMax, let content = OutlineContent(outline, parser) else {
        return nil
      }
      all.append((select.integer(at: 0), content))
    }
  }
}
