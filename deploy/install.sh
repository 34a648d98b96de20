#!/bin/sh
# Installs the PerfAnalysis agent on this host, upgrades it when it is there, or removes it.
#   curl -fsSL @SERVER@/install.sh | sudo sh -s -- --key pmk_...
# Everything is in a function that is called on the last line: a download that is cut off does nothing.
set -eu

main() {
  SERVER='@SERVER@'
  KEY=''
  NAME=''
  FREQUENCY='5s'
  UNINSTALL=''
  PURGE=''
  ROOT=''
  START_TIMEOUT=60

  while [ $# -gt 0 ]; do
    case "$1" in
      --key) need_value "$@"; KEY=$2; shift 2 ;;
      --server) need_value "$@"; SERVER=${2%/}; shift 2 ;;
      --identifier) need_value "$@"; NAME=$2; shift 2 ;;
      --frequency) need_value "$@"; FREQUENCY=$2; shift 2 ;;
      --root) need_value "$@"; ROOT=${2%/}; shift 2 ;;
      --uninstall) UNINSTALL=1; shift ;;
      --purge) UNINSTALL=1; PURGE=1; shift ;;
      -h | --help) usage; exit 0 ;;
      *) usage >&2; fail "unknown option: $1" ;;
    esac
  done

  PREFIX=/opt/perfanalysis
  CONFIG=/etc/perfanalysis
  STATE=/var/lib/perfanalysis-agent
  UNIT=/etc/systemd/system/pcc.service
  ACCOUNT=perfanalysis

  [ "$(uname -s)" = Linux ] || fail "the agent reads Linux's /proc; this is $(uname -s)."
  [ -n "$ROOT" ] || [ "$(id -u)" = 0 ] || fail "run this as root (for example with sudo)."

  if [ -n "$UNINSTALL" ]; then uninstall; exit 0; fi

  [ -n "$KEY" ] || [ -s "$ROOT$STATE/apikey" ] || fail "give the key of this machine: --key pmk_... (the portal shows it under \"Add a machine\")."
  case "$KEY" in '' | pmk_*) ;; *) fail "the key begins with pmk_; this one does not." ;; esac
  case "$NAME$KEY" in *[[:cntrl:]]*) fail "names and keys have no control characters." ;; esac
  case "$SERVER" in http://* | https://*) ;; *) fail "--server is a URL such as https://acme.example.com." ;; esac

  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT INT TERM
  upgrade=''
  if [ -x "$ROOT$PREFIX/pcc" ]; then upgrade=1; fi

  choose_program
  install_program
  install_settings
  start
}

usage() {
  cat <<'TEXT'
usage: install.sh --key pmk_... [--identifier NAME] [--frequency 1s..60s] [--server URL]
                  [--root DIR]  install below DIR, as for an image: makes no account, starts nothing
       install.sh --uninstall     remove the agent, keep what it has not delivered
       install.sh --purge         remove the agent and everything it kept
TEXT
}

say() { printf '%s\n' "$*"; }
fail() { printf 'perfanalysis: %s\n' "$*" >&2; exit 1; }
need_value() { [ $# -ge 2 ] && [ -n "$2" ] || fail "$1 needs a value."; }

# fetch PATH FILE
fetch() {
  if command -v curl >/dev/null 2>&1; then
    curl -fsSL --retry 3 -o "$2" "$SERVER$1"
  elif command -v wget >/dev/null 2>&1; then
    wget -q -O "$2" "$SERVER$1"
  else
    fail "neither curl nor wget is here: install one of them."
  fi
}

# The single file where the portal has it for this processor, else the bundle, which needs Node 20.
choose_program() {
  fetch /api/v1/agent/SHA256SUMS "$WORK/SHA256SUMS" || fail "$SERVER does not answer, or is no PerfAnalysis portal."
  case "$(uname -m)" in
    x86_64 | amd64) arch=x64 ;;
    aarch64 | arm64) arch=arm64 ;;
    *) arch=other ;;
  esac
  if grep -q "  pcc-linux-$arch\$" "$WORK/SHA256SUMS" && ! is_musl; then
    PROGRAM=pcc-linux-$arch
  elif node_20; then
    PROGRAM=pcc.mjs
  else
    fail "the portal has no single file for this host ($(uname -m)) and there is no Node 20 or newer: install Node, or let the portal's operator run \`npm run build:agent\`."
  fi
}

