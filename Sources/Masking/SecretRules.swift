/// The rules by which secrets are recognized in text: the one table of them.
///
/// They look for secrets that say what they are, by a name next to them, a prefix or a place. Request ids, task ids,
/// digests, ARNs and names of secrets are none, and stay readable: whoever reads a reason needs them.
extension SecretRule {
  /// The last bytes of names such as `password`, `token`, `API_KEY`, `sig`.
  private static let nameEnds = "adegyhlnoprstwADEGYHLNOPRSTW"

  package static let all: [SecretRule] = [
    SecretRule(
      "environment",
      matches:
        "each value in a list or object of JSON that is called `environment`, `env`, `envVars` or `environmentVariables`, or `secrets`",
      why:
        "applications get passwords that way; names stay readable, and so do `environmentFiles`, and ARNs in `secrets`",
      example: (
        #"{"environment":[{"name":"MODE","value":"blue"}],"environmentFiles":[]}"#,
        #"{"environment":[{"name":"MODE","value":"[masked]"}],"environmentFiles":[]}"#
      ), at: ":", after: "\"' \t\n\r", word: .name, find: findEnvironment),
    SecretRule(
      "URL query",
      matches: "every value in the query string of a signed URL (S3, CloudFront, Google, Azure)",
      why: "whoever has the URL has the object until it expires; host and path stay readable",
      example: (
        "GET https://b.s3.amazonaws.com/key?X-Amz-Expires=60&X-Amz-Signature=9f86d081",
        "GET https://b.s3.amazonaws.com/key?X-Amz-Expires=[masked]&X-Amz-Signature=[masked]"
      ), at: "?", find: findSignedQuery),
    SecretRule(
      "URL user",
      matches: "the password before the host of a URL, or the whole user if there is no password",
      why: "registries, databases and Git servers are often addressed that way",
      example: ("amqp://app:hunter2@mq:5672/", "amqp://app:[masked]@mq:5672/"),
      at: "/", after: ":", find: findURLUser),
    SecretRule(
      "data source name",
      matches:
        "the password before the host of a data source name: that of Go's MySQL driver, of Oracle, or with a port",
      why: "it is a URL without a scheme",
      example: ("app:hunter2@tcp(db:3306)/shop", "app:[masked]@tcp(db:3306)/shop"),
      at: "@", find: findDataSource),
    SecretRule(
      "webhook",
      matches: "the path of a webhook of Slack, Discord, Teams or Telegram",
      why: "the path is the only secret that a webhook has",
      example: (
        "https://hooks.slack.com/services/T0/B0/x", "https://hooks.slack.com/services/[masked]"
      ), at: "/", after: "sgm", find: findWebhook),
    SecretRule(
      "assignment",
      matches: "the value after `=` and a name that ends in a word such as password, token or key",
      why: "shells, connection strings and query strings write settings that way",
      example: ("DB_PASSWORD=hunter2 ./run", "DB_PASSWORD=[masked] ./run"),
      at: "=", after: nameEnds + " \t\"'", word: .name, find: findAssignment),
    SecretRule(
      "label",
      matches:
        "the value after `:` and such a name, in JSON, YAML, headers and structures that programs print; of a list or object each value",
      why:
        "headers and structured logs write it that way; prose such as `token: not found` stays readable",
      example: (#"{"apiKey":"k-1","page":2}"#, #"{"apiKey":"[masked]","page":2}"#),
      at: ":", after: nameEnds + "\"' \t", word: .name, find: findLabel),
    SecretRule(
      "option",
      matches:
        "the argument after an option whose name ends in such a word, also as the next element of a list, and of `login -p`, `mysql -p`, `sshpass -p`, `redis-cli -a` and `curl -u`",
      why: "commands of overrides carry it",
      example: (#"["login","--password","hunter2"]"#, #"["login","--password","[masked]"]"#),
      at: "-", after: "- \"'", find: findOption),
    SecretRule(
      "named value",
      matches: "the member `value` after or before a member `name` or `key` that is such a name",
      why: "tags and details are lists of such pairs",
      example: (
        #"{"key":"db_password","value":"hunter2"}"#, #"{"key":"db_password","value":"[masked]"}"#
      ), at: ",}", after: "\"'", word: .name, find: findNamedValue),
    SecretRule(
      "authorization scheme",
      matches: "the credentials after `Bearer` or `Basic`",
      why: "clients quote headers in their errors; prose such as `bearer token` stays readable",
      example: ("sent Bearer a1B2c3D4e5 twice", "sent Bearer [masked] twice"),
      at: " ", after: "rRcC", find: findScheme),
    SecretRule(
      "access key id",
      matches: "an access key id of AWS",
      why:
        "it names the account and the key; ids of roles and users (AROA, AIDA) are not credentials",
      example: ("signed by AKIAIOSFODNN7EXAMPLE", "signed by AKIA[masked]"),
      at: "KSBC", after: "A", find: findAccessKeyID),
    SecretRule(
      "token",
      matches:
        "a token that begins as those of AWS STS, GitHub, GitLab, Slack, npm, Docker, PyPI, Vault, Google, Stripe and others do, and JSON Web Tokens",
      why: "their issuers chose the prefixes so that they can be found; the prefix stays readable",
      example: ("ghp_0123456789abcdefghij denied", "ghp_[masked] denied"),
      at: "_-.JGI", word: .prefix, find: findToken),
    SecretRule(
      "private key",
      matches: "what is between the lines that begin and end a private key in PEM, of PGP, too",
      why: "keys are passed as settings",
      example: (
        "-----BEGIN EC PRIVATE KEY----- MHcC -----END EC PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----[masked]-----END EC PRIVATE KEY-----"
      ), at: "N", after: "I", find: findPrivateKey),
    SecretRule(
      "element",
      matches: "the text of an element of XML with such a name",
      why: "clients quote what they sent",
      example: ("<db><password>hunter2</password></db>", "<db><password>[masked]</password></db>"),
      at: ">", after: nameEnds, find: findElement),
    SecretRule(
      "encoded assignment",
      matches: "the value after `%3D` and such a name",
      why: "URLs stand encoded in the query strings of others",
      example: (
        "to=https%3A%2F%2Fb%2Fk%3FX-Amz-Signature%3D9f86d081%26x",
        "to=https%3A%2F%2Fb%2Fk%3FX-Amz-Signature%3D[masked]%26x"
      ), at: "3", after: "%5", find: findEncoded),
  ]
}
