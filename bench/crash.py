#!/usr/bin/env python3
"""Kills an import at random moments, again and again, and proves that nothing is lost and nothing is booked twice.

    crash.py [--rounds 30] [--rows 200000] [--kills 3] [--seed N] [--program "dotnet …/CommsCredits.Web.dll"]

A data folder is prepared once (books from 1 September, the clock on 5 October, twenty recorded purchases) and the file imported into a copy without a disturbance. Each round takes a fresh copy, starts
`import-usage`, kills it with SIGKILL after a random part of the time that the undisturbed import took, up to --kills times, and lets the same command end. Then `check` must be clean, there must be
one import whose four counts add up to its lines and equal the undisturbed ones, and every entry must be equal line by line: sequence, accounts, amount, kind, effective time, month, reference.
Exit code 1 at the first difference; the folder is kept and named then.
"""
import argparse, json, os, random, shutil, signal, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
DUMP = """SELECT "Sequence", "From", "To", "Amount", "Kind", "Effective", "BookingMonth", "Reference" FROM "Entries" ORDER BY "Sequence";"""
COUNTS = """SELECT "State", "Lines", "Records", "Known", "Exceptions", "Unreadable", "Charged", "ChargedAmount" FROM "Imports" ORDER BY "Started";"""


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--rounds", type=int, default=30); p.add_argument("--rows", type=int, default=200_000); p.add_argument("--kills", type=int, default=3)
    p.add_argument("--seed", type=int, default=random.randrange(10**9)); p.add_argument("--program")
    a = p.parse_args()
    rnd = random.Random(a.seed)
    work = tempfile.mkdtemp(prefix="cc-crash-")
    program = a.program.split() if a.program else ["dotnet", newest()]
    env = dict(os.environ, ASPNETCORE_ENVIRONMENT="Development")
    run = lambda *args, check=True: subprocess.run([*program, *args], env=env, capture_output=True, text=True, check=check)

    calls, base, calm = os.path.join(work, "PSTN.calls.csv"), os.path.join(work, "base"), os.path.join(work, "calm")
    subprocess.run([sys.executable, os.path.join(HERE, "make_calls.py"), "--month", "2026-09", "--calls", str(a.rows), "--seed", "7", "--users", "2000", "--no-charge", "--out", calls], check=True, stdout=subprocess.DEVNULL)
    os.makedirs(base)
    run("demo", "--empty", "--begin", "2026-09-01", "--clock", "2026-10-05", "--zone", "Etc/UTC", "--purchases", "20", "--data", base)
    shutil.copytree(base, calm)
    began = time.monotonic()
    run("import-usage", calls, "--data", calm)
    took = time.monotonic() - began
    want, counts = sql(calm, DUMP), sql(calm, COUNTS)
    print(f"seed {a.seed}; undisturbed: {took:.1f} s, {want.count(chr(10))} entries, {counts.strip()}", flush=True)

    killed = resumed = 0
    for n in range(1, a.rounds + 1):
        folder = os.path.join(work, f"round-{n}")
        shutil.copytree(base, folder)
        moments = []
        for _ in range(rnd.randint(1, a.kills)):
            process = subprocess.Popen([*program, "import-usage", calls, "--data", folder], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            moment = rnd.uniform(0, took)
            try:
                process.wait(moment)
                break
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                at = sql(folder, 'SELECT coalesce(max("LastLine"), 0) FROM "Imports";').strip()
                moments.append(f"{moment:.1f} s (line {at})")
                killed += 1
                resumed += at not in ("", "0")
        problems = []
        ended = run("import-usage", calls, "--data", folder, check=False)
        if ended.returncode: problems.append(f"import-usage ended with {ended.returncode}: {ended.stderr.strip()}")
        checked = run("check", "--json", "--data", folder, check=False)
        if checked.returncode: problems.append(f"check: {checked.stdout.strip()} {checked.stderr.strip()}")
        got, after = sql(folder, DUMP), sql(folder, COUNTS)
        if got != want: problems.append(difference(want, got))
        # An import that had ended before a kill is known whole the next time: a second one stands beside it.
        if after.splitlines()[:1] != counts.splitlines(): problems.append(f"counts: {after.strip()} instead of {counts.strip()}")
        print(f"round {n}: killed at {', '.join(moments) or 'no moment'}: {'equal' if not problems else 'DIFFERENT'}", flush=True)
        if problems:
            print("\n".join(problems) + f"\nThe folder is {folder}.", file=sys.stderr)
            return 1
        shutil.rmtree(folder)
    shutil.rmtree(work)
    print(f"{a.rounds} rounds, {killed} kills, {resumed} of them with lines booked already: every entry equal, every check clean.")
    return 0


def newest():
    found = [os.path.join(HERE, "..", "CommsCredits.Web", "bin", kind, "net10.0", "CommsCredits.Web.dll") for kind in ("Release", "Debug")]
    found = [os.path.abspath(f) for f in found if os.path.exists(f)]
    return max(found, key=os.path.getmtime) if found else sys.exit("Build first: dotnet build -c Release CommsCredits.Web")


def sql(folder, query):
    return subprocess.run(["sqlite3", os.path.join(folder, "commscredits.db"), query], capture_output=True, text=True, check=True).stdout


def difference(want, got):
    a, b = want.splitlines(), got.splitlines()
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"entries: {len(a)} wanted, {len(b)} found; first difference at {at + 1}: {a[at:at + 1]} and {b[at:at + 1]}"


sys.exit(main())
