# setup: what the machine must have. Everything comes from Debian's packages and the npm registry;
# what npm brings lies in .cache/ and web/node_modules, never in the system.

node_version=22.23.1
npm_version=10.9.4

packages_build=(
    g++ cmake ninja-build ccache pkg-config ca-certificates tzdata python3 python3-yaml curl jq
    libboost1.81-dev libboost-json1.81-dev libfmt-dev libcctz-dev libical-dev libyaml-cpp-dev libre2-dev
    libsqlite3-dev libzstd-dev libsodium-dev libjemalloc-dev libcli11-dev libgtest-dev libgmock-dev librapidcheck-dev
)

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "this needs root: run './dev setup' as root, or install sudo"
    fi
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Installs those of the named Debian packages that are missing, and nothing when none is.
need_packages() {
    local missing=() name
    for name in "$@"; do
        installed "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null ||
        fail "this machine has no apt-get; Reeve is built on Debian 12. Missing: ${missing[*]}"
    make_way_for_boost "${missing[@]}"
    say "installing: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# Boost 1.81's headers and those of Debian's default, 1.74, cannot both be installed.
make_way_for_boost() {
    case " $* " in *' libboost1.81-dev '* | *' libboost-json1.81-dev '*) ;; *) return 0 ;; esac
    local old
    old=$({ dpkg-query -W -f '${Package} ${db:Status-Status}\n' 'libboost*-dev' 2>/dev/null || true; } |
        awk '$2 == "installed" && $1 !~ /1\.81/ { print $1 }' | xargs)
    [ -n "$old" ] || return 0
    say "Boost 1.81 cannot be installed beside the headers of Boost 1.74: these packages must go: $old"
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get remove -y -qq $old
}

# Debian 12 has Node 18, the page's tools need 22: npm's own package of node goes into the cache, and from
# then on only that one is used.
need_node() {
    local wanted="node $node_version npm $npm_version" arch
    [ "$(cat "$cache/node/installed" 2>/dev/null)" = "$wanted" ] && return 0
    case $(uname -m) in
        x86_64) arch=linux-x64 ;;
        aarch64) arch=linux-arm64 ;;
        *) fail "there is no Node for $(uname -m) in the npm registry" ;;
    esac
    npm --version >/dev/null 2>&1 || need_packages nodejs npm
    say "installing Node $node_version into .cache/node"
    rm -rf "$cache/node"
    mkdir -p "$cache/node/bin"
    # Without scripts: the package `node` only fetches this one, and a script could fetch anything.
    npm install --prefix "$cache/node" --ignore-scripts --no-audit --no-fund --no-update-notifier \
        --loglevel=error "node-$arch@$node_version" "npm@$npm_version" >/dev/null
    ln -s "../node_modules/node-$arch/bin/node" "$cache/node/bin/node"
    [ "$("$cache/node/bin/node" --version)" = "v$node_version" ] || fail "Node did not install"
    say "$wanted" >"$cache/node/installed"
}

# npm's Node brings its own list of authorities; a site's own ones are in the system's.
[ -n "${NODE_EXTRA_CA_CERTS:-}" ] || export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt

node() { "$cache/node/bin/node" "$@"; }

need_page_tools() {
    local stamp=web/node_modules/.installed-for wanted
    wanted=$(cat web/package-lock.json "$cache/node/installed" | sha256sum)
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
    say "installing the page's build tools into web/node_modules"
    (
        cd web
        PATH="$cache/node/bin:$PATH" node "$cache/node/node_modules/npm/bin/npm-cli.js" ci \
            --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
    )
    say "$wanted" >"$stamp"
}

need_build() {
    need_packages "${packages_build[@]}"
    need_node
    need_page_tools
}

need_browser() { command -v chromium >/dev/null || need_packages chromium; }

setup_verb() {
    need_build
    need_browser
    say "everything is there"
}
