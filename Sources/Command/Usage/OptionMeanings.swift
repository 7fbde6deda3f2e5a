/// What options of other programs are called here.
enum OptionMeanings {
  /// The options that an unknown one may stand for, the likeliest first; the first that a command has is meant.
  ///
  /// - Parameter name: with its dashes, in lower case.
  static func options(for name: String) -> [String] { table[name] ?? [] }

  /// Why there is no such option, where nothing takes its place.
  static func explanation(of name: String, in command: String?) -> String? {
    explanations[name]
      ?? (["--since", "--start", "--end"].contains(name) ? command.flatMap { ranges[$0] } : nil)
  }

  /// What to do for a range of time, by the commands that take none.
  private static let ranges = [
    "sql": "filter in the statement: WHERE stopped_at >= '2026-01-31'",
    "info":
      "info covers the whole archive; `ecs-stops report coverage --since 7d` covers a time range",
  ]

  private static let explanations = [
    "--verbose": "there is no verbose mode; notes and progress go to standard error",
    "--debug": "there is no verbose mode; notes and progress go to standard error",
    "--quiet": "`2>/dev/null` hides notes and progress; standard output carries only data",
    "--silent": "`2>/dev/null` hides notes and progress; standard output carries only data",
    "-q": "`2>/dev/null` hides notes and progress; standard output carries only data",
    "--profile": "ecs-stops reads local files and needs no AWS credentials",
    "--config": "settings are options and environment variables; `ecs-stops --help` names them",
  ]

  private static let table: [String: [String]] = {
    var table: [String: [String]] = [:]
    for (names, options) in groups {
      for name in names.split(separator: " ") { table[String(name), default: []] += options }
    }
    for format in ["json", "ndjson", "csv", "tsv", "markdown", "table", "list", "yaml"] {
      table["--" + format, default: []].append("--format \(format)")
    }
    return table
  }()

  private static let groups: [(names: String, options: [String])] = [
    ("--jsonl --raw --json-lines", ["--format ndjson"]),
    ("--excel --xlsx --xls --spreadsheet", ["--format csv"]),
    ("--md", ["--format markdown"]),
    ("--text --txt --pretty", ["--format table"]),
    ("--vertical --expanded --line --lines -x", ["--format list"]),
    ("--output-format --fmt --as-format --type", ["--format"]),
    ("--last --for --past --age --within --newer --recent --duration", ["--since 7d"]),
    ("--days --hours --weeks -d", ["--retention-days", "--since 7d"]),
    (
      "--from --after --begin --since-time --start-time --start-date --starttime --startdate",
      ["--start"]
    ),
    ("--to --until --before --end-time --end-date --endtime --enddate --till --upto", ["--end"]),
    ("--date --day --at --time", ["--as-of", "--start"]),
    ("--now", ["--as-of"]),
    ("--everything --all-time --alltime", ["--since all"]),
    ("--db --database --sqlite --dbfile --store --data --path -d", ["--archive"]),
    ("--file --input -i", ["--archive"]),
    ("--out --outfile --output-file --out-file --save --write --to-file --dest", ["--output"]),
    (
      "--top --max --rows --count --number --head --num --max-rows --max-results --max-items -n -l",
      ["--limit"]
    ),
    ("--group-by --group --breakdown --split --dimension --per --groupby --break-down", ["--by"]),
    ("--param --params --parameter --var --variable --define --arg -p", ["--set"]),
    (
      "--fail --check --alert --assert --threshold --error-if --exit-code --condition",
      ["--fail-if"]
    ),
    ("--stale --max-age --fail-stale --freshness", ["--fail-if-stale"]),
    ("--gap --gaps --fail-on-gap --missing --complete", ["--fail-if-gap"]),
    ("--svc --services --service-name --app -s", ["--service"]),
    ("--clusters --cluster-name --cluster-arn -c", ["--cluster"]),
    ("--accounts --account-id --acct --aws-account", ["--account"]),
    ("--regions --aws-region -r", ["--region"]),
    ("--category --verdict --why --reason --because", ["--cause"]),
    ("--abnormal-only --only-abnormal --failures --failed --errors --bad", ["--abnormal"]),
    ("--abnormal", ["--abnormal-only"]),
    ("--colour --colors --colours", ["--color"]),
    ("--no-color --no-colour --nocolor --no-colors --monochrome", ["--color never"]),
    ("--plain --no-unicode --no-utf8", ["--ascii"]),
    ("--dry --simulate --noop --preview --no-act --whatif --what-if -n", ["--dry-run"]),
    ("--force --assume-yes --confirm --no-prompt --non-interactive -y", ["--yes"]),
    ("--retention --keep --keep-days --older-than --retain", ["--retention-days"]),
    ("--show-sql --print-sql --as-sql --to-sql --sql", ["--sql", "--as sql"]),
    ("--as-insights --insights --logs-insights", ["--as insights"]),
    ("--plan --query-plan --analyze", ["--explain"]),
    ("--prettify --reformat --canonical --beautify", ["--format-query"]),
    ("--list-reports --names --ls --reports-list", ["--list"]),
    ("--page --web --site", ["--html"]),
    ("--browser --view --launch --show", ["--open"]),
    ("--summary --slack --chat", ["--digest"]),
    ("--no-trunc --no-truncate --full --untruncated --long --no-wrap", ["--wide"]),
    ("--cols --fields --select --column --field --columns-only", ["--columns"]),
    ("--no-page --nopager --no-less --no-paging", ["--no-pager"]),
    ("--localtime --local-time --timezone --time-zone --tz --zone", ["--local"]),
    ("--gmt --zulu", ["--utc"]),
    ("--safe --escape", ["--csv-safe"]),
    ("--max-time --seconds --time-limit --deadline", ["--timeout"]),
    ("--event-pattern --filter-pattern", ["--pattern"]),
    ("--force-read --reread --re-read --rescan --reimport", ["--again"]),
    ("--tf --hcl", ["--terraform"]),
    ("--events --event-file", ["--event"]),
    ("--task-id --id --task-arn", ["--task"]),
    ("--names-of-sidecars --sidecar", ["--sidecars"]),
    ("--lookup --lookups --table", ["--tables"]),
    ("--report-folder --reports-folder --report-dir --report", ["--reports"]),
    ("-v -V", ["--version"]),
    ("-?", ["--help"]),
  ]
}
