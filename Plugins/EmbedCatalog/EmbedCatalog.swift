import Foundation
import PackagePlugin

/// Makes the files of a target's folder `Catalog` part of its program, whatever files there are: a new one needs no
/// line anywhere else.
@main
struct EmbedCatalog: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let files = try FileManager.default.contentsOfDirectory(
      at: target.directoryURL.appending(path: "Catalog"), includingPropertiesForKeys: nil,
      options: .skipsHiddenFiles
    ).sorted { $0.lastPathComponent < $1.lastPathComponent }
    let output = context.pluginWorkDirectoryURL.appending(path: "CatalogFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding the files of Catalog",
        executable: try context.tool(named: "embed-catalog").url,
        arguments: [output.path(percentEncoded: false)]
          + files.map { $0.path(percentEncoded: false) },
        inputFiles: files, outputFiles: [output])
    ]
  }
}
