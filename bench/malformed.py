#!/usr/bin/env python3
"""Sends malformed requests and uploads to a portal of its own and looks what they leave behind.

    malformed.py [--count 20000] [--seed N] [--threads 16] [--program "dotnet …/CommsCredits.Web.dll"]

The portal runs on loopback with the demo's books, signed in as its billing admin and its telecom admin, and with a key of every scope; limits of requests are raised so that each request reaches the code. Requests are
made of what the portal knows (its addresses, parameters, headers, files), with one or several things spoiled: bytes, lengths, types, encodings, dates, ids, cut archives, deep JSON, broken HTTP lines.

It ends with exit code 1 if any answer is a fault (5xx, but for 505: a version of HTTP that there is not), if the log has an error or an unhandled exception, if the portal stops answering, if the books no longer check, if memory after the run is a quarter and 100 MB
above that after the first tenth, or if a body that is too large or too slow is not cut off. The seed is printed; the same seed sends the same requests (threads change their order).
"""
import argparse, base64, collections, hashlib, html, http.cookiejar, io, os, random, re, socket, sqlite3, subprocess, sys, tempfile, threading, time, urllib.parse, urllib.request, uuid, warnings, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
SECRET = "cc_" + base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip("=")
PAGES = """/ /funding?tab=topups&page=2 /funding?lot=3 /funding?amount=50 /recharge?at=5&page=2&outcome=Bought /payments?edit=x /subscriptions?edit=x /ledger?from=2026-01-01&to=2026-12-31&kind=Usage&min=5&lot=2&at=2026-05-05T10:00:00Z&page=3&entry=17
/statements?from=2026-01&to=2026-03 /statements/2026-09 /statements/2026-01..2026-06 /statements/2026-09/people/person:d0000000-0000-4000-8000-000000000017?page=1 /verify /usage/calls?q=a&page=3&from=2026-01-01&to=2026-12-31&kind=International&person=x&import=x&call=5&number=49&state=Charged
/usage/imports?page=2 /usage/exceptions?kind=x&page=1 /rates?prefix=49&number=442071838750&length=60&country=DE&kind=x /rates/change?prefix=49 /rates/pools?edit=x /rates/import /plans?country=DE&plans=domestic&with=x&show=all&tab=x /plans/US /plans/prices?plan=domestic
/audit?from=2026-01-01&to=2026-02-01&who=x&thing=Pool&page=2 /privacy?q=bela&person=x /settings /settings/mail?edit=x /notices?kind=Low&state=x&page=2 /notices/mine /api-keys?edit=x /api-help /help /help/add-funds /account /first-run?name=a&currency=USD&zone=Etc/UTC&begin=2026-01-01&wrong=Name:x
/clock /Account/AccessDenied?returnUrl=/ledger /Account/SignInFailed?why=x /not-found /signin?returnUrl=/ledger /signin-again?returnUrl=/
/statements/2026-09.pdf?lang=en&paper=a4 /statements/2026-09.xlsx?lang=zh-Hans /statements/2026-09.csv /ledger.csv?from=2026-01-01&to=2026-02-01&kind=Usage&lot=1&min=1 /audit.csv?from=2026-01-01&to=2026-02-01&who=a&thing=b
/privacy/person.json?id=x /usage/imports/6f9619ff-8b86-d011-b42d-00c04fc964ff /usage/imports/6f9619ff-8b86-d011-b42d-00c04fc964ff/unreadable.csv /rates/decks/6f9619ff-8b86-d011-b42d-00c04fc964ff?page=2 /statements/2026-09/people/x/calls.csv?lang=en /healthz /readyz /_blazor/negotiate?negotiateVersion=1 /app.css""".split()
API = """/api/v1/balance /api/v1/lots?cursor=x&limit=5 /api/v1/ledger?from=2026-01-01&to=2026-10-01&cursor=abc&limit=10 /api/v1/statements /api/v1/statements/2026-09 /api/v1/statements/2026-09.pdf?lang=en
/api/v1/usage/imports/6f9619ff-8b86-d011-b42d-00c04fc964ff /api/v1/exceptions /api/v1/nothing""".split()
POSTS = "/signout /signout-everywhere /culture /first-run /signin-oidc /signout-callback-oidc /_blazor /_blazor/negotiate /_blazor/disconnect /api/v1/usage /api/v1/usage?fileName=a.csv /usage/imports /funding /".split()
METHODS = ["GET"] * 12 + ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "G\u0001T", "POST"]
warnings.filterwarnings("ignore", message="Duplicate name")
NASTY = ["", "0", "-1", "99999999999999999999", "1e308", "NaN", "null", "undefined", "%00", "%", "%zz", "%C0%AF", "..%2f..%2fetc%2fpasswd", "../../../../etc/passwd", "\u202e", "%F0%9F%92%A9", "'", "\"", "';--", "' OR 1=1--", "<script>alert(1)</script>",
         "{{7*7}}", "${jndi:ldap://x}", "=1+1", "@SUM(A1)", "2026-13-45", "0000-00-00", "9999-12-31", "10000-01-01", "0001-01-01", "2026-02-30", "2026-09-01T25:00Z", "2026-99", "9999-12", "0001-01", "a" * 3000, "%20" * 200, "[]", "{}", "true", "1;2;3", "\\\\server\\x",
         "00000000-0000-0000-0000-000000000000", "{00000000-0000-0000-0000-000000000000}", "%0d%0aX-Injected: 1", "2147483647", "2147483648", "9223372036854775808", "-9223372036854775809", "0x10", "٣", "１２", "1,000.00", ".5", "5."]
