-- One call, as wrk repeats it: $BODY to the operation $TARGET, or a page where there is none. $PAUSE is how many
-- milliseconds a client waits before each. Prints what came of it as JSON.
local target, body, pause = os.getenv("TARGET"), os.getenv("BODY"), tonumber(os.getenv("PAUSE") or "0")

if target then
  wrk.method = "POST"
  wrk.body = body
  wrk.headers["X-Amz-Target"] = "Logs_20140328." .. target
  wrk.headers["Content-Type"] = "application/x-amz-json-1.1"
  wrk.headers["Authorization"] = "AWS4-HMAC-SHA256 Credential=any/20260131/us-east-1/logs/aws4_request, "
    .. "SignedHeaders=host;x-amz-date, Signature=0"
end

if pause > 0 then
  -- Clients do not poll in step.
  function delay() return math.random(pause / 2, pause * 3 / 2) end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"p50": %f, "p95": %f, "max": %f, "calls": %d, "seconds": %f, "failed": %d, "broken": %d}\n',
    latency:percentile(50) / 1e6, latency:percentile(95) / 1e6, latency.max / 1e6, summary.requests,
    summary.duration / 1e6, errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
