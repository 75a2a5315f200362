#pragma once
// Why no overload of a function takes the arguments that it is given.

#include "cel/check_internal.hpp"

namespace reeve::cel {

// Of all overloads it keeps the one that got furthest.
struct Checker::Mismatch {
    bool found = false;
    std::size_t argument = 0;
    Type wanted;
    Misfit misfit;
    std::vector<std::string> signatures;

    void add(std::size_t at, const Type& parameter, Misfit why) {
        if (found && at == argument && misfit.fit == Fit::unknown_value && why.fit == Fit::unknown_value) {
            misfit.values.insert(misfit.values.end(), why.values.begin(), why.values.end());
            return;
        }
        const bool further = !found || at > argument || (at == argument && why.fit > misfit.fit);
        if (!further) return;
        found = true;
        argument = at;
        wanted = parameter;
        misfit = std::move(why);
    }
};

}  // namespace reeve::cel
