import ECSStops

/// What words stand for that people give as the value of an option.
enum ValueMeanings {
  /// The words of an option, by its long name.
  static func of(_ option: String) -> [String: String] { table[option] ?? [:] }

  private static let table: [String: [String: String]] = [
    "--format": [
      "md": "markdown", "jsonl": "ndjson", "json-lines": "ndjson", "text": "table", "txt": "table",
      "tab": "tsv", "excel": "csv", "xlsx": "csv", "xls": "csv", "pretty": "table", "box": "table",
      "vertical": "list", "line": "list", "yml": "yaml",
    ],
    "--color": [
      "on": "always", "yes": "always", "true": "always", "force": "always", "ansi": "always",
      "off": "never", "no": "never", "false": "never", "none": "never",
    ],
    "--as": [
      "logs-insights": "insights", "ql": "insights", "cloudwatch": "insights", "cwli": "insights",
      "sqlite": "sql",
    ],
    "--by": [
      "az": "zone", "availability-zone": "zone", "availabilityzone": "zone", "reason": "cause",
      "causes": "cause",
      "group": "service", "svc": "service", "app": "service", "date": "day", "dow": "weekday",
      "task-definition": "revision", "taskdefinition": "revision", "deployment": "revision",
      "responsibility": "responsible", "blame": "responsible",
      "provider": "capacity-provider", "aws-region": "region",
    ],
    "--cause": StopCategory.meanings,
    "--errors": ["txt": "text"],
  ]
}
