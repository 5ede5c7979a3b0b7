#!/usr/bin/env python3
"""Makes a call export in the documented PSTN.calls format, with the charges that the published prefix rates give.

    make_calls.py --month 2026-09 --calls 5000 --seed 1 --out PSTN.calls.csv [--columns 2022|2024] [--dirty] [--no-charge] [--fees]
                  [--changed FILE] [--zone Asia/Shanghai] [--places 2]

Prints, as JSON, what an importer must find: rows, duplicates, unreadable rows, charged rows and their sum (in the currency's
hundredths), exceptions. --columns 2024 adds the later columns and shuffles the order; --dirty adds a BOM, repeated rows, masked
numbers, "No data" cells, quoted commas, an unknown call type, a foreign currency, a charge on a free row and broken rows;
--no-charge leaves the charge cells of credit-funded calls empty, so that the importer has to rate them: outgoing calls by samples/pstn-rates.csv, toll-free
dial-in by samples/toll-free-rates.csv, steps 60/60, rounded half away from zero to --places. --fees puts a connection fee of 0.10 on every twentieth charged call.
--changed FILE also writes a re-export of the same rows: five with another display name (known duplicates), five with another charge (changed since booked).
The answer has the sums by usage kind and by month of --zone too, and the arguments that make the file again.
Numbers are invented; nobody is called.
"""
import argparse, csv, datetime as dt, json, os, random, uuid
from collections import Counter
from zoneinfo import ZoneInfo
from decimal import Decimal as D, ROUND_HALF_UP

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ["UsageId", "Call ID", "Conference ID", "User Location", "AAD ObjectId", "UPN", "User Display Name", "Caller ID", "Call Type",
           "Number Type", "Domestic/International", "Destination Dialed", "Destination Number", "Start Time", "End Time",
           "Duration Seconds", "Connection Fee", "Charge", "Currency", "Capability"]
LATER = ["External Country", "Call Direction", "Operator", "Source of Call Duration", "Administrative unit"]
FIRST = "Ana Bela Chen Dara Emil Fatou Goran Hana Ines Jonas Kofi Lena Mira Nils Olga Paul Quinn Rosa Sven Tariq".split()
LAST = "Ruiz Novak Okoro Lind Haas Mensah Petrov Sato Silva Weber Dupont Khan Moreau Ivanova Berg Costa".split()
FREEPHONE = {"US": "+1800555", "CA": "+1833555", "GB": "+44800555", "DE": "+49800555", "FR": "+33800555", "AU": "+611800555"}


def rates():
    path = os.path.join(HERE, "..", "samples", "pstn-rates.csv")
    with open(path, newline="", encoding="utf-8-sig") as f:
        return [(r["Prefix"], r["Country"], r["Destination Name"], D(r["Price / min"])) for r in csv.DictReader(f)]


