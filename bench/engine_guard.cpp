#include <fmt/format.h>

#include <array>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "cel/compile.hpp"
#include "cel/environment.hpp"
#include "cel/program.hpp"
#include "engine.hpp"

namespace bench {
namespace {

using reeve::cel::Type;
using reeve::cel::Value;

class Answers final : public reeve::cel::Activation {
public:
    [[nodiscard]] Value variable(int slot) override { return values.at(static_cast<std::size_t>(slot)); }
    [[nodiscard]] Value call(int, std::span<const Value> arguments) override {
        return done.contains(arguments.front().string());
    }
    std::array<Value, 3> values{Value("working"), Value("tier_2"), Value(3)};
    std::map<std::string, int, std::less<>> done{{"acknowledge", 1}, {"log", 1}};
};

reeve::cel::Program compiled(const char* source) {
    reeve::cel::Environment names;
    names.add({"state", Type::string(), 0});
    names.add({"holder", Type::string(), 1});
    names.add({"rank", Type::integer(), 2});
    names.add({"leg.done", {Type::string()}, Type::boolean(), 1, false});
    auto program = reeve::cel::compile(source, names);
    if (!program) throw std::runtime_error(reeve::text(program.error().front()));
    return *program;
}

}  // namespace

void measure_guards() {
    const reeve::cel::Program rule = compiled("state != 'working' || leg.done('acknowledge')");
    const reeve::cel::Program need =
        compiled("holder == 'tier_4' && rank < 3 || state in ['logged', 'working', 'waiting']");
    Answers answers;
    std::int64_t held = 0;
    const double rule_ns =
        nanoseconds_of([&](std::int64_t) { held += evaluate(rule, answers).is_true() ? 1 : 0; });
    const double need_ns =
        nanoseconds_of([&](std::int64_t) { held += evaluate(need, answers).is_true() ? 1 : 0; });
    // The rule in C++, with the same look-ups.
    const double bare_ns = nanoseconds_of([&](std::int64_t) {
        const Value state = answers.variable(0);
        const std::array<Value, 1> act{Value("acknowledge")};
        held += state.string() != "working" || answers.call(0, act).is_true() ? 1 : 0;
    });
    fmt::print("{{\"rule_ns\": {:.1f}, \"need_ns\": {:.1f}, \"bare_ns\": {:.1f}, \"held\": {}}}\n", rule_ns,
               need_ns, bare_ns, held);
}

}  // namespace bench
