#!/usr/bin/env python3
"""Refuses a package whose licence is not allowed or not known: licences.py SBOM.json … (CycloneDX). Nothing copyleft, nothing that wants a key."""
import json, sys

ALLOWED = {"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD"}
# Packages that name an address instead of a licence, looked at by a person
READ = {
    "System.Security.Cryptography.ProtectedData": "MIT",
}

# Used by the tests as they are, shipped to nobody
TESTS_ONLY = {
    "Deque.AxeCore.Commons": "MPL-2.0",
}


def main():
    wrong, seen = [], 0
    for file in sys.argv[1:]:
        with open(file, encoding="utf-8") as f: components = json.load(f).get("components", [])
        for part in components:
            seen += 1
            names = [said.get("expression") or said.get("license", {}).get("id") or said.get("license", {}).get("url") or said.get("license", {}).get("name") for said in part.get("licenses", [])]
            if READ.get(part["name"]) in ALLOWED or names and all(name in ALLOWED for name in names): continue
            if "tests" in file and TESTS_ONLY.get(part["name"]) in names: continue
            wrong.append(f"{part['name']} {part.get('version', '')}: {', '.join(map(str, names)) or 'no licence named'}")
    for line in wrong: print("licence not allowed: " + line, file=sys.stderr)
    print(f"{seen} packages, {len(wrong)} with a licence that is not allowed or not known")
    return 1 if wrong or seen == 0 else 0


if __name__ == "__main__": sys.exit(main())
