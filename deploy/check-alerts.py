#!/usr/bin/env python3
"""Makes each fault that an alert of prometheus/rules.yaml is about, on a gateway of its own, and sees the alert fire and end.

    deploy/check-alerts.py [--bars ./bars] [--only WORD]

It starts a gateway with an embedded store on free ports of 127.0.0.1, plays its local system and its token endpoint, and asks the Prometheus
of check.sh --quick. For each alert it prints after how many seconds it fired and, once the fault was mended, ended. It ends 1 where one did
not. Only BarsHeapAlmostFull is not made here: prometheus/rules-test.yaml has it, for promtool test rules.
Needs what check.sh needs, and openssl and prlimit. The fault of the disk needs root, and is left out without.
"""
import argparse, base64, glob, http.client, json, os, shutil, signal, socket, ssl, subprocess, sys, tempfile, threading, time, uuid
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SERVICE = "2000099999"
PATIENCE = 90


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class LocalSystem:
    """What is delivered to, and what tokens are asked of; status and token say what it answers now."""
    status, token = 204, 200

    def __init__(self):
        outer = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if self.path == "/token":
                    # Soon over, so that it is asked for again and again
                    self.answer(outer.token, b'{"access_token":"t","token_type":"Bearer","expires_in":1}')
                else:
                    self.answer(503 if self.path.startswith("/api") else outer.status, b"")

            def answer(self, status, body):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body) if status != 204 else 0))
                self.end_headers()
                self.wfile.write(body if status != 204 else b"")

            def log_message(self, *words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        # The gateway reads no body of a refusal, and closes the connection
        self.server.handle_error = lambda *connection: None
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Gateway:
    def __init__(self, bars, home, local):
        self.bars, self.home, self.pki = bars, home, os.path.join(home, "pki")
        self.port, self.local_port = free_port(), free_port()
        subprocess.run([*bars, "pki", "--home", home], check=True, stdout=subprocess.DEVNULL)
        self.list(3600)
        config = os.path.join(home, "gateway.yaml")
        with open(config, "w") as file:
            file.write(f"""bars:
  home: {home}
  environment: local
  routes: {ROOT}/routes
  watch: 1s
  inbound: {{ host: 127.0.0.1, port: {self.port}, workers: 2, certificate: {self.pki}/gateway.crt, private-key: {self.pki}/gateway.key }}
  pki: {{ roots: [{self.pki}/root.crt], issuers: [{self.pki}/issuer.crt], crls: [{home}/issuer.crl] }}
  caller: {{ addresses: [127.0.0.1] }}
  local: {{ port: {self.local_port} }}
  services: [ {{ id: "{SERVICE}", use-cases: [all], versions: [all] }} ]
  delivery: {{ url: "{local.url}/in", breaker-after: 3 }}
  retry: {{ first: 500ms, pause: 1s }}
  due: {{ validation: 15s, grace: 1s }}
  partner: {{ ask: false }}
  sender: {{ api: "{local.url}/api", token-url: "{local.url}/token", api-key: key, key-id: id, private-key: {self.pki}/sender.key, ods-code: X26 }}
""")
        self.log = os.path.join(home, "gateway.log")
        self.process = subprocess.Popen([*bars, "run", "--config", config], stdout=open(self.log, "w"), stderr=subprocess.STDOUT)
        self.url = f"http://127.0.0.1:{self.local_port}"
        for _ in range(180):
            try:
                if urllib.request.urlopen(self.url + "/health/ready", timeout=2).status == 200:
                    return
            except OSError:
                time.sleep(1)
        sys.exit("check-alerts.py: the gateway did not start:\n" + open(self.log).read()[-2000:])

    def connection(self):
        tls = ssl.create_default_context(cafile=self.pki + "/root.crt")
        tls.load_cert_chain(self.pki + "/proxy.crt", self.pki + "/proxy.key")
        return http.client.HTTPSConnection("localhost", self.port, context=tls, timeout=30)

    def receive(self):
        """A validation request comes in; its status, or the failure in words."""
        message = json.load(open(ROOT + "/src/main/resources/samples/validation-request.json"))
        message["id"] = str(uuid.uuid4())
        for entry in message["entry"]:
            for destination in entry["resource"].get("destination", []):
                destination["endpoint"] = "https://fhir.nhs.uk/Id/dos-service-id|" + SERVICE
        try:
            asked = self.connection()
            asked.request("POST", "/$process-message", json.dumps(message), {
                "Content-Type": "application/fhir+json", "Accept": "application/fhir+json; version=1.0.0",
                "X-Request-Id": str(uuid.uuid4()), "X-Correlation-Id": str(uuid.uuid4()),
                "NHSD-Target-Identifier": coded({"system": "https://fhir.nhs.uk/Id/dos-service-id", "value": SERVICE}),
                "NHSD-End-User-Organisation": coded({"resourceType": "Organization", "name": "x", "identifier": [
                    {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "X27"}]})})
            return asked.getresponse().status
        except OSError as failure:
            return str(failure)

    def send(self):
        text = open(ROOT + "/src/main/resources/samples/short-validation.json").read()
        self.ask("/messages", text.replace('"FROM"', f'"{SERVICE}"').replace('"TO"', '"2000011147"').encode())

    def ask(self, path, body=None):
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4()), "Authorization": "Bearer nobody"}
        try:
            return urllib.request.urlopen(urllib.request.Request(self.url + path, body, headers), timeout=30).status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError as failure:
            return str(failure)

    def refused_often(self, often):
        """So many requests that the audit notes, pipelined: without an id each is 400."""
        connection = self.connection()
        connection.connect()
        wire, one = connection.sock, b"GET /Slot HTTP/1.1\r\nHost: localhost\r\n\r\n"
        threading.Thread(target=lambda: [wire.sendall(one * 100) for _ in range(often // 100)], daemon=True).start()
        seen = 0
        while seen < often:
            seen += wire.recv(65536).count(b"HTTP/1.1 ")

    def store(self):
        """Process ids of the embedded PostgreSQL."""
        postmaster = open(glob.glob(self.home + "/**/postmaster.pid", recursive=True)[0]).readline().strip()
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", postmaster], capture_output=True, text=True).stdout.split()
        return [int(pid) for pid in [postmaster, *children]]

    def signal_store(self, what):
        for pid in self.store():
            try:
                os.kill(pid, what)
            except ProcessLookupError:
                pass  # A connection that has just ended

    def retry(self):
        """As whoever is on call would, once the cause is mended."""
        subprocess.run([*self.bars, "retry", "--state", "set-aside", "--home", self.home, "--url", self.url], check=True,
                       stdout=subprocess.DEVNULL)

    def certificate(self, days):
        """A new one of the local PKI for the gateway, put in the place of the other."""
        key, request, made = (os.path.join(self.home, "next" + end) for end in (".key", ".csr", ".crt"))
        names = os.path.join(self.home, "names")
        with open(names, "w") as file:
            file.write("subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\nkeyUsage=digitalSignature\n")
        subprocess.run(f"umask 077; openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out {key}"
                       f" && openssl req -new -key {key} -subj /CN=localhost -out {request}"
                       f" && openssl x509 -req -in {request} -CA {self.pki}/issuer.crt -CAkey {self.pki}/issuer.key -CAcreateserial"
                       f" -CAserial {self.home}/serial -days {days} -extfile {names} -out {made} && cat {self.pki}/issuer.crt >> {made}",
                       shell=True, check=True, capture_output=True)
        shutil.copyfile(key, self.pki + "/gateway.key")
        shutil.copyfile(made, self.pki + "/gateway.crt")

    def list(self, seconds):
        """An empty revocation list, good for so long."""
        folder = tempfile.mkdtemp()
        open(folder + "/index", "w").close()
        with open(folder + "/ca", "w") as file:
            file.write(f"[ca]\ndefault_ca=own\n[own]\ndatabase={folder}/index\ndefault_md=sha256\n")
        subprocess.run(f"openssl ca -gencrl -config {folder}/ca -keyfile {self.pki}/issuer.key -cert {self.pki}/issuer.crt -crlsec {seconds}"
                       f" | openssl crl -out {self.home}/issuer.crl.new && mv {self.home}/issuer.crl.new {self.home}/issuer.crl",
                       shell=True, check=True, capture_output=True)
        shutil.rmtree(folder)


def coded(value):
    return base64.b64encode(json.dumps(value).encode()).decode()


class Prometheus:
    def __init__(self, url):
        self.port = free_port()
        self.process = subprocess.Popen([HERE + "/check.sh", "--url", url, "--port", str(self.port), "--quick", "--stay"])

    def firing(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/alerts", timeout=5) as answer:
                return {alert["labels"]["alertname"] for alert in json.load(answer)["data"]["alerts"] if alert["state"] == "firing"}
        except OSError:
            return None

    def seconds(self, alerts, fires):
        """After how many seconds each first fired, or first did not; None where it did not come to that."""
        begun, seen = time.monotonic(), {}
        while len(seen) < len(alerts) and time.monotonic() - begun < PATIENCE:
            firing = self.firing()
            for alert in alerts if firing is not None else []:
                if (alert in firing) == fires:
                    seen.setdefault(alert, round(time.monotonic() - begun, 1))
            time.sleep(0.3)
        return {alert: seen.get(alert) for alert in alerts}


def store_hangs(gateway):
    gateway.signal_store(signal.SIGSTOP)
    for work in [gateway.receive] * 6 + [lambda: gateway.ask("/messages?reference=AAAAA-AAAAA")] * 12:
        threading.Thread(target=lambda work=work: [work() for _ in range(5)], daemon=True).start()


def many_refused_while_store_hangs(gateway):
    gateway.signal_store(signal.SIGSTOP)
    for _ in range(2):
        threading.Thread(target=gateway.refused_often, args=(12000,), daemon=True).start()


def fill(gateway):
    disk = os.statvfs(gateway.home)
    with open(gateway.home + "/filled", "wb") as file:
        os.posix_fallocate(file.fileno(), 0, disk.f_bavail * disk.f_frsize - disk.f_blocks * disk.f_frsize // 20)


def few_files(gateway):
    open_now = len(os.listdir(f"/proc/{gateway.process.pid}/fd"))
    subprocess.run(["prlimit", "--pid", str(gateway.process.pid), f"--nofile={int(open_now * 1.15)}:{gateway.hard}"], check=True)


def faults(gateway, local):
    """Words, the alerts that it must raise, what makes it, what mends it."""
    it_is_back = lambda: setattr(local, "status", 204)
    return [
        ("the local system answers 503",
         ["BarsBreakerOpen", "BarsAttemptsFail", "BarsQueueOld", "BarsMessagesOverdue", "BarsAlarmNotTaken"],
         lambda: (setattr(local, "status", 503), gateway.receive()), it_is_back),
        ("the local system refuses a message with 422", ["BarsMessagesUndelivered"],
         lambda: (setattr(local, "status", 422), gateway.receive()),
         lambda: (it_is_back(), gateway.retry())),
        ("the token endpoint answers 503", ["BarsTokenFailures"],
         lambda: (setattr(local, "token", 503), gateway.send()), lambda: setattr(local, "token", 200)),
        ("strangers ask an operator's door", ["BarsCallersRefused"],
         lambda: [gateway.ask("/operator/handshakes") for _ in range(60)], lambda: None),
        ("a certificate that ends in 5 days", ["BarsCertificateEndsIn30Days", "BarsCertificateEndsIn7Days"],
         lambda: gateway.certificate(5), lambda: gateway.certificate(365)),
        ("a revocation list that nobody renews", ["BarsRevocationListLate"], lambda: gateway.list(5), lambda: gateway.list(3600)),
        ("PostgreSQL hangs",
         ["BarsStoreAway", "BarsNotReady", "BarsAuditNotWritten", "BarsRequestsSlow", "BarsRequestsFail", "BarsStorePoolExhausted"],
         lambda: store_hangs(gateway), lambda: gateway.signal_store(signal.SIGCONT)),
        ("thousands are refused while PostgreSQL hangs", ["BarsAuditLost"],
         lambda: many_refused_while_store_hangs(gateway), lambda: gateway.signal_store(signal.SIGCONT)),
        ("the gateway is suspended", ["BarsGatewayAbsent"],
         lambda: gateway.process.send_signal(signal.SIGSTOP), lambda: gateway.process.send_signal(signal.SIGCONT)),
        ("few file descriptors", ["BarsFilesAlmostAllOpen"], lambda: few_files(gateway),
         lambda: subprocess.run(["prlimit", "--pid", str(gateway.process.pid), f"--nofile={gateway.hard}:{gateway.hard}"], check=True)),
        ("the disk is full", ["BarsDiskAlmostFull"], lambda: fill(gateway), lambda: os.remove(gateway.home + "/filled")),
    ]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bars", default=ROOT + "/bars", help="the command of the gateway")
    options.add_argument("--only", default="", help="only faults whose words hold this")
    chosen = options.parse_args()
    home, root = tempfile.mkdtemp(prefix="bars-alerts-"), os.geteuid() == 0
    if root:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600m,mode=700", "tmpfs", home], check=True)
    local = LocalSystem()
    gateway = prometheus = None
    missed = []
    try:
        gateway = Gateway(chosen.bars.split(), home, local)
        gateway.hard = int(subprocess.run(["prlimit", "--pid", str(gateway.process.pid), "--nofile", "-o", "HARD", "--noheadings"],
                                          capture_output=True, text=True, check=True).stdout)
        prometheus = Prometheus(gateway.url)
        while prometheus.firing() is None:
            time.sleep(1)
        time.sleep(10)
        for words, alerts, make, mend in faults(gateway, local):
            if chosen.only not in words or ("disk" in words and not root):
                print("left out:", words)
                continue
            make()
            fired = prometheus.seconds(alerts, True)
            mend()
            ended = prometheus.seconds(alerts, False)
            for alert in alerts:
                print(f"{alert}: {words}: fired {fired[alert]}, ended {ended[alert]} s after it was mended", flush=True)
                if fired[alert] is None or ended[alert] is None:
                    missed.append(alert)
    finally:
        for child in (prometheus, gateway):
            if child:
                child.process.terminate()
                child.process.wait()
        if root:
            subprocess.run(["umount", "-l", home], check=False)
        shutil.rmtree(home, ignore_errors=True)
    print("not fired or not ended:", ", ".join(missed) or "none")
    sys.exit(1 if missed else 0)


main()
