#include "store/model/model_state.hpp"

#include <algorithm>

#include "store/number_key.hpp"
#include "store/reach.hpp"

namespace reeve::store::model {

bool knows(const Sight& sight, const records::Record& record) {
    if (sight.everything || std::ranges::find(sight.whole, record.process) != sight.whole.end()) {
        return true;
    }
    const Reach reach = reach_of(record);
    return (!sight.person.empty() && reach.people.contains(sight.person)) ||
           std::ranges::any_of(sight.parts, [&](const Sight::Part& part) {
               return part.process == record.process && reach.parties.contains(part.organisation);
           });
}

bool reads(const Sight& sight, const records::Record& record, std::string_view audience) {
    return audience == "public" || sight.everything ||
           std::ranges::find(sight.internal, record.process) != sight.internal.end();
}

records::Ahead ahead(const State& state, const records::Record& like, std::span<const std::string> states) {
    const records::Record* first = nullptr;
    records::Ahead found;
    for (const auto& [id, record] : state.records) {
        if (id == like.id || record->process != like.process || record->type != like.type || !record->open ||
            std::ranges::find(states, record->state) == states.end() ||
            !record->holder.same_custody(like.holder)) {
            continue;
        }
        if (record->rank == 0 || (like.rank != 0 && record->rank >= like.rank)) {
            continue;
        }
        ++found.count;
        const auto key = [](const records::Record& r) { return std::tuple(r.rank, number_key(r.number)); };
        if (first == nullptr || key(*record) < key(*first)) {
            first = record.get();
        }
    }
    if (first != nullptr) {
        found.number = first->number;
    }
    return found;
}

}  // namespace reeve::store::model
