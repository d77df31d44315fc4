#!/usr/bin/env bash
# The sample documents into a store, and a few questions to it. Usage: demo.sh STORE (kg is on the PATH)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
store=${1:?usage: demo.sh STORE}

bold= plain=
if [ -t 1 ]; then bold=$'\033[1m' plain=$'\033[0m'; fi
say() { printf "\n%s$ %s%s\n" "$bold" "$*" "$plain"; "$@"; }

say kg run kg/data/samples --store "$store"

# One process keeps the store open, so that the questions need not start it each time.
port=$(python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
kg serve --store "$store" --port "$port" 2>/dev/null &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null || true' EXIT
for _ in $(seq 60); do
  [ -e "$store/open.json" ] && break
  kill -0 "$server" 2>/dev/null || { echo "kg serve ended early" >&2; exit 1; }
  sleep 0.5
done

say kg query districts --store "$store"
say kg query new_schools -p district=青禾区 --store "$store"
say kg query plan_against_result -p district=青禾区 -p year=2023 --store "$store"
say kg query program_districts -p program=双减 --store "$store"

cat <<EOF

The store is in $store. What to try next (source .venv/bin/activate first):
  kg query --list
  kg query search_entities -p text=实验 --store $store
  kg evidence program/双减 --store $store
  kg show kg/data/samples/qinghe-2023-summary.txt -o qinghe.html
  kg serve --store $store        then open it in Neo4j Browser
  kg run YOUR-FOLDER             with your own .txt, .html, .docx and .pdf
EOF
