# check, fmt, score: what keeps the code as it should be.

cpp_files() { git ls-files -z --cached --others --exclude-standard '*.cpp' '*.hpp'; }

fmt_verb() {
    command -v clang-format >/dev/null || need_packages clang-format
    cpp_files | xargs -0 -r -n 20 -P "$jobs" clang-format -i
}

# Of the files that were changed since the last commit: what is touched is left formatted.
check_format() {
    command -v clang-format >/dev/null || need_packages clang-format
    {
        git diff -z --name-only --diff-filter=d HEAD -- '*.cpp' '*.hpp'
        git ls-files -z --others --exclude-standard '*.cpp' '*.hpp'
    } | xargs -0 -r -n 20 -P "$jobs" clang-format --dry-run -Werror 2>&1 |
        sed -n 's/^\([^:]*\):.*error:.*/\1 is not formatted: .\/dev fmt/p' | sort -u >"$cache/format" || true
    [ ! -s "$cache/format" ] || {
        cat "$cache/format"
        return 1
    }
}

check_verb() {
    case ${1:-} in
        '') ;;
        fuzz)
            shift
            check_fuzz "$@"
            return
            ;;
        threads)
            check_threads
            return
            ;;
        *) fail "check knows only 'fuzz' and 'threads' besides nothing" ;;
    esac
    need_build
    python3 tools/tidy
    check_format
    check_sanitizers
}

check_sanitizers() {
    local dir=$root/build-asan
    configure "$dir" -DREEVE_SANITIZE=address -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG='-O1 -g1'
    ninja -C "$dir" -j "$jobs"
    ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 \
        run_tests "$dir" -LE '^(build|browser)$'
}

# What has more than one thread, under the thread sanitizer; round by round, since a race needs its moment.
check_threads() {
    local dir=$root/build-tsan round
    need_build
    configure "$dir" -DREEVE_SANITIZE=thread -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG='-O1 -g1'
    ninja -C "$dir" -j "$jobs" desk_test http_test import_test reeve
    # The sanitizer of GCC 12 knows the places of memory of older kernels: none is drawn by lot.
    for round in 1 2 3; do
        say "round $round"
        TSAN_OPTIONS=halt_on_error=1 setarch -R "$dir/src/desk/desk_test" --gtest_brief=1 \
            --gtest_filter='*Thread*:ErrandsAhead*:YearTest*:Sessions*:Presence*:Feed*'
        TSAN_OPTIONS=halt_on_error=1 setarch -R "$dir/src/http/http_test" --gtest_brief=1 --gtest_filter='Server*'
        TSAN_OPTIONS=halt_on_error=1 setarch -R "$dir/src/import/import_test" --gtest_brief=1
    done
}

# Each fuzzer starts from its kept corpus in tests/corpus/ and adds the inputs that reach something new.
check_fuzz() {
    local seconds=${1:-60} dir=$root/build-fuzz name failed=0
    need_build
    need_packages clang-19 libclang-rt-19-dev
    configure "$dir" -DREEVE_SANITIZE=address -DREEVE_FUZZ=ON -DREEVE_TESTS=OFF -DCMAKE_BUILD_TYPE=Debug \
        -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_CXX_FLAGS_DEBUG='-O1 -g1'
    ninja -C "$dir" -j "$jobs" fuzzers
    for name in $(cat "$dir"/fuzzers/*.path); do
        say "fuzzing $(basename "$name") for $seconds s"
        fuzz_one "$name" "$seconds" || failed=1
    done
    [ $failed -eq 0 ] || fail "a fuzzer found something: the inputs are in .cache/fuzz"
}

fuzz_one() { # BINARY SECONDS
    local name seeds found=$cache/fuzz
    name=$(basename "$1")
    seeds=tests/corpus/$name
    mkdir -p "$seeds" "$found/$name.corpus"
    "$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
        -artifact_prefix="$found/$name-" "$found/$name.corpus" "$seeds" >"$found/$name.log" 2>&1 || {
        tail -30 "$found/$name.log"
        return 1
    }
    # Only what reaches a line of code that the kept inputs do not is kept with them.
    "$1" -merge=1 -use_counters=0 "$seeds" "$found/$name.corpus" >/dev/null 2>&1
    grep -E 'number_of_executed_units|average_exec_per_sec' "$found/$name.log" || true
    say "kept inputs: $(find "$seeds" -type f | wc -l)"
}

score_verb() {
    [ -f "$build/build.ninja" ] || build_verb
    python3 tools/score.py "$build"
}
