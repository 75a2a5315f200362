// Any bytes compile or are refused, and what compiles evaluates; its canonical text means the same.
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "cel/example_internal.hpp"

namespace {

using namespace reeve::cel;

void compile_and_run(std::string_view source, Checking checking) {
    static const Environment environment = example_environment();
    constexpr std::int64_t few_steps = 5'000;
    const CompileOptions options{.checking = checking};
    const auto program = compile(source, environment, options);
    if (!program) {
        REEVE_CHECK(!program.error().empty() && program.error()[0].line >= 1 &&
                    program.error()[0].column >= 1);
        return;
    }
    ExampleHost host;
    const Value found = evaluate(*program, host, few_steps);
    const auto again = compile(program->text(), environment, options);
    // Canonical text may be longer than the text it came from, and then too long.
    if (!again) {
        REEVE_CHECK(program->text().size() > characters_max);
        return;
    }
    REEVE_CHECK(again->text() == program->text());
    const Value other = evaluate(*again, host, few_steps);
    REEVE_CHECK(found.kind() == other.kind());
    if (!found.is_error() && found.kind() != ValueKind::list && found.kind() != ValueKind::map)
        REEVE_CHECK(text(found) == text(other));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view source(reinterpret_cast<const char*>(data) + 1, size - 1);
    compile_and_run(source, static_cast<Checking>(data[0] % 3));
    return 0;
}