is_musl() { ls /lib/ld-musl-* >/dev/null 2>&1; }
node_20() { command -v node >/dev/null 2>&1 && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; }

install_program() {
  say "Fetching $PROGRAM ..."
  if [ "$PROGRAM" = pcc.mjs ]; then
    fetch /api/v1/agent/pcc.mjs "$WORK/$PROGRAM"
  else
    fetch "/api/v1/agent/$PROGRAM.gz" "$WORK/$PROGRAM.gz"
    gunzip "$WORK/$PROGRAM.gz"
  fi
  (cd "$WORK" && grep "  $PROGRAM\$" SHA256SUMS | sha256sum -c - >/dev/null 2>&1) ||
    fail "$PROGRAM is not what the portal's checksum says: nothing was installed."
  mkdir -p "$ROOT$PREFIX"
  if [ "$PROGRAM" = pcc.mjs ]; then
    install -m 0755 "$WORK/$PROGRAM" "$ROOT$PREFIX/pcc.mjs"
    write_wrapper "$(command -v node)" >"$WORK/pcc"
    install -m 0755 "$WORK/pcc" "$ROOT$PREFIX/pcc.new"
  else
    install -m 0755 "$WORK/$PROGRAM" "$ROOT$PREFIX/pcc.new"
  fi
  # The running one keeps its file; the next start takes the new.
  mv -f "$ROOT$PREFIX/pcc.new" "$ROOT$PREFIX/pcc"
  [ -n "$ROOT" ] || "$PREFIX/pcc" --version >/dev/null || fail "the program does not run on this host."
}

# write_wrapper NODE: nothing is compiled at a tick a second, and freed memory goes back: a quarter less of it.
write_wrapper() {
  cat <<TEXT
#!/bin/sh
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=65536 MALLOC_TRIM_THRESHOLD_=65536 MALLOC_TOP_PAD_=16384
flags='--max-semi-space-size=1 --no-opt --no-maglev --no-sparkplug --no-node-snapshot --expose-gc'
# A later Node may not know them all: the agent runs all the same.
"$1" \$flags -e 0 >/dev/null 2>&1 || flags=''
exec "$1" \$flags $PREFIX/pcc.mjs "\$@"
TEXT
}

install_settings() {
  if [ -z "$ROOT" ] && ! id "$ACCOUNT" >/dev/null 2>&1; then
    useradd --system --no-create-home --home-dir "$STATE" --shell /usr/sbin/nologin "$ACCOUNT" 2>/dev/null ||
      adduser -S -D -H -h "$STATE" -s /sbin/nologin "$ACCOUNT" 2>/dev/null ||
      fail "the account $ACCOUNT cannot be made: make it and start again."
  fi
  mkdir -p "$ROOT$CONFIG" "$ROOT$STATE"
  if [ -n "$KEY" ]; then
    (umask 077 && printf '%s\n' "$KEY" >"$ROOT$STATE/apikey.new")
    mv -f "$ROOT$STATE/apikey.new" "$ROOT$STATE/apikey"
  fi
  [ -n "$ROOT" ] || chown -R "$ACCOUNT" "$STATE"
  chmod 0700 "$ROOT$STATE"
  # What was set by hand stays; the first installation writes it.
  if [ ! -e "$ROOT$CONFIG/pcc.yaml" ]; then
    {
      printf '# Settings of the PerfAnalysis agent; pcc --help lists all of them.\n'
      printf 'mode: trickle\nserver: %s\nfrequency: %s\n' "$SERVER" "$FREQUENCY"
      printf 'apikey-file: %s/apikey\nspool: %s/spool\nstatus: %s/status.json\n' "$STATE" "$STATE" "$STATE"
      [ -z "$NAME" ] || printf 'identifier: "%s"\n' "$(printf '%s' "$NAME" | sed 's/[\\"]/\\&/g')"
    } >"$ROOT$CONFIG/pcc.yaml"
  fi
}

