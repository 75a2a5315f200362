# look: pictures of every screen of the page, to look at.

look_verb() {
    local out=$cache/look
    case ${1:-} in
        '' | --*) ;;
        *) out=$1 && shift ;;
    esac
    need_browser
    build_verb reeve >/dev/null
    node web/dev/look.mjs --out "$out" --binary "$build/src/app/reeve" "$@"
}