HEADERS = ["Accept", "Accept-Language", "Accept-Encoding", "Content-Type", "Origin", "Referer", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Range", "If-None-Match", "If-Modified-Since", "Expect", "Transfer-Encoding", "Content-Length", "Cookie",
           "Authorization", "Idempotency-Key", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Te", "X-HTTP-Method-Override", "Host"]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--count", type=int, default=20_000); p.add_argument("--seed", type=int, default=random.randrange(10**9)); p.add_argument("--threads", type=int, default=16); p.add_argument("--program")
    a = p.parse_args()
    print(f"seed {a.seed}, {a.count} requests", flush=True)
    portal = Portal(a.program.split() if a.program else ["dotnet", newest()])
    try:
        return run(a, portal)
    finally:
        portal.stop()


def run(a, portal):
    cookies = [portal.sign_in("ana.ruiz@marlow.example"), portal.sign_in("jonas.weber@marlow.example"), ""]
    statuses, faults, lost, memory = collections.Counter(), [], [], []
    lock, next_one = threading.Lock(), iter(range(a.count))

    def work():
        while True:
            with lock:
                n = next(next_one, None)
                if n is None: return
                if n == a.count // 10: memory.append(portal.memory())
            request = make(random.Random(a.seed * 1_000_003 + n), cookies)
            status = portal.send(request)
            with lock:
                statuses[status] += 1
                if status is not None and status >= 500 and status != 505: faults.append((n, status, request[:400]))
                if status is None and portal.gone(): lost.append(n)
            if lost: return

    began = time.monotonic()
    threads = [threading.Thread(target=work) for _ in range(a.threads)]
    for t in threads: t.start()
    for t in threads: t.join()
    took = time.monotonic() - began
    problems = [f"request {n} was answered {status}: {request!r}" for n, status, request in faults[:20]]
    if lost: problems.append(f"The portal is gone after request {lost[0]}.")
    else:
        problems += oversized(portal, cookies[0]) + slow(portal)
        for cookie in cookies[:2]:
            if portal.send(f"GET /account HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n".encode()) != 200: problems.append("A session did not live through it: not every request was one of a signed-in person.")
        if portal.send(b"GET /healthz HTTP/1.1\r\nHost: " + portal.host + b"\r\nConnection: close\r\n\r\n") != 200: problems.append("/healthz does not answer.")
        time.sleep(5)
        memory.append(portal.memory())
        if memory[-1] > memory[0] * 1.25 + 100: problems.append(f"Memory grew from {memory[0]:.0f} MB after a tenth of the requests to {memory[-1]:.0f} MB.")
    checked = portal.check()
    if checked: problems.append(f"check: {checked}")
    problems += [f"log: {line}" for line in portal.errors()[:20]]
    print(f"{sum(statuses.values())} requests in {took:.0f} s; answers: " + ", ".join(f"{'closed' if k is None else k}: {v}" for k, v in sorted(statuses.items(), key=lambda kv: (kv[0] is None, kv[0]))))
    if memory: print(f"memory {memory[0]:.0f} MB after a tenth, {memory[-1]:.0f} MB at the end")
    for problem in problems: print("PROBLEM " + problem)
    print("nothing left behind" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0


def make(rnd, cookies):
    """One request as bytes."""
    kind = rnd.random()
    if kind < 0.04: return raw(rnd)
    method, headers, body = "GET", [("Host", "localhost"), ("Connection", "close")], b""
    if kind < 0.45: path = rnd.choice(PAGES)
    elif kind < 0.65: path = rnd.choice(API)
    else: method, path = "POST", rnd.choice(POSTS)
    if path.startswith("/api"): headers.append(("Authorization", "Bearer " + (SECRET if rnd.random() < 0.85 else rnd.choice([SECRET[:-1], "cc_", "x" * 500, ""]))))
    elif cookie := rnd.choice(cookies * 2 + cookies[:1] * 2): headers.append(("Cookie", cookie if rnd.random() < 0.9 else spoil_text(rnd, cookie)))
    if rnd.random() < 0.9: path = spoil_path(rnd, path)
    if method == "GET" and rnd.random() < 0.15: method = rnd.choice(METHODS)
    if method == "POST":
        body, type_ = body_of(rnd, path)
        headers.append(("Content-Type", type_ if rnd.random() < 0.85 else rnd.choice(["text/html", "multipart/form-data", "multipart/form-data; boundary=", "application/json; charset=utf-99", "x", "", "application/xml"])))
        if path.startswith("/api") and rnd.random() < 0.9: headers.append(("Idempotency-Key", str(uuid.UUID(int=rnd.getrandbits(128))) if rnd.random() < 0.7 else rnd.choice(NASTY)))
        length = len(body) if rnd.random() < 0.93 else rnd.choice([len(body) + 10, max(0, len(body) - 5), -1, 10**15, "x"])
        headers.append(("Content-Length", str(length)))
    for _ in range(rnd.choice([0, 0, 0, 1, 2])): headers.append((rnd.choice(HEADERS), rnd.choice(NASTY)))
    head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers) + "\r\n"
    return head.encode("utf-8", "surrogatepass") + body


