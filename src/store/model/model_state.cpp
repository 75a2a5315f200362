#include "store/model/model_state.hpp"

#include <algorithm>

#include "records/reach.hpp"
#include "store/number_key.hpp"

namespace reeve::store::model {

bool knows(const Sight& sight, const records::Record& record) {
    if (sight.everything || std::ranges::find(sight.whole, record.process) != sight.whole.end()) {
        return true;
    }
    const records::Reach reach = records::reach_of(record);
    return (!sight.person.empty() && reach.people.contains(sight.person)) ||
           std::ranges::any_of(sight.parts, [&](const Sight::Part& part) {
               return part.process == record.process && reach.parties.contains(part.organisation);
           });
}

bool reads(const Sight& sight, const records::Record& record, std::string_view audience) {
    return audience == "public" || sight.everything ||
           std::ranges::find(sight.internal, record.process) != sight.internal.end();
}

records::Ahead counting(const State& state, const records::LimitKey& key, std::span<const Id> except) {
    std::vector<std::string_view> numbers;
    for (const auto& [id, record] : state.records) {
        const auto keys = record->limits.find(key.limit);
        if (record->process == key.process && record->type == key.type && keys != record->limits.end() &&
            keys->second.contains(key.key) && std::ranges::find(except, id) == except.end()) {
            numbers.push_back(record->number);
        }
    }
    records::Ahead found;
    found.count = static_cast<std::int64_t>(numbers.size());
    if (!numbers.empty()) {
        found.number = *std::ranges::min_element(numbers, {},
                                                 [](std::string_view number) { return number_key(number); });
    }
    return found;
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

std::vector<Id> open_of(const State& state, std::string_view process, std::string_view type,
                        std::size_t most) {
    std::vector<const records::Record*> open;
    for (const auto& [id, record] : state.records) {
        if (record->open && record->process == process && record->type == type) {
            open.push_back(record.get());
        }
    }
    std::ranges::sort(open, {}, [](const records::Record* one) { return number_key(one->number); });
    std::vector<Id> found;
    for (const records::Record* one : open) {
        if (found.size() < most) {
            found.push_back(one->id);
        }
    }
    return found;
}

}  // namespace reeve::store::model
