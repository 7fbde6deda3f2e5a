import Glibc
import Rows
import Testing

@testable import Masking

/// What is masked in text, and what stays readable.
@Suite struct MaskerTests {
  @Test(arguments: SecretRule.all.indices) func eachRuleMasksItsExample(number: Int) {
    let rule = SecretRule.all[number]
    let masker = Masker()
    #expect(masker.masked(rule.example.text) == rule.example.shown, "\(rule.name)")
    #expect(masker.count > 0)
  }

  @Test func numbersInAnEnvironmentStayJSON() {
    #expect(
      Masker().masked(#"{"environment":[{"name":"A","value":4711},{"value":true,"name":"B"}]}"#)
        == #"{"environment":[{"name":"A","value":"[masked]"},{"value":"[masked]","name":"B"}]}"#)
    #expect(
      Masker().masked(#"{\"environment\":{\"A\":4711}}"#)
        == #"{\"environment\":{\"A\":\"[masked]\"}}"#)
  }

  /// A list that is cut inside a string of JSON ends with that string.
  @Test func cutEnvironmentStaysJSON() {
    #expect(
      Masker().masked(#"{"m":"{\"environment\":[{\"name\":\"A\",\"value\":\"x\"}","n":"y"}"#)
        == #"{"m":"{\"environment\":[{\"name\":\"A\",\"value\":\"[masked]\"}","n":"y"}"#)
  }

  /// Strings with one secret each, `S3cr3t-Planted-0042` or what looks like it.
  private static let secrets = [
    // Environment values in any order, spelling and depth.
    #"{"containerOverrides":[{"environment":[{"value":"S3cr3t-Planted-0042","name":"A"}]}]}"#,
    #"{"environment" : [ { "name" : "A" , "value" : "S3cr3t-Planted-0042" } ]}"#,
    #"{"Environment":[{"Name":"A","Value":"S3cr3t-Planted-0042"}]}"#,
    #"{"environment":[{"name":"A","value":"a\"b S3cr3t-Planted-0042"}]}"#,
    #"{"environment":[{"name":"A","value":"ends with \\"},{"name":"B","value":"S3cr3t-Planted-0042"}]}"#,
    #"{"environment":{"A":"S3cr3t-Planted-0042"}}"#,
    #"{"m":"{\"environment\":[{\"name\":\"A\",\"value\":\"q\\\"S3cr3t-Planted-0042\"}]}"}"#,
    #"{"m":"{\"m\":\"{\\\"environment\\\":[{\\\"name\\\":\\\"A\\\",\\\"value\\\":\\\"S3cr3t-Planted-0042\\\"}]}\"}"}"#,
    #"{"environment":[{"name":"A","value":"S3cr3t-Planted-0042"#,
    #"{"environment":[["A","S3cr3t-Planted-0042"]]}"#,
    #"{"environment":[{"name":"A","value":"[masked] S3cr3t-Planted-0042"}]}"#,
    "{'environment': [{'name': 'A', 'value': 'x S3cr3t-Planted-0042'}]}",
    // A list that is cut does not hide what follows.
    "{\"environment\":[{\"name\":\"A\npassword=S3cr3t-Planted-0042\n",
    "{\"environment\":[{\"name\npassword=S3cr3t-Planted-0042\n",
    "{\"environment\":[{\"name\":\n{\"password\":\"S3cr3t-Planted-0042\"}\n",
    "{\"environment\":[{\nhttps://user:S3cr3t-Planted-0042@registry.example.com/v2/\n",
    "{\"environment\":[{\"value\":\n--password S3cr3t-Planted-0042 x\n",
    #"{"environment":[{"name":"A password=S3cr3t-Planted-0042 B","value":"x"}]}"#,
    // Names.
    "password=S3cr3t-Planted-0042", "DB_PASSWORD='S3cr3t-Planted-0042 x'",
    "x-api-key: S3cr3t-Planted-0042",
    "aws_secret_access_key = S3cr3t-Planted-0042", "passwd=S3cr3t-Planted-0042;Server=db",
    #"{"password":"S3cr3t-Planted-0042"}"#, #"{"token" : "S3cr3t-Planted-0042"}"#,
    #"{\"client_secret\":\"S3cr3t-Planted-0042\"}"#, "token: S3cr3tPlanted0042",
    "curl -H 'Authorization: Basic S3cr3t-Planted-0042=='",
    "Authorization: Bearer S3cr3t-Planted-0042",
    "authorization: S3cr3t-Planted-0042", "Cookie: sid=S3cr3t-Planted-0042; a=b",
    "--password S3cr3t-Planted-0042", "-password S3cr3t-Planted-0042",
    "--token=S3cr3t-Planted-0042",
    #"["--db-password", "S3cr3t-Planted-0042"]"#, #"[\"--secret\",\"S3cr3t-Planted-0042\"]"#,
    #"[{"key":"Db-Password","value":"S3cr3t-Planted-0042"}]"#,
    #"{"name": "API_KEY", "value": "S3cr3t-Planted-0042"}"#,
    "AccountName=a;AccountKey=S3cr3t-Planted-0042==;EndpointSuffix=x",
    // URLs.
    "https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4&X-Amz-Credential=S3cr3t-Planted-0042",
    #"https://b/k?x-id=GetObject\u0026X-Amz-Security-Token=S3cr3t-Planted-0042\u0026X-Amz-Expires=1"#,
    "https://b/k?AWSAccessKeyId=A&Expires=1&Signature=S3cr3t-Planted-0042",
    "https://a.blob.core.windows.net/c?sv=2022&sig=S3cr3t-Planted-0042",
    "Get \"https://b/k?a=S3cr3t-Planted-0042&amp;X-Amz-Signature=b\": dial tcp",
    "https://user:S3cr3t-Planted-0042@registry.example.com/v2/",
    "https://S3cr3t-Planted-0042@github.com/a",
    "postgres://u:S3cr3t@Planted-0042@db/x?sslmode=off", "root:S3cr3t-Planted-0042@tcp(db)/x",
    "https://hooks.slack.com/services/T00/B00/S3cr3t-Planted-0042",
    // Tokens.
    "using ASIAS3CR3TPLANTED0042", "github_pat_S3cr3tPlanted0042", "glpat-S3cr3tPlanted0042",
    "xoxb-S3cr3tPlanted0042", "npm_S3cr3tPlanted0042", "dckr_pat_S3cr3tPlanted0042",
    "eyJhbGciOiJIUzI1NiJ9.eyJTM2NyM3QtUGxhbnRlZC0wMDQyIn0.x", "Bearer S3cr3t-Planted-0042",
    "docker login -u AWS -p eyJwYXlsb2FkIjoiUzNjcjN0LVBsYW50ZWQtMDA0MiJ9",
    "password:\nDB_PASSWORD='S3cr3t-Planted-0042'", "password = a=\"x S3cr3t-Planted-0042\"",
    "PRIVATE_KEY=-----BEGIN RSA PRIVATE KEY-----\nS3cr3t-Planted-0042\n-----END RSA PRIVATE KEY-----",
    #"-----BEGIN RSA PRIVATE KEY-----\nS3cr3t-Planted-0042\n-----END RSA PRIVATE KEY-----"#,
    "-----BEGIN PRIVATE KEY-----\nS3cr3t-Planted-0042",
    "-----BEGIN PGP PRIVATE KEY BLOCK-----\nS3cr3t-Planted-0042\n-----END PGP PRIVATE KEY BLOCK-----",
    "hf_S3cr3tPlanted0042abcdefghij",
    // What programs print of their structures.
    "{User:x Password:S3cr3t-Planted-0042 Host:y}", "map[password:S3cr3t-Planted-0042 user:x]",
    #"Config { password: Some("S3cr3t-Planted-0042") }"#, #":password=>"S3cr3t-Planted-0042""#,
    #"'password': SecretStr('S3cr3t-Planted-0042')"#, "passwd: Optional[S3cr3t-Planted-0042]",
    "<db><password>S3cr3t-Planted-0042</password></db>",
    "<ns:apiKey>S3cr3t-Planted-0042</ns:apiKey>",
    #"{"passwords":["x","S3cr3t-Planted-0042"]}"#, #"{"password":{"value":"S3cr3t-Planted-0042"}}"#,
    #"{"value":"S3cr3t-Planted-0042","key":"db_password"}"#,
    #"[{"value": "S3cr3t-Planted-0042", "name": "API_KEY", "type": 1}]"#,
    #"{\"value\":\"S3cr3t-Planted-0042\",\"key\":\"token\"}"#,
    #"{"secrets":[{"name":"A","value":"S3cr3t-Planted-0042"}]}"#,
    #"{"Env":[{"Name":"A","Value":"S3cr3t-Planted-0042"}]}"#,
    // Blanks and lines.
    "password\t=\tS3cr3t-Planted-0042", "password=\nS3cr3t-Planted-0042\n",
    "db:\n  password: |-\n    x\n    S3cr3t-Planted-0042\n  host: x",
    #"{"m":"password: |\n  S3cr3t-Planted-0042\nhost: x"}"#,
    #"{"m":"password\t=\tS3cr3t-Planted-0042"}"#,
    // Characters that end other words.
    "password=$ab$S3cr3t-Planted-0042", "password=ab;S3cr3t-Planted-0042",
    "password=ab&S3cr3t-Planted-0042",
    #"password=ab\S3cr3t-Planted-0042"#, "password=ab<S3cr3t-Planted-0042",
    #"password=ab"S3cr3t-Planted-0042"#, "password=ab>S3cr3t-Planted-0042",
    #"parse "postgres://u:pa/S3cr3t-Planted-0042@db": invalid port ":pa" after host"#,
    "postgres://u:pa?S3cr3t-Planted-0042@db", "postgres://u:pa'S3cr3t-Planted-0042@db",
    "postgres://u:pa S3cr3t-Planted-0042@db",
    // Headers, commands, other languages.
    "Authorization: AWS AKIAIOSFODNN7EXAMPLE:S3cr3t-Planted-0042=",
    #"Authorization: Digest username="bob", response="S3cr3t-Planted-0042""#,
    #"{"m":"Authorization: Digest username=\"bob\", response=\"S3cr3t-Planted-0042\""}"#,
    "docker login -u AWS -p S3cr3t-Planted-0042 x",
    #"["docker","login","-p","S3cr3t-Planted-0042"]"#,
    "mysql -u root -pS3cr3t-Planted-0042", "curl -u user:S3cr3t-Planted-0042 x",
    "jdbc:oracle:thin:scott/S3cr3t-Planted-0042@//db:1521/svc", "user:S3cr3t-Planted-0042@db:5432",
    "Passwort: S3cr3t-Planted-0042", "kennwort=S3cr3t-Planted-0042",
    "MOT_DE_PASSE=S3cr3t-Planted-0042", "contrase\u{f1}a=S3cr3t-Planted-0042",
    // Encoded.
    "GET https%3A%2F%2Fb%2Fk%3FX-Amz-Date%3D1%26X-Amz-Signature%3DS3cr3t-Planted-0042 x",
    "to=%252Fk%253Ftoken%253DS3cr3t-Planted-0042%2526x",
    "https://api.telegram.org/botS3cr3t-Planted-0042/send",
    "https://a.webhook.office.com/webhookb2/S3cr3t-Planted-0042",
    // Escapes of JSON and of regular expressions.
    #"{"m":"postgres:\/\/u:S3cr3t-Planted-0042@db\/x"}"#,
    #"{"m":"postgres://u:S3cr3t-Planted-0042\u0040db"}"#,
    #"{"m":"password\u003dS3cr3t-Planted-0042"}"#, #"{"m":"passw\u006frd=S3cr3t-Planted-0042"}"#,
    #"{"m":"Bearer\u0020S3cr3t-Planted-0042"}"#, #"{"m":"\u0041KIAS3CR3TPLANTED0042"}"#,
    #"{"\u0065nvironment":[{"name":"A","value":"S3cr3t-Planted-0042"}]}"#,
    #"{"m":"{\u0022password\u0022:\u0022S3cr3t-Planted-0042\u0022,\u0022b\u0022:1}"}"#,
    #"{"m":"{\"m\":\"redis:\\\/\\\/:S3cr3t-Planted-0042\\u0040db\"}"}"#,
    #"^dial postgres:\/\/user:S3cr3t-Planted-0042\@db:5432\/x failed$"#,
  ]

  @Test(arguments: secrets) func secretsAreMasked(text: String) {
    let shown = Masker().masked(text)
    #expect(shown.contains("[masked]"), "\(shown)")
    for part in [
      "S3cr3t", "S3cr3tPlanted", "S3CR3T", "Planted-0042", "eyJ0", "UGxhbnRlZC", "BsYW50",
    ] {
      #expect(!shown.contains(part), "\(shown)")
    }
    // What is masked is not masked again.
    let again = Masker()
    #expect(again.masked(shown) == shown)
    #expect(again.count == 0)
  }

  @Test(arguments: [
    "",
    "x",
    "arn:aws:ecs:us-east-1:123456789012:task/default/0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db1-AbCdEf from secrets manager: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/ecsTaskExecutionRole/0f1e2d3c is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db1-AbCdEf because no identity-based policy allows it status code: 400, request id: 5f0d3c1e-9a8b-4c7d-8e6f-1a2b3c4d5e6f",
    "CannotPullContainerError: failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized",
    "CannotPullContainerError: Error response from daemon: pull access denied, no basic auth credentials",
    "failed to fetch anonymous token: Get \"https://auth.docker.io/token?scope=repository:library/nginx:pull&service=registry.docker.io\": dial tcp",
    "invalid secret: prod/db1-AbCdEf not found", "secret: db-AbCd12 is missing",
    #"unrecognized token: "\"#, "token: expired",
    "token: 403",
    "123456789012.dkr.ecr.us-east-1.amazonaws.com/web@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/web/0123456789abcdef)",
    "2026-01-31 09:30:00.000", "max_tokens=4096", "auth=137, secret=?, web=0",
    "password=$DB_PASSWORD", "password=",
    "bearer token expired",
    "Basic authentication required", "https://example.com/a?page=2&sort=name",
    #"{"environment":[],"environmentFiles":[{"type":"s3","value":"arn:aws:s3:::bucket/a.env"}]}"#,
    #"{"attachments":[{"details":[{"name":"subnetId","value":"subnet-0a1b2c3d4e5f"}]}]}"#,
    #"{"tags":[{"key":"team","value":"shop"}]}"#, "bypass=1", "AKIA is a prefix",
    "AROAEXAMPLEEXAMPLEEX:session",
    "OutOfMemoryError: Container killed due to memory usage", "sk-1", "the key: value",
    #"{"secrets":[{"name":"DB","valueFrom":"arn:aws:ssm:us-east-1:1:parameter/db"}]}"#,
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod-db-password:AWSCURRENT",
    "repo/reset-password:1.2.3 and x/password:build-17 pulled",
    "https://example.com:8443/a?mail=me@example.com", "https://host:80/x by joe@example.com",
    "web@sha256:0123456789abcdef", "s3://bucket: access denied for me@example.com",
    #"{"repositoryCredentials":{"credentialsParameter":"arn:aws:secretsmanager:us-east-1:1:secret:x"}}"#,
    #"{"env":"prod","secrets":["prod/db","prod/web"]}"#, "PASSWORD=\nOTHER=x",
    "docker run -u 1000:1000 -p 80:80 x", "<password></password>", #"C:\users\tokens\x"#,
    #"{"m":"https:\/\/example.com\/a\u0026b"}"#, "pipe | grep password: > out",
  ]) func othersStay(text: String) {
    let masker = Masker()
    #expect(masker.masked(text) == text)
    #expect(masker.count == 0)
  }

  /// A regular expression is masked as a whole where the text that it was made from has a secret.
  @Test(arguments: [
    (#"^dial postgres:\/\/u:S3cr3t\@db\/x$"#, true), (#"^password="a\\"S3cr3t"$"#, true),
    (#"^\{\\"password\\":\\"x\\\\\\"S3cr3t\\"\}$"#, true), (#"^password=\nS3cr3t$"#, true),
    (#"^password=[0-9A-Za-z-]+ in .*$"#, false), (#"^a\/b\.c$"#, false),
  ]) func regularExpressions(text: String, isMasked: Bool) throws {
    let masker = Masker()
    #expect(try masker.masked(text, .regex) == (isMasked ? "[masked]" : text))
    #expect(masker.count == (isMasked ? 1 : 0))
  }

  /// What the rules find does not keep known secrets from being found beside it.
  @Test func knownSecretsAreFoundBesideOthers() throws {
    let event =
      #"{"environment":[{"name":"A","value":"\n-----Kx7 b"},{"name":"B","value":"plain"}]}"#
    let masker = Masker {
      var known = KnownSecrets()
      event.withCString {
        known.add(from: UnsafeRawBufferPointer(start: $0, count: event.utf8.count))
      }
      return known
    }
    for (text, shown) in [
      ("password=x plain, token=y1y1", "password=[masked] [masked], token=[masked]"),
      ("v:plain", "v:[masked]"), ("a-plain.", "a-[masked]."), ("/plain/x", "/[masked]/x"),
      ("plains explain", "plains explain"), ("x Kx7 b!", "x [masked]!"), ("Kx7 bc", "Kx7 bc"),
    ] {
      #expect(try masker.masked(text, .derived) == shown)
    }
  }

  /// Twice the text takes about twice the time, whatever it is made of.
  @Test(arguments: [
    "://", "a:b@", "@tcp(", "\"environment\":[", "password=", "Authorization: ", "?a=b&", "\\",
    "\"", "--", "eyJ",
    "-----BEGIN RSA PRIVATE KEY-----", "{\"environment\":[{\"name\":\"a\",\"value\":", "a=",
    "\"name\":\"password\",", "Bearer ", "~~~~token:", "Authorization:",
    "password:|\n ", "password=;", "password:", "postgres://u:a ",
    "\"value\":\"a\",\"key\":\"password\"}",
    "login -p ", "a:b@c:80", "password=<", "password=\n", "\"password\":{", "Authorization: a=\"",
  ]) func isLinear(unit: String) {
    let masker = Masker()
    // Of this thread: other tests run at the same time.
    func clock() -> Duration {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    func time(_ count: Int) -> Duration {
      let text = String(repeating: unit, count: count / unit.utf8.count)
      return (0..<3).map { _ in
        let start = clock()
        _ = masker.masked(text)
        return clock() - start
      }.min() ?? .zero
    }
    _ = time(10_000)
    let (small, large) = (time(20_000), time(200_000))
    #expect(large < small * 40 + .milliseconds(20), "\(unit): \(small), \(large)")
  }
}