def spoil_path(rnd, path):
    for _ in range(rnd.choice([1, 1, 2, 3])):
        way = rnd.random()
        if way < 0.75 and "?" in path:
            base, query = path.split("?", 1)
            pairs = query.split("&")
            i = rnd.randrange(len(pairs))
            pairs[i] = pairs[i].split("=")[0] + "=" + safe(rnd.choice(NASTY))
            if rnd.random() < 0.2: pairs.append(pairs[i])
            path = base + "?" + "&".join(pairs)
        elif way < 0.75:
            base, _, query = path.partition("?")
            parts = base.split("/")
            parts[rnd.randrange(len(parts))] = safe(rnd.choice(NASTY))
            path = "/".join(parts) + ("?" + query if query else "")
        elif way < 0.95: path += rnd.choice(["?", "&", "#"]) + safe(rnd.choice(["page", "q", "from", "lot", "id", "wrong", "returnUrl", "tab", "asof", "a[b]"])) + "=" + safe(rnd.choice(NASTY))
        else: path = spoil_text(rnd, path)
    return path if path.startswith("/") else "/" + path


def safe(text):
    """As a client writes it most of the time: what already has a per cent sign stays as it is."""
    return text if "%" in text else urllib.parse.quote(text, safe="/{}[]'<>\\;,:=@$")


def spoil_text(rnd, text):
    i = rnd.randrange(len(text) + 1)
    return text[:i] + rnd.choice(["\u0000", "\u007f", "é", "%", "\ufeff", " ", "//", "\\", "\u0001", ";", "😀"]) + text[i + rnd.randrange(3):]


def body_of(rnd, path):
    way = rnd.random()
    if path.startswith("/api") or way < 0.2:
        data = upload(rnd)
        if rnd.random() < 0.5:
            boundary = "b" + str(rnd.getrandbits(40))
            name = rnd.choice(["a.csv", "a.zip", "..\\..\\x.csv", "../../x.csv", "a\u0000.csv", "x" * 400 + ".csv", "", "=cmd.csv", "PSTN.calls.csv"])
            whole = f"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n".encode() + data + f"\r\n--{boundary}--\r\n".encode()
            return (whole if rnd.random() < 0.8 else whole[:rnd.randrange(len(whole))]), f"multipart/form-data; boundary={boundary}"
        return data, rnd.choice(["text/csv", "application/zip", "application/octet-stream"])
    if way < 0.7:
        names = ["__RequestVerificationToken", "From", "culture", "returnUrl", "name", "currency", "zone", "begin", "code", "state", "error", "id_token", "_handler"]
        return "&".join(f"{rnd.choice(names)}={urllib.parse.quote(rnd.choice(NASTY))}" for _ in range(rnd.randrange(8))).encode(), "application/x-www-form-urlencoded"
    if way < 0.85: return rnd.choice([b"{", b"[" * 5000, b'{"a":' * 3000, b"\xff\xfe\x00", b'{"protocol":"blazorpack","version":1}\x1e', b"null", b'"' + b"a" * 9000 + b'"']), "application/json"
    return rnd.randbytes(rnd.randrange(3000)), "application/octet-stream"


