# test: ctest runs the suites, tools/count_tests.py counts the cases in them.

test_verb() {
    local selection=() label=all
    case ${1:-} in
        '') ;;
        fast) label=fast selection=(-L '^fast$') ;;
        *) label=$1 selection=(-R "$1") ;;
    esac
    [ "$label" = fast ] || need_browser
    build_verb
    run_tests "$build" "${selection[@]}"
}

# Runs the tests of one build and closes with `N passed, N failed`. False when one failed or none ran.
run_tests() { # DIR [ctest options]
    local dir=$1 results=$1/results
    shift
    rm -rf "$results"
    mkdir -p "$results"
    # Shuffled, since no test may need another first.
    GTEST_SHUFFLE=1 REEVE_BUILD="$dir" \
        ctest --test-dir "$dir" --parallel "$jobs" --output-on-failure --no-tests=ignore \
        --output-junit "$results/ctest.xml" --test-output-size-passed 200000 --test-output-size-failed 2000000 \
        "$@" || true
    python3 tools/count_tests.py "$results"
}
