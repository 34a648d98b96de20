#!/bin/sh
# The load that host.json.gz was recorded under, beside what else ran on that machine. Run in the repository, from start
# to end of this (25 minutes) with:
#   node agent/cli/pcc.ts --collection host.json --gzip --frequency 1s --identifier bench-host --status none
set -eu
load=bench/agent/load.ts
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT

# put SECONDS ROLE…: half a CPU, 10 MB/s written through, or 3 MB/s over loopback; all at once.
put() {
  seconds=$1; shift
  for role in "$@"; do node "$load" "$seconds" "$scratch/file" "$role" & done
  wait
}

for round in 1 2 3; do
  sleep 75                                     # Idle.
  put 60 cpu
  put 60 disk
  put 45 net
  for burst in 1 2 3 4 5 6; do put 4 cpu cpu; sleep 6; done
  put 60 cpu disk net
  sleep 30
  dd if=/dev/zero of="$scratch/pages" bs=1M count=1024 2>/dev/null; cat "$scratch/pages" >/dev/null; rm "$scratch/pages"
  put 40 net disk
  tail -c 60000000 /dev/zero | gzip -9 >/dev/null
  sleep 25
done