def upload(rnd):
    with open(os.path.join(HERE, "..", "samples", "PSTN.calls.2026-10.dirty.csv"), "rb") as f: lines = f.read().splitlines(keepends=True)
    data = bytearray(b"".join([lines[0]] + rnd.sample(lines[1:], rnd.choice([0, 1, 5, 40]))))
    for _ in range(rnd.choice([0, 1, 5, 50])):
        i = rnd.randrange(len(data))
        data[i:i + rnd.randrange(4)] = rnd.choice([b"\x00", b"\"", b",", b"\n", b"\r", b"\xff", b"\xed\xa0\x80", b"=1+1", b"9" * 40, b"-", b"2026-99-99T99:99:99Z", rnd.randbytes(8)])
    if rnd.random() < 0.4:
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as z:
            for _ in range(rnd.choice([0, 1, 1, 2, 30])): z.writestr(rnd.choice(["PSTN.calls.csv", "../x.csv", "/etc/x.csv", "a" * 300 + ".csv", "b.csv", "parameters.json"]) if rnd.random() < 0.9 else "c:\\x.csv", bytes(data))
            if rnd.random() < 0.1: z.writestr("PSTN.calls.bomb.csv", b"0" * 30_000_000)
        data = bytearray(memory.getvalue())
        for _ in range(rnd.choice([0, 0, 1, 4])):
            if data: data[rnd.randrange(len(data))] = rnd.randrange(256)
        if rnd.random() < 0.2: data = data[:rnd.randrange(len(data) + 1)]
    return bytes(data)


def raw(rnd):
    return rnd.choice([b"", b"\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET  /  HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
                       b"GET / HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
                       b"POST /signout HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx\r\n0\r\n\r\n", b"POST /signout HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                       b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00", b"GET http://other.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", rnd.randbytes(200), b"GET / HTTP/1.1\r\n" + b"".join(b"H%d: x\r\n" % i for i in range(300)) + b"\r\n"])


