#!/usr/bin/env bash
# Asks a real Prometheus about the rules and the dashboard in this folder, on a running gateway.
#
#   deploy/check.sh [--url http://127.0.0.1:8080] [--token-file FILE] [--ca FILE] [--port 9099] [--quick] [--stay]
#
# It checks the files (promtool), lets a Prometheus of its own scrape the gateway every second, asks each expression of the rules and
# of the dashboard, and says how many were answered, how many were empty (nothing of the kind has happened yet) and how many
# failed. It ends 1 where one failed. The Prometheus listens on 127.0.0.1 alone, keeps its data in a temporary folder, and is ended.
#   --quick  rules wait for nothing, and look at 15 s in place of minutes: to see each alert fire on its fault, and end
#   --stay   the Prometheus stays until Ctrl-C, and each alert that begins or ends to fire is a line
# Needs prometheus and promtool (Debian: apt-get install prometheus), curl and python3.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
url=http://127.0.0.1:8080 token='' ca='' port=9099 quick='' stay=''
while [ $# -gt 0 ]; do
  case $1 in
    --url) url=$2; shift 2 ;;
    --token-file) token=$(readlink -f "$2"); shift 2 ;;
    --ca) ca=$(readlink -f "$2"); shift 2 ;;
    --port) port=$2; shift 2 ;;
    --quick) quick=yes; shift ;;
    --stay) stay=yes; shift ;;
    *) sed -n '2,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done
for tool in prometheus promtool curl python3; do
  command -v "$tool" >/dev/null || { echo "check.sh: $tool is not there (Debian: apt-get install prometheus curl python3)" >&2; exit 2; }
done

promtool check rules "$here/prometheus/rules.yaml"
promtool test rules "$here/prometheus/rules-test.yaml"
promtool check config --syntax-only "$here/prometheus/prometheus.yaml"

folder=$(mktemp -d)
watcher='' server=''
end() {
  [ -z "$watcher" ] || kill "$watcher" 2>/dev/null || true
  [ -z "$server" ] || { kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 143' TERM INT
if [ -n "$quick" ]; then
  sed 's/^\( *for:\) .*/\1 0s/; s/\[\(5m\|1h\)\]/[15s]/g; s/offset 5m/offset 15s/; s/> 300$/> 10/; s/ > 60$/ > 10/' "$here/prometheus/rules.yaml" >"$folder/rules.yaml"
else
  cp "$here/prometheus/rules.yaml" "$folder/rules.yaml"
fi
{
  echo "global: { scrape_interval: 1s, evaluation_interval: 1s }"
  echo "rule_files: [ rules.yaml ]"
  echo "scrape_configs:"
  echo "  - job_name: bars"
  echo "    scheme: ${url%%://*}"
  [ -z "$token" ] || echo "    authorization: { credentials_file: '$token' }"
  [ -z "$ca" ] || echo "    tls_config: { ca_file: '$ca' }"
  echo "    static_configs: [ { targets: [ '${url##*://}' ] } ]"
} >"$folder/prometheus.yaml"
prometheus --config.file="$folder/prometheus.yaml" --storage.tsdb.path="$folder/data" \
  --web.listen-address="127.0.0.1:$port" --log.level=error &
server=$!
for _ in $(seq 60); do
  curl -fs "http://127.0.0.1:$port/-/ready" >/dev/null 2>&1 && break
  kill -0 "$server" 2>/dev/null || { echo "check.sh: Prometheus did not start; is port $port free?" >&2; exit 1; }
  sleep 1
done
# Rates need two scrapes, and rules that make series one evaluation more
sleep 6

python3 - "$port" "$here/grafana/dashboard.json" <<'PY'
import json, sys, urllib.parse, urllib.request

port, dashboard = sys.argv[1], json.load(open(sys.argv[2]))

def ask(path, **fields):
    query = "?" + urllib.parse.urlencode(fields) if fields else ""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/{path}{query}") as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        return json.load(refused)

target = ask("targets")["data"]["activeTargets"][0]
if target["health"] != "up":
    sys.exit(f"check.sh: the gateway could not be scraped: {target['lastError']}")
rules = [rule for group in ask("rules")["data"]["groups"] for rule in group["rules"]]
asked = [("alert " + rule["name"], rule["query"]) for rule in rules]
asked += [("panel " + panel["title"], target["expr"].replace("$service", ".*"))
          for panel in dashboard["panels"] for target in panel.get("targets", [])]
counts = {"answered": 0, "empty": 0, "failed": 0}
for name, query in asked:
    answer = ask("query", query=query)
    if answer["status"] != "success":
        outcome = "failed"
    else:
        outcome = "answered" if answer["data"]["result"] else "empty"
    counts[outcome] += 1
    if outcome == "failed" or (outcome == "empty" and name.startswith("panel ")):
        print(f"{outcome}: {name}: {query} {answer.get('error', '')}")
bad = [rule["name"] + ": " + rule["lastError"] for rule in rules if rule["health"] == "err"]
print("\n".join(bad))
firing = sorted(alert["labels"]["alertname"] for alert in ask("alerts")["data"]["alerts"] if alert["state"] == "firing")
print(f"{len(rules)} rules, {len(asked) - len(rules)} dashboard queries: {counts}; an alert's expression is empty while it does not fire")
print("firing:", ", ".join(firing) or "none")
sys.exit(1 if counts["failed"] or bad else 0)
PY
[ -n "$stay" ] || exit 0

echo "Prometheus is at http://127.0.0.1:$port; Ctrl-C ends it. Alerts:"
python3 -u - "$port" <<'PY' &
import json, sys, time, urllib.request
before = set()
while True:
    with urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/api/v1/alerts") as answer:
        alerts = json.load(answer)["data"]["alerts"]
    now = {alert["labels"]["alertname"] for alert in alerts if alert["state"] == "firing"}
    stamp = time.strftime("%H:%M:%S")
    for name in sorted(now - before):
        words = next(a["annotations"]["summary"] for a in alerts if a["labels"]["alertname"] == name)
        print(stamp, "fires", name, "-", words)
    for name in sorted(before - now):
        print(stamp, "ended", name)
    before = now
    time.sleep(1)
PY
watcher=$!
wait "$server"
