#include "cel/compile.hpp"

#include "base/text.hpp"
#include "cel/check_internal.hpp"
#include "cel/cost_internal.hpp"
#include "cel/parser_internal.hpp"

namespace reeve::cel {
namespace {

std::vector<Problem> problem(const SourcePlace& place, Mistake mistake) {
    const auto at = place.at(mistake.offset);
    return {{place.file, at.line, at.column, std::move(mistake.what), std::move(mistake.expected),
             std::move(mistake.nearest), false}};
}

}  // namespace

std::expected<Program, std::vector<Problem>> compile(std::string_view source, const Environment& environment,
                                                     const CompileOptions& options) {
    Code code;
    code.place = {std::string(source), options.file, options.line, options.column, options.indent};
    code.zones = environment.zones();
    if (!valid_utf8(source))
        return std::unexpected(problem(code.place, {0, "the expression is no valid UTF-8", {}, {}}));
    if (length_utf8(source) > characters_max)
        return std::unexpected(
            problem(code.place, {0,
                                 "the expression is too long",
                                 "at most " + std::to_string(characters_max) + " characters",
                                 {}}));
    auto tree = parse(code.place.source);
    if (!tree) return std::unexpected(problem(code.place, std::move(tree.error())));
    if (options.cost_max && cost_of(**tree) > *options.cost_max)
        return std::unexpected(problem(
            code.place, {0,
                         "the expression may take too long: what it asks of each element multiplies",
                         "at most " + std::to_string(*options.cost_max) + " steps, with " +
                             std::to_string(unknown_size) + " elements in each list that is not written out",
                         {}}));
    auto problems = Checker(environment, options, code).run(**tree);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    if (options.cost_max && cost_of(**tree) > *options.cost_max) {
        auto dear = problem(
            code.place,
            {0,
             "the expression may take too long: a table counts by its rows and a pattern by its length",
             "at most " + std::to_string(*options.cost_max) + " steps",
             {}});
        if (options.weigh_calls) return std::unexpected(std::move(dear));
        dear.front().warning = true;
        code.warnings.push_back(std::move(dear.front()));
        code.weighs_calls = false;
    }
    code.text = print(**tree);
    return Program(std::make_shared<const Code>(std::move(code)));
}

Program constant_program(Value value, Type type, std::string text) {
    Code code;
    code.nodes.emplace_back();
    code.constants.push_back(std::move(value));
    code.result = std::move(type);
    code.place.source = text;
    code.text = std::move(text);
    return Program(std::make_shared<const Code>(std::move(code)));
}

}  // namespace reeve::cel
