import Foundation

/// A file or folder of the repository.
func repositoryPath(_ path: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: path)
}

/// The files below a folder of the repository, or the file itself, whose names have one of these extensions.
func repositoryFiles(in path: String, extensions: Set<String>) -> [URL] {
  let url = repositoryPath(path)
  let found = FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)
  let files = found?.compactMap { $0 as? URL } ?? []
  return (files.isEmpty ? [url] : files).filter {
    extensions.contains($0.pathExtension) && !$0.hasDirectoryPath
  }
  .sorted { $0.path < $1.path }
}
