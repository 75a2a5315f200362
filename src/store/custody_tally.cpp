#include "store/custody_tally.hpp"

#include <algorithm>
#include <tuple>

#include "store/packed.hpp"
#include "store/time_taken.hpp"

namespace reeve::store {
namespace {

constexpr std::int64_t second = 1'000'000;

std::int64_t seconds(std::int64_t micros) {
    return (micros + second / 2) / second;
}

template <class Map>
typename Map::mapped_type& at(Map& map, std::string_view key) {
    const auto found = map.find(key);
    return found != map.end() ? found->second : map[std::string(key)];
}

}  // namespace

std::string pack_holder(std::string_view custody, Id person) {
    std::string bytes;
    put_id(bytes, person);
    return bytes.append(custody);
}

records::Holder unpack_holder(std::string_view bytes) {
    if (bytes.size() < id_size) {
        return {};
    }
    records::Holder holder = unpack_custody(bytes.substr(id_size));
    holder.person = take_id(bytes);
    return holder;
}

std::int64_t returns_of(std::string_view packed) {
    std::int64_t times = 0;
    each_return(packed, [&](std::string_view, std::string_view) { ++times; });
    return times;
}

void CustodyTally::count(Times& onto) const {
    ++onto.times;
    onto.records += onto.last_row == rows_ ? 0 : 1;
    onto.last_row = rows_;
}

void CustodyTally::add_stretch(CustodyStretches& stretch, const std::vector<bool>& waits) {
    std::int64_t held = 0, waited = 0;
    while (stretch.next_part()) {
        const std::int64_t micros =
            std::max<std::int64_t>(0, stretch.since ? (now_ - *stretch.since).micros : stretch.length.micros);
        held += micros;
        waited += stretch.place < waits.size() && waits[stretch.place] ? micros : 0;
    }
    OfHolder& holder = at(holders_, pack_holder(stretch.custody, stretch.person));
    holder.records += holder.last_row == rows_ ? 0 : 1;
    holder.last_row = rows_;
    ++holder.legs;
    holder.held += held;
    holder.waited += waited;
    holder.stretches.push_back(held);
}

void CustodyTally::add(const FlowView& row) {
    ++rows_;
    std::vector<bool> waits;
    each_state(row.path, [&](std::string_view state) { waits.push_back(waiting_.contains(state)); });
    std::int64_t handed_over = 0;
    for (CustodyStretches stretch(row.custody); stretch.next();) {
        handed_over += stretch.handed_over ? 1 : 0;
        if (!stretch.reason.empty()) {
            count(at(reasons_, stretch.reason));
        }
        add_stretch(stretch, waits);
    }
    if (handed_over > 0) {
        ++hand_overs_[handed_over];
    }
    const std::int64_t before = returns_;
    each_return(row.custody, [&](std::string_view a, std::string_view b) {
        ++returns_;
        count(pairs_[std::minmax(std::string(a), std::string(b))]);
    });
    returned_ += returns_ > before ? 1 : 0;
}

CustodyFlow CustodyTally::finish() {
    CustodyFlow flow;
    flow.records = rows_;
    flow.returns = returns_;
    flow.returned = returned_;
    std::vector<std::pair<std::string_view, OfHolder*>> longest;
    for (auto& [key, holder] : holders_) {
        longest.emplace_back(key, &holder);
    }
    std::ranges::sort(longest, [](const auto& a, const auto& b) {
        return std::tie(b.second->held, a.first) < std::tie(a.second->held, b.first);
    });
    longest.resize(std::min(longest.size(), holders_most));
    for (const auto& [key, holder] : longest) {
        flow.held_by.push_back({{unpack_holder(key), holder->records, holder->legs, seconds(holder->held),
                                 median_s(holder->stretches)},
                                seconds(holder->waited)});
    }
    for (const auto& [pair, times] : pairs_) {
        flow.pairs.push_back(
            {unpack_custody(pair.first), unpack_custody(pair.second), times.times, times.records});
    }
    std::ranges::stable_sort(flow.pairs, std::ranges::greater{}, &PingPong::times);
    flow.pairs.resize(std::min(flow.pairs.size(), pairs_most));
    for (const auto& [times, records] : hand_overs_) {
        flow.hand_overs.total += times * records;
        flow.hand_overs.records += records;
        flow.hand_overs.counts.push_back({times, records});
    }
    for (const auto& [reason, times] : reasons_) {
        flow.reasons.push_back({reason, times.times, times.records});
    }
    std::ranges::stable_sort(flow.reasons, std::ranges::greater{}, &CustodyReason::times);
    return flow;
}

}  // namespace reeve::store
