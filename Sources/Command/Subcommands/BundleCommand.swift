import ArgumentParser
import ECSStops

/// `ecs-stops bundle`: an incident bundle.
struct BundleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Package part of the archive, with its reports, to hand to someone else.",
    usage: "ecs-stops bundle <folder> [<options>]",
    discussion: """
      Writes a folder with a page of all reports, an archive of the stops in the time range and scope, and the text of every \
      report. Without a time range it takes the seven days before the newest stop. Secrets are masked in all of it, in the \
      archive too, unless --unmask is given.

        ecs-stops bundle incident-42 --start 2026-01-30 --service nginx-service
        ecs-stops report reasons --archive incident-42/archive.sqlite
      """)

  @Argument(
    help: "The folder to write; it must be new or empty.", completion: .directory,
    transform: PathArgument.parse)
  var folder: String

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup(title: "filters") var time: TimeRangeOptions
  @OptionGroup(title: "filters") var scope: ScopeOptions
  @OptionGroup(title: "output") var secrets: SecretOptions

  private static let limits = TimeLimit(seconds: 0).limits

  func run() throws {
    let opened = try archive.open(.read)
    let runner = try ReportRunner(opened, limits: Self.limits)
    let now = try opened.extractSettings()?.extractedAt ?? TimeSource.system.now
    let range = time.range(asOf: now)
    let asked = ReportRequest(
      start: range.start, end: range.end, coversAllTime: time.coversAllTime, now: now,
      scope: try scope.scope(in: opened), rowsMax: PageMaker.rowsMax)
    let bundle = try Bundle(runner, runner.archiveStops.held(asked))
    let output = try BundleFolder(path: folder)
    for name in output.deletedRemains {
      StandardError.message(
        .note, "deleted \(name), left over from a bundle command that was killed")
    }
    let selection = try bundle.selection()
    let file = output.temporaryPath + "/" + Bundle.archiveName
    let masker = secrets.unmask ? nil : Masker()
    try ArchiveExtract(of: opened.path, selection, masking: masker).write(to: file, now: now)
    let stops = try write(bundle, from: file, to: output)
    try output.complete()
    SecretOptions.note(masker)
    StandardError.message(
      .note,
      "wrote \(folder): \(Quantity.of(stops, "stop")) from \(bundle.window.text(of: bundle.scope)). \(secrets.unmask ? "It contains full events; overrides may include environment values and commands." : "Secrets in it are masked.")"
    )
    if let content = runner.archiveStops.extract?.content,
      try runner.archiveStops.limits(of: asked) != nil
    {
      StandardError.message(
        .note,
        "the time range was narrowed: \(opened.path) is a bundle that contains only the stops from \(ArchiveStops.text(of: content))"
      )
    }
    try StopsNote.emptiness(runner.archiveStops, bundle.fixedRequest)
    try StopsNote.future(runner.archiveStops, asOf: now)
  }

  /// Writes the queries and the page, made from the new archive, so that they are what its reader will see; returns the
  /// number of stops in the window.
  private func write(
    _ bundle: Bundle, from file: String, to output: BundleFolder
  ) throws -> Int {
    let extract = try ArchiveOptions.open(file)
    let runner = try ReportRunner(extract, limits: Self.limits, unmask: secrets.unmask)
    let copy = try Bundle(runner, bundle.fixedRequest)
    let reports = ReportCatalog.standard.reports
    let stops = try runner.stops(copy.fixedRequest)
    for file in try copy.files(reports, stops: stops) {
      try output.write(file.text, to: file.path)
    }
    try output.write(
      PageMaker(runner).page(of: reports, copy.fixedRequest).text, to: Bundle.pageName)
    return stops
  }
}
