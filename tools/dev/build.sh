# build, run, rehearse, bench, package: what makes the binary and what uses it.

jobs=$(nproc)

configure() { # DIR [cmake options]
    local dir=$1
    shift
    # Ninja configures anew by itself when a CMake file changes; only other options need it said.
    [ -f "$dir/build.ninja" ] && [ "$(cat "$dir/options" 2>/dev/null)" = "$*" ] && return
    cmake -S "$root" -B "$dir" -G Ninja "$@" >"$dir.log" 2>&1 || {
        cat "$dir.log" >&2
        fail "CMake could not configure $dir"
    }
    mv "$dir.log" "$dir/configure.log"
    say "$*" >"$dir/options"
}

build_verb() {
    need_build
    configure "$build"
    ninja -C "$build" -j "$jobs" "$@"
}

reeve() { "$build/src/app/reeve" "$@"; }

run_verb() {
    local data=$cache/demo listen=127.0.0.1:8080 more=()
    while [ $# -gt 0 ]; do
        case $1 in
            --data) data=${2:?--data DIR} && shift 2 ;;
            --listen) listen=${2:?--listen HOST:PORT} && shift 2 ;;
            *) more+=("$1") && shift ;;
        esac
    done
    build_verb reeve
    mkdir -p "$data"
    local first=$cache/run.$$
    mkfifo "$first"
    # The desk's first line says where it listens; whatever follows goes to the terminal as it is.
    "$build/src/app/reeve" serve --data "$data" --listen "$listen" --demo "${more[@]}" >"$first" &
    local desk=$! line=
    trap 'kill -TERM $desk 2>/dev/null || true' INT TERM
    {
        rm "$first"
        read -r line || true
        if [ -n "$line" ]; then
            say "$line"
            [ -f "$data/demo.json" ] && node tools/dev/demo_people.mjs "$data/demo.json"
        fi
        cat
    } <"$first"
    wait "$desk"
}

rehearse_verb() {
    [ $# -gt 0 ] || fail "which rehearsal? ./dev rehearse processes/epts-support/rehearsals/*.yaml"
    build_verb reeve >/dev/null
    reeve rehearse "$@"
}

bench_verb() {
    case " $* " in *' page '*) need_browser ;; esac
    build_verb benches
    bench/run "$build" "$@"
}

package_verb() {
    build_verb reeve
    bash packaging/make_deb.sh "$build/src/app/reeve" "$build"
}
