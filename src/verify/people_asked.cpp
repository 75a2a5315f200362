// What is asked of those who did an act: by it is known whether one may stand for another.
#include <algorithm>

#include "cel/parts.hpp"
#include "verify/expressions_internal.hpp"

namespace reeve::verify {
namespace {

using cel::Part;
using process::Function;

bool gives_people(const Part& part) {
    constexpr auto per_scope = static_cast<std::uint32_t>(Function::leg_done);
    return part.kind == Part::Kind::host_call && part.operand < static_cast<std::uint32_t>(Function::since) &&
           static_cast<Function>(part.operand % per_scope) == Function::by;
}

bool is_among_people(const cel::Parts& parts, const Part& part) {
    return part.kind == Part::Kind::in && gives_people(parts.all[part.children[1]]);
}

// Of an element only whether it is among some: compared with somebody, it would be one of several.
bool asks_among_only(const cel::Parts& parts, const Part& each) {
    return std::ranges::all_of(parts.all, [&](const Part& part) {
        for (std::size_t i = 0; i < part.children.size(); ++i) {
            const Part& child = parts.all[part.children[i]];
            const bool element = child.kind == Part::Kind::local &&
                                 (child.operand == each.operand || child.operand == each.operand + 1);
            if (element && !(i == 0 && is_among_people(parts, part))) return false;
        }
        return true;
    });
}

// By a part of which the i-th child gives people.
AskedOfPeople asked_by(const cel::Parts& parts, const Part& part, std::size_t i) {
    if (part.kind == Part::Kind::in && i == 1) return AskedOfPeople::among;
    const bool each = part.kind == Part::Kind::condition_of_each && i == 0 && part.word != "exists_one";
    return each && asks_among_only(parts, part) ? AskedOfPeople::each : AskedOfPeople::number;
}

AskedOfPeople asked_in(const cel::Parts& parts) {
    if (gives_people(parts.all[parts.root])) return AskedOfPeople::number;
    AskedOfPeople most = AskedOfPeople::among;
    for (const Part& part : parts.all)
        for (std::size_t i = 0; i < part.children.size(); ++i)
            if (gives_people(parts.all[part.children[i]])) most = std::max(most, asked_by(parts, part, i));
    return most;
}

}  // namespace

AskedOfPeople asked_of_people(const process::RecordType& type) {
    AskedOfPeople most = AskedOfPeople::among;
    for_each_expression(type, [&](const process::Expression& expression, Standing) {
        const auto& called = expression.program.reads().functions;
        if (!called.empty()) most = std::max(most, asked_in(cel::parts_of(expression.program)));
    });
    return most;
}

}  // namespace reeve::verify
