/// What words stand for that people take for the names of columns.
package enum ColumnMeanings {
  /// By words in lower case with `-` between their parts.
  package static let words = [
    "cause": "category", "category": "cause", "verdict": "category", "kind": "is_abnormal",
    "abnormal": "is_abnormal", "reason": "stopped_reason", "stopcode": "stop_code",
    "code": "stop_code", "time": "stopped_at", "date": "stopped_at", "timestamp": "stopped_at",
    "task": "task_id", "id": "task_id", "service": "service_name", "cluster": "cluster_name",
    "answerable": "responsible", "owner": "responsible", "exit-code": "exit_codes",
    "exitcode": "exit_codes",
  ]
}