def oversized(portal, cookie):
    """A body above the limit is refused or cut off before it is read whole."""
    problems = []
    for path, size, head in (("/signout", 100_000_000, f"Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"), ("/api/v1/usage", 400_000_000, f"Authorization: Bearer {SECRET}\r\nIdempotency-Key: big\r\nContent-Type: text/csv\r\n")):
        for chunked in (False, True):
            sent, status = portal.pour(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{head}" + ("Transfer-Encoding: chunked\r\n" if chunked else f"Content-Length: {size}\r\n") + "\r\n", size, chunked)
            print(f"{size / 1e6:.0f} MB{' in chunks' if chunked else ''} to {path}: {'closed' if status is None else status} after {sent / 1e6:.1f} MB")
            if status is not None and (status < 400 or status >= 500): problems.append(f"{size} bytes to {path} were answered {status}.")
            if sent >= size: problems.append(f"All of {size} bytes to {path} were taken.")
    return problems


def slow(portal):
    """A client that sends its headers or its body drop by drop is cut off."""
    problems = []
    for what, head, seconds in (("headers", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", 40), ("a body", f"POST /api/v1/usage HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {SECRET}\r\nIdempotency-Key: slow\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\n".encode(), 60)):
        with socket.create_connection(("127.0.0.1", portal.port)) as s:
            s.sendall(head)
            began, open_ = time.monotonic(), True
            while open_ and time.monotonic() - began < seconds:
                s.settimeout(1)
                try:
                    s.sendall(b"a")
                    open_ = s.recv(4096) == b"" and False
                except socket.timeout: pass
                except OSError: open_ = False
            print(f"slow {what}: {'still open' if open_ else 'cut off'} after {time.monotonic() - began:.0f} s")
            if open_: problems.append(f"A client with slow {what} still has its connection after {seconds} s.")
    return problems


class Portal:
    """The program under test, in Development on loopback, with the demo's books."""

    def __init__(self, program):
        self.program, self.folder = program, tempfile.mkdtemp(prefix="cc-malformed-")
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.host = f"localhost:{self.port}".encode()
        self.env = dict(os.environ, ASPNETCORE_ENVIRONMENT="Development", Data__Folder=self.folder, AzureAd__Instance=f"http://localhost:{self.port}/_dev-entra/", Host__RequestsPerPerson="1000000", Host__RequestsPerAddress="1000000",
                        Host__SignInsPerAddress="1000000", Api__RequestsPerKey="1000000", Backups__EveryHours="0")
        subprocess.run([*program, "demo", "--data", self.folder], env=self.env, check=True, stdout=subprocess.DEVNULL)
        self.add_key()
        self.log = open(os.path.join(self.folder, "portal.log"), "w+", encoding="utf-8", errors="replace")
        self.process = subprocess.Popen([*program, "--urls", f"http://localhost:{self.port}"], env=self.env, stdout=self.log, stderr=subprocess.STDOUT, cwd=os.path.join(HERE, ".."))
        for _ in range(240):
            if self.send(b"GET /readyz HTTP/1.1\r\nHost: " + self.host + b"\r\nConnection: close\r\n\r\n") == 200: return
            time.sleep(0.5)
        sys.exit("The portal does not start; its log is " + self.log.name)

    def add_key(self):
        """A key of every scope: what the page of keys would write."""
        (file,) = [f for f in os.listdir(self.folder) if f.endswith(".db")]
        with sqlite3.connect(os.path.join(self.folder, file)) as db:
            (organization,) = db.execute('SELECT "Id" FROM "Organizations" WHERE "Name" LIKE \'Marlow%\'').fetchone()
            db.execute('INSERT INTO "ApiKeys" ("Id", "OrganizationId", "Name", "Scopes", "Hash", "Hint", "Created", "CreatedBy") VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
                       (str(uuid.uuid4()).upper(), organization, "malformed", "Balance Usage Statements", hashlib.sha256(SECRET.encode()).digest(), SECRET[:8], "2026-01-01 00:00:00", "cli"))

    def send(self, request):
        """The status of the answer; None: the connection was closed without one."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=14) as s:
                s.sendall(request.replace(b"Host: localhost\r\n", b"Host: " + self.host + b"\r\n", 1))
                got = b""
                while part := s.recv(65536):
                    if len(got) < 64: got += part
                found = re.match(rb"HTTP/1\.[01] (\d{3})", got)
                return int(found[1]) if found else None
        except OSError:
            return None

    def pour(self, head, size, chunked):
        sent, status, block = 0, None, b"a" * 65536
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as s:
            try:
                s.sendall(head.replace("Host: localhost", f"Host: {self.host.decode()}").encode())
                while sent < size:
                    s.sendall(b"%x\r\n" % len(block) + block + b"\r\n" if chunked else block)
                    sent += len(block)
            except OSError: pass
            try:
                if found := re.match(rb"HTTP/1\.[01] (\d{3})", s.recv(4096)): status = int(found[1])
            except OSError: pass
        return sent, status

    def sign_in(self, login):
        jar = http.cookiejar.CookieJar(policy=http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https")))
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        page = opener.open(f"http://localhost:{self.port}/signin").read().decode()
        action = re.search(r'<form[^>]*action="([^"]*)"', page)
        fields = dict(re.findall(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page))
        target = urllib.parse.urljoin(opener.open(f"http://localhost:{self.port}/signin").url, html.unescape(action[1]) if action else "")
        page = opener.open(target, urllib.parse.urlencode({**{k: html.unescape(v) for k, v in fields.items()}, "login": login}).encode()).read().decode()
        action = re.search(r'<form[^>]*action="([^"]*)"', page)[1]
        fields = {k: html.unescape(v) for k, v in re.findall(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page)}
        opener.open(html.unescape(action), urllib.parse.urlencode(fields).encode())
        found = "; ".join(f"{c.name}={c.value}" for c in jar if "cc-" in c.name)
        return found if "cc-session" in found else sys.exit("The sign-in failed.")

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as f: return int(re.search(r"VmRSS:\s+(\d+)", f.read())[1]) / 1024

    def gone(self): return self.process.poll() is not None

    def errors(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8", errors="replace") as f: lines = f.read().splitlines()
        return [f"{line} {lines[i + 1].strip() if i + 1 < len(lines) else ''} {lines[i + 2].strip()[:200] if i + 2 < len(lines) else ''}" for i, line in enumerate(lines) if re.match(r"(fail|crit):|Unhandled exception", line)]

    def check(self):
        ended = subprocess.run([*self.program, "check", "--json", "--data", self.folder], env=self.env, capture_output=True, text=True)
        return "" if ended.returncode == 0 else f"{ended.stdout.strip()[:500]} {ended.stderr.strip()[:500]}"

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()
        print(f"log and books: {self.folder}")


def newest():
    found = [os.path.join(HERE, "..", "CommsCredits.Web", "bin", kind, "net10.0", "CommsCredits.Web.dll") for kind in ("Release", "Debug")]
    found = [os.path.abspath(f) for f in found if os.path.exists(f)]
    return max(found, key=os.path.getmtime) if found else sys.exit("Build first: dotnet build -c Release CommsCredits.Web")


if __name__ == "__main__": sys.exit(main())
