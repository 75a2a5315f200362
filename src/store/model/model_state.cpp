#include "store/model/model_state.hpp"

#include <algorithm>
#include <charconv>

namespace reeve::store::model {

std::pair<std::string_view, std::int64_t> series_and_number(std::string_view number) {
    std::size_t digits = number.size();
    while (digits > 0 && number[digits - 1] >= '0' && number[digits - 1] <= '9') {
        --digits;
    }
    std::int64_t value = 0;
    std::from_chars(number.data() + digits, number.data() + number.size(), value);
    return {number.substr(0, digits), value};
}

namespace {

bool is_party(const records::Record& record, Id organisation) {
    if (record.organisation == organisation) {
        return true;
    }
    for (std::size_t i = 0; i < record.legs.size(); ++i) {
        // A hand-over away ends the ground of custody; the last leg's end does not.
        if (i + 1 == record.legs.size() && record.legs[i].holder.organisation == organisation) {
            return true;
        }
    }
    // A field that is a choice among organisations; nobody becomes a party by a text that spells an id.
    const std::string id = organisation.text();
    return std::ranges::any_of(record.fields, [&](const auto& field) {
        return field.second.is_string() && field.second.string() == id && !record.text_versions.contains(field.first);
    });
}

}  // namespace

bool knows(const Sight& sight, const records::Record& record) {
    if (sight.everything || std::ranges::find(sight.whole, record.process) != sight.whole.end()) {
        return true;
    }
    if (!sight.person.empty() && (record.reporter == sight.person || record.logged_by == sight.person ||
                                  record.watchers.contains(sight.person))) {
        return true;
    }
    return std::ranges::any_of(sight.parts, [&](const Sight::Part& part) {
        return part.process == record.process && is_party(record, part.organisation);
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
            std::ranges::find(states, record->state) == states.end() || !record->holder.same_custody(like.holder)) {
            continue;
        }
        if (record->rank == 0 || (like.rank != 0 && record->rank >= like.rank)) {
            continue;
        }
        ++found.count;
        const auto key = [](const records::Record& r) { return std::tuple(r.rank, series_and_number(r.number)); };
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
