#include "process/put_aside.hpp"

#include <algorithm>

#include "process/model.hpp"
#include "process/moves.hpp"

namespace reeve::process {
namespace {

std::vector<Index> open_leaves(const RecordType& type) {
    std::vector<Index> open;
    for (Index s = 0; s < type.states.size(); ++s)
        if (type.states[s].leaf && type.states[s].open) open.push_back(s);
    return open;
}

}  // namespace

std::vector<PutAside> put_aside_in(const Process& process, const RecordType& type) {
    std::vector<PutAside> all;
    for (Index other = 0; other < process.types.size(); ++other)
        for (const Effect* effect : effects_of(process.types[other])) {
            const auto& each = effect->for_each;
            if (!each || !each->superfluous || &process.types[each->create.type] != &type) continue;
            auto found = std::ranges::find(all, *each->superfluous, &PutAside::to);
            if (found == all.end())
                found = all.insert(all.end(), {*each->superfluous, open_leaves(type), {}});
            if (found->by.empty() || found->by.back() != other) found->by.push_back(other);
        }
    return all;
}

}  // namespace reeve::process