def toll_free():
    with open(os.path.join(HERE, "..", "samples", "toll-free-rates.csv"), newline="", encoding="utf-8-sig") as f:
        return {r["Country"]: D(r["Price / min"]) for r in csv.DictReader(f)}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--month", default="2026-09"); p.add_argument("--calls", type=int, default=5000); p.add_argument("--seed", type=int, default=1)
    p.add_argument("--users", type=int, default=120); p.add_argument("--out", required=True)
    p.add_argument("--columns", choices=["2022", "2024"], default="2022"); p.add_argument("--dirty", action="store_true")
    p.add_argument("--no-charge", action="store_true"); p.add_argument("--fees", action="store_true"); p.add_argument("--changed")
    p.add_argument("--zone", default="UTC"); p.add_argument("--places", type=int, default=2)
    a = p.parse_args()
    rnd, deck, TOLL_FREE, zone, unit = random.Random(a.seed), rates(), toll_free(), ZoneInfo(a.zone), D(1).scaleb(-a.places)
    by_prefix = {prefix: price for prefix, _, _, price in deck}
    longest = max(map(len, by_prefix))

    def price_of(number):  # longest prefix wins
        digits = number.lstrip("+")
        for n in range(min(longest, len(digits)), 0, -1):
            if digits[:n] in by_prefix:
                return by_prefix[digits[:n]]
        return None

    guid = lambda: str(uuid.UUID(int=rnd.getrandbits(128), version=4))
    users = [(guid(), f"{f.lower()}.{l.lower()}{i}@example.org", f"{f} {l}") for i in range(a.users)
             for f, l in [(rnd.choice(FIRST), rnd.choice(LAST))]]
    start = dt.datetime.strptime(a.month, "%Y-%m").replace(tzinfo=dt.timezone.utc)
    days = ((start.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - start).days
    rows, charged, charged_sum, by_kind, by_month = [], 0, D(0), Counter(), Counter()
    for i in range(a.calls):
        oid, upn, name = rnd.choice(users)
        seconds = max(0, int(rnd.lognormvariate(4.9, 1.1))) if rnd.random() > .03 else 0
        at = start + dt.timedelta(days=rnd.randrange(days), seconds=rnd.choice([rnd.randint(7 * 3600, 19 * 3600), rnd.randrange(86400)]))
        kind, conf, price = rnd.random(), "", None
        if kind < .40:    # an international call paid by the pool
            prefix, country, dest, _ = rnd.choice(deck)
            number = "+" + prefix + "".join(rnd.choice("0123456789") for _ in range(max(4, 11 - len(prefix))))
            row = dict(type=rnd.choice(["user_out"] * 8 + ["user_out_forwarding", "user_out_transfer"]), ntype="Subscriber", di="International", cap="MCOPSTNPP")
            price = price_of(number)
        elif kind < .55:  # a toll-free call to the conference bridge or to an attendant
            country = rnd.choice(list(TOLL_FREE)); dest, number = {"US": "United States", "CA": "Canada", "GB": "United Kingdom", "DE": "Germany", "FR": "France", "AU": "Australia"}[country], FREEPHONE[country] + f"{rnd.randrange(10000):04}"
            row = dict(type=rnd.choice(["conf_in", "ucap_in"]), ntype="TollFree", di="Domestic", cap="MCOPSTNPP"); price = TOLL_FREE[country]
        elif kind < .70:  # conference dial-out inside the included minutes
            country, dest, number = "US", "United States", "+1206555" + f"{rnd.randrange(10000):04}"
            row = dict(type="conf_out", ntype="Service", di="Domestic", cap="MCOMEETADD"); conf = str(rnd.randrange(10**8, 10**9))
        elif kind < .95:  # a domestic call inside the plan's minutes
            country, dest, number = "US", "United States", "+1425555" + f"{rnd.randrange(10000):04}"
            row = dict(type="user_out", ntype="Subscriber", di="Domestic", cap=rnd.choice(["MCOPSTN1", "MCOPSTN2"]))
        else:             # an inbound call, always free
            country, dest, number = "US", "United States", "+1425555" + f"{rnd.randrange(10000):04}"
            row = dict(type="user_in", ntype="Subscriber", di="Domestic", cap="MCOEV")
        charge = D(0)
        if price is not None and seconds > 0:
            charge = (price * (-(-seconds // 60))).quantize(unit, ROUND_HALF_UP)
        fee = D("0.10") if a.fees and charge > 0 and i % 20 == 0 else D("0.00")
        anonymous = row["type"].startswith("ucap_")
        cells = {"UsageId": guid(), "Call ID": f"{rnd.randrange(10**9)}_{rnd.randrange(10**8)}@192.0.2.{rnd.randrange(1, 255)}", "Conference ID": conf,
                 "User Location": "US", "AAD ObjectId": "" if anonymous else oid, "UPN": "" if anonymous else upn, "User Display Name": "" if anonymous else name,
                 "Caller ID": "+12065550100", "Call Type": row["type"], "Number Type": row["ntype"], "Domestic/International": row["di"],
                 "Destination Dialed": dest, "Destination Number": number, "Start Time": at.strftime("%Y-%m-%dT%H:%M:%S.0000000+00:00"),
                 "End Time": (at + dt.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.0000000+00:00"), "Duration Seconds": str(seconds),
                 "Connection Fee": str(fee), "Charge": str(charge), "Currency": "USD", "Capability": row["cap"], "External Country": country,
                 "Call Direction": "Inbound" if row["type"].endswith("_in") else "Outbound", "Operator": "Microsoft",
                 "Source of Call Duration": "microsoft", "Administrative unit": ""}
        if a.no_charge and row["cap"] == "MCOPSTNPP":
            cells["Charge"] = ""
        rows.append(cells)
        if charge > 0:
            charged += 1; charged_sum += charge + fee
            by_kind[("toll-free " + row["type"]) if row["ntype"] == "TollFree" else "international"] += charge + fee
            by_month[at.astimezone(zone).strftime("%Y-%m")] += charge + fee
    columns = list(COLUMNS)
    if a.columns == "2024":
        columns += LATER; rnd.shuffle(columns)
    found = dict(file=os.path.basename(a.out), rows=len(rows), charged=charged, charged_hundredths=int(charged_sum * 100), duplicates=0, unreadable=0, exceptions=0)
    changed = [dict(r) for r in rows if r["Capability"] == "MCOPSTNPP" and r["Charge"] not in ("", "0")]
    lines = [[r[c] for c in columns] for r in rows]
    if a.dirty:
        at = {c: columns.index(c) for c in columns}
        def extra(change):
            r = dict(rnd.choice([x for x in rows if x["Capability"] == "MCOEV"] or rows)); r["UsageId"] = guid(); r["Charge"] = "0.00"; r.update(change)
            lines.insert(rnd.randrange(len(lines)), [r[c] for c in columns])
        for line in rnd.sample(lines, min(40, len(lines))):
            if line[at["Capability"]] != "MCOPSTNPP":  # a masked number still shows its country
                line[at["Destination Number"]] = line[at["Destination Number"]][:-4] + "****"
        for line in rnd.sample(lines, min(7, len(lines))):
            lines.append(list(line)); found["duplicates"] += 1
        extra({"User Display Name": 'Ruiz, Ana "Bela"', "Caller ID": "No data"}); found["rows"] += 1
        extra({"Call Type": "user_teleported"}); extra({"Currency": "EUR", "Charge": "1.25", "Capability": "MCOPSTNPP"}); extra({"Charge": "3.10"})
        found["exceptions"] += 3; found["rows"] += 3
        lines.insert(3, ["broken"]); bad = list(lines[0]); bad[at["Duration Seconds"]] = "a while"; bad[at["UsageId"]] = guid(); lines.insert(9, bad)
        found["unreadable"] += 2
    found["lines"] = len(lines); found["records"] = found["rows"] - found["exceptions"]  # lines = records + duplicates + exceptions + unreadable
    found["charged_exact"] = str(charged_sum); found["by_kind"] = {k: str(v) for k, v in sorted(by_kind.items())}
    found["by_month"] = {"zone": a.zone, **{k: str(v) for k, v in sorted(by_month.items())}}
    found["made_with"] = " ".join(f"--{k.replace('_', '-')} {v}" if v is not True else f"--{k.replace('_', '-')}" for k, v in vars(a).items() if v not in (None, False) and k not in ("out", "changed"))
    assert found["lines"] == found["records"] + found["duplicates"] + found["exceptions"] + found["unreadable"]
    if a.changed:
        for n, r in enumerate(changed[:10]):
            r.update({"User Display Name": "Renamed Person"} if n < 5 else {"Charge": str(D(r["Charge"]) + D("0.07"))})
        with open(a.changed, "w", newline="", encoding="utf-8") as f:
            w = csv.writer(f); w.writerow(columns); w.writerows([[r[c] for c in columns] for r in changed[:10]])
        found["reexport"] = dict(file=os.path.basename(a.changed), lines=len(changed[:10]), duplicates=min(5, len(changed)), exceptions=max(0, len(changed[:10]) - 5))
    with open(a.out, "w", newline="", encoding="utf-8-sig" if a.dirty else "utf-8") as f:
        w = csv.writer(f); w.writerow(columns); w.writerows(lines)
    print(json.dumps(found))


main()
