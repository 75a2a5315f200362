#include "store/kept_dues.hpp"

#include <algorithm>

#include "records/clock_audience.hpp"

namespace reeve::store {

std::optional<Instant> public_due(const records::Record& record) {
    return records::due_of(record, [](const records::ClockSet& clock) { return clock.kept_for.empty(); });
}

std::map<std::string, Instant> kept_dues(const records::Record& record) {
    std::map<std::string, Instant> dues;
    const Instant due = public_due(record).value_or(Instant::never());
    const auto add = [&](const std::string& word, Instant at) {
        const auto known = dues.emplace(word, at).first;
        known->second = std::min(known->second, at);
    };
    for (const records::ClockInstance& clock : record.clocks) {
        const records::ClockSet& now = clock.now;
        if (now.kept_for.empty() || !records::makes_due(record, now) || *now.due >= due) {
            continue;
        }
        for (const std::string& word : now.kept_for) {
            add(word, *now.due);
        }
        add(std::string(sees_all_clocks), *now.due);
    }
    return dues;
}

std::vector<std::string> audiences_in(const Sight& sight, std::string_view process) {
    if (sight.all_clocks || sight.everything) {
        return {std::string(sees_all_clocks)};
    }
    std::vector<std::string> words;
    for (const auto& [of, word] : sight.audiences) {
        if ((of.empty() || of == process) && std::ranges::find(words, word) == words.end()) {
            words.push_back(word);
        }
    }
    return words;
}

bool is_kept_for(const Sight& sight, std::string_view process, const std::vector<std::string>& whom) {
    return whom.empty() || sight.all_clocks || sight.everything ||
           std::ranges::any_of(sight.audiences, [&](const auto& hers) {
               return (hers.first.empty() || hers.first == process) &&
                      std::ranges::find(whom, hers.second) != whom.end();
           });
}

std::optional<Instant> due_for(const records::Record& record, const Sight& sight) {
    return records::due_of(record, [&](const records::ClockSet& clock) {
        return is_kept_for(sight, record.process, clock.kept_for);
    });
}

}  // namespace reeve::store
