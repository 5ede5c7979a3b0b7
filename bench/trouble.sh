#!/usr/bin/env bash
# What a machine can do to an import: a full disk, a data file that may not be written, a database that somebody holds, a file cut in the middle of a row.
# Each must give one clear sentence, no stack trace, exit code 2 (1 for a file's own fault), leave books that `check` finds clean, and work when it is mended.
#   bench/trouble.sh [full|readonly|locked|cut …]     root is needed for `full` (a small file system) and `readonly` (another user)
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
dll=${COMMSCREDITS_DLL:-$(ls -t "$here"/../CommsCredits.Web/bin/{Release,Debug}/net10.0/CommsCredits.Web.dll 2>/dev/null | head -1)}
[ -n "$dll" ] || { echo "Build first: dotnet build -c Release CommsCredits.Web" >&2; exit 2; }
export ASPNETCORE_ENVIRONMENT=Development DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-/tmp}"
work=$(mktemp -d /tmp/cc-trouble-XXXXXX); chmod 755 "$work"; mounted=""; failed=0
trap '[ -n "$mounted" ] && umount "$mounted"; rm -rf "$work"' EXIT

commscredits() { dotnet "$dll" "$@"; }
books() { commscredits demo --empty --begin 2026-09-01 --clock 2026-10-05 --zone Etc/UTC --data "$1" >/dev/null; }
calls() { python3 "$here/make_calls.py" --month 2026-09 --calls "$1" --seed 7 --no-charge --out "$2" >/dev/null; }
fault() { echo "  FAULT: $*" >&2; failed=1; }

# expect CODE WORDS COMMAND…: the exit code, the words on standard error or output, and never a stack trace.
expect() {
  local code=$1 words=$2 said; shift 2
  said=$("$@" 2>&1); local got=$?
  echo "  exit $got: $(tail -1 <<<"$said")"
  [ "$got" = "$code" ] || fault "exit code $got instead of $code"
  grep -qiE "$words" <<<"$said" || fault "it does not say '$words' but: $said"
  grep -qE '^ +at |Unhandled|Exception' <<<"$said" && fault "a stack trace: $said"
}
clean() { expect 0 'clean' commscredits check --data "$1"; }
whole() { local n; n=$(sqlite3 "$1/commscredits.db" 'SELECT count(*) FROM "Calls"'); [ "$n" = "$2" ] && echo "  $n calls, each once" || fault "$n calls instead of $2"; }

full() {
  echo "full disk"
  mkdir "$work/disk"; mount -t tmpfs -o size=24m tmpfs "$work/disk" || { fault "cannot mount"; return; }
  mounted="$work/disk"
  books "$work/disk"; calls 40000 "$work/full.csv"
  expect 2 'disk is full' commscredits import-usage "$work/full.csv" --data "$work/disk"
  mount -o remount,size=200m "$work/disk"
  clean "$work/disk"
  expect 0 '40000 lines' commscredits import-usage "$work/full.csv" --data "$work/disk"
  clean "$work/disk"; whole "$work/disk" 40000
  umount "$work/disk"; mounted=""
}

readonly_() {
  echo "a data file that may not be written"
  mkdir "$work/readonly"; books "$work/readonly"; calls 500 "$work/few.csv"
  chmod -R a+rX "$work"; chmod -R a-w "$work/readonly"
  expect 2 'cannot be written|cannot be opened' setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/tmp dotnet "$dll" import-usage "$work/few.csv" --data "$work/readonly"
  chmod -R u+w "$work/readonly"
  clean "$work/readonly"
  expect 0 '500 lines' commscredits import-usage "$work/few.csv" --data "$work/readonly"
  clean "$work/readonly"; whole "$work/readonly" 500
}

locked() {
  echo "a database that another program holds"
  mkdir "$work/locked"; books "$work/locked"; calls 500 "$work/held.csv"
  python3 - "$work/locked/commscredits.db" <<'PY' &
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE"); open(sys.argv[1] + ".held", "w").close(); time.sleep(75); db.execute("ROLLBACK")
PY
  local holder=$!
  while [ ! -e "$work/locked/commscredits.db.held" ]; do sleep 0.1; done
  expect 2 'holds the database' commscredits import-usage "$work/held.csv" --data "$work/locked"
  kill "$holder" 2>/dev/null; wait "$holder" 2>/dev/null
  clean "$work/locked"
  expect 0 '500 lines' commscredits import-usage "$work/held.csv" --data "$work/locked"
  clean "$work/locked"; whole "$work/locked" 500
}

cut_() {
  echo "a file cut in the middle of a row, and one cut in its header"
  mkdir "$work/cut"; books "$work/cut"; calls 500 "$work/whole.csv"
  head -c $(( $(stat -c %s "$work/whole.csv") * 2 / 3 )) "$work/whole.csv" > "$work/cut.csv"; head -c 40 "$work/whole.csv" > "$work/header.csv"
  expect 0 '1 unreadable' commscredits import-usage "$work/cut.csv" --data "$work/cut"
  expect 1 'MissingColumns' commscredits import-usage "$work/header.csv" --data "$work/cut"
  clean "$work/cut"
  expect 0 '500 lines' commscredits import-usage "$work/whole.csv" --data "$work/cut"
  clean "$work/cut"; whole "$work/cut" 500
}

[ $# -gt 0 ] || set -- full readonly locked cut
for trial in "$@"; do
  case $trial in full) full;; readonly) readonly_;; locked) locked;; cut) cut_;; *) echo "There is no trial '$trial'." >&2; exit 2;; esac
done
[ $failed = 0 ] && echo "All as it should be."
exit $failed