# notifies: systemd hears from pcc through systemd-notify, which waits until it was heard only from systemd 246 on.
notifies() {
  command -v systemd-notify >/dev/null 2>&1 || return 1
  version=$(systemctl --version 2>/dev/null | sed -n '1s/^systemd \([0-9][0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 246 ]
}

write_unit() {
  # Notified, systemd knows that ticks come, and starts a pcc anew that hangs.
  type='Type=exec'
  if notifies; then
    type='Type=notify
NotifyAccess=all
WatchdogSec=180'
  fi
  cat >"$UNIT" <<TEXT
[Unit]
Description=PerfAnalysis agent
Documentation=$SERVER
After=network-online.target
Wants=network-online.target

[Service]
$type
ExecStart=$PREFIX/pcc --config $CONFIG/pcc.yaml
ExecReload=/bin/kill -HUP \$MAINPID
User=$ACCOUNT
Restart=always
RestartSec=5
MemoryMax=256M
CPUQuota=20%
Nice=5
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
LockPersonality=yes
CapabilityBoundingSet=
ReadWritePaths=$STATE

[Install]
WantedBy=multi-user.target
TEXT
}

start() {
  if [ -n "$ROOT" ]; then say "Installed below $ROOT."; return; fi
  if [ ! -d /run/systemd/system ]; then
    say "Installed: $PREFIX/pcc. There is no systemd here; start it with what this host has, as the account $ACCOUNT:"
    say "  $PREFIX/pcc --config $CONFIG/pcc.yaml"
    return
  fi
  write_unit
  systemctl daemon-reload
  systemctl enable --quiet pcc
  since=$(date +%s)
  systemctl restart pcc
  say "Waiting for the first acknowledgement ..."
  while [ $(($(date +%s) - since)) -lt "$START_TIMEOUT" ]; do
    if acknowledged "$since"; then
      if [ -n "$upgrade" ]; then say "Upgraded: this host is delivering."; else say "Done: this host is delivering to $SERVER."; fi
      return
    fi
    sleep 1
  done
  fail "no acknowledgement within $START_TIMEOUT s; see: journalctl -u pcc, and $PREFIX/pcc doctor --config $CONFIG/pcc.yaml"
}

# acknowledged SINCE: the portal has seen this machine after that second.
acknowledged() {
  (umask 077 && printf 'header = "apikey: %s"\n' "$(cat "$STATE/apikey")" >"$WORK/header")
  if command -v curl >/dev/null 2>&1; then
    answer=$(curl -fsS -K "$WORK/header" "$SERVER/api/v1/trickle/status" 2>/dev/null) || return 1
  else
    answer=$(wget -q -O - --header "apikey: $(cat "$STATE/apikey")" "$SERVER/api/v1/trickle/status" 2>/dev/null) || return 1
  fi
  seen=$(printf '%s' "$answer" | sed -n 's/.*"last_seen":"\([^"]*\)".*/\1/p')
  [ -n "$seen" ] && [ "$(date -d "$seen" +%s 2>/dev/null || echo 0)" -ge "$1" ]
}

uninstall() {
  if [ -z "$ROOT" ] && [ -d /run/systemd/system ] && [ -e "$UNIT" ]; then
    systemctl disable --quiet --now pcc || true
    rm -f "$UNIT"
    systemctl daemon-reload
  fi
  rm -rf "$ROOT$PREFIX"
  if [ -n "$PURGE" ]; then
    rm -rf "$ROOT$CONFIG" "$ROOT$STATE"
    [ -n "$ROOT" ] || userdel "$ACCOUNT" 2>/dev/null || true
    say "Removed, with its settings and everything it kept."
  else
    say "Removed. Settings stay in $CONFIG, the key and what is not delivered in $STATE; --purge removes them too."
  fi
}

main "$@"
