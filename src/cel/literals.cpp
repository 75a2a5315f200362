#include "cel/literals.hpp"

#include <algorithm>

#include "cel/code_internal.hpp"

namespace reeve::cel {

std::vector<Value> literals(const Program& program) {
    std::vector<Value> found;
    for (const Value& constant : program.code().constants) {
        if (constant.is_error()) continue;
        // Of a list or a map that was worked out at once, what is in it.
        const List* list = constant.is(ValueKind::list) ? &constant.list() : nullptr;
        for (const Value& one : list != nullptr ? *list : List{constant})
            if (std::find(found.begin(), found.end(), one) == found.end()) found.push_back(one);
    }
    return found;
}

}  // namespace reeve::cel
