#include "store/model/model_flow.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <tuple>

#include "records/brief.hpp"
#include "store/custody_tally.hpp"
#include "store/flow_tally.hpp"

namespace reeve::store::model {
namespace {

struct Counted {
    std::int64_t key = 0;  // place of its first event in the journal
    const records::Record* record = nullptr;
    FlowRow row;
};

// What the caller may know of what was asked for, the newest first.
std::vector<Counted> rows_of(const State& state, const Sight& sight, const FlowQuestion& question) {
    std::vector<Counted> rows;
    std::int64_t place = 0;
    for (const auto& event : state.journal) {
        ++place;
        const auto known = event->version == 1 ? state.records.find(event->stream) : state.records.end();
        if (known == state.records.end() || !knows(sight, *known->second)) {
            continue;
        }
        const records::Record& record = *known->second;
        if (record.process == question.process && (question.type.empty() || record.type == question.type) &&
            record.created >= question.from && record.created < question.to) {
            rows.push_back({place, &record, flow_row(record)});
        }
    }
    std::ranges::sort(rows, std::ranges::greater{},
                      [](const Counted& one) { return std::pair(one.row.created, one.key); });
    return rows;
}

bool sees_wholly(const Sight& sight, const std::string& process) {
    return sight.everything || std::ranges::find(sight.whole, process) != sight.whole.end();
}

// Those behind a position, which is a record's number; all where it is empty, nothing where there is none.
std::optional<std::span<const Counted>> rows_behind(const std::vector<Counted>& rows,
                                                    std::string_view position) {
    if (position.empty()) {
        return rows;
    }
    const auto at = std::ranges::find(rows, position, [](const Counted& one) { return one.record->number; });
    return at == rows.end() ? std::nullopt : std::optional(std::span(std::next(at), rows.end()));
}

}  // namespace

Flow ModelFlow::flow(const Sight& sight, const FlowQuestion& question) {
    const auto state = snapshot_();
    FlowTally tally(question.now);
    for (const Counted& one : rows_of(*state, sight, question)) {
        tally.add(one.row.view(one.key));
    }
    return tally.finish();
}

Moves ModelFlow::moves(const Sight& sight, const FlowQuestion& question) {
    const auto state = snapshot_();
    const std::vector<Counted> rows = rows_of(*state, sight, question);
    MovesTally tally;
    for (const Counted& one : rows) {
        tally.add(one.row.view(one.key));
    }
    return tally.finish(
        [&](std::int64_t key) { return std::ranges::find(rows, key, &Counted::key)->record->number; });
}

CustodyFlow ModelFlow::custody(const Sight& sight, const FlowQuestion& question) {
    const auto state = snapshot_();
    CustodyTally tally(question);
    for (const Counted& one : rows_of(*state, sight, question)) {
        tally.add(one.row.view(one.key));
    }
    return tally.finish();
}

Hours ModelFlow::hours(const Sight& sight, const HoursQuestion& question) {
    const auto state = snapshot_();
    FlowQuestion all;
    all.process = question.process;
    all.type = question.type;
    std::map<std::tuple<Id, Instant, std::int64_t>, HoursRow> sums;
    Hours hours;
    for (const Counted& one : rows_of(*state, sight, all)) {
        for (const records::TimeEntry& entry : one.record->time_entries) {
            if (entry.struck || entry.day < question.from ||
                (!question.to.empty() && entry.day >= question.to)) {
                continue;
            }
            HoursRow& row = sums[{entry.person, one.row.created, one.key}];
            row.person = entry.person;
            row.number = one.record->number;
            row.organisation = one.record->organisation;
            row.minutes += entry.minutes;
            ++row.entries;
            hours.minutes += entry.minutes;
        }
    }
    for (auto& [key, row] : sums) {
        if (hours.rows.size() < hours_most) {
            hours.rows.push_back(std::move(row));
        }
    }
    hours.partial = sums.size() > hours_most;
    return hours;
}

Page ModelFlow::records(const Sight& sight, const FlowQuestion& question, const FlowTest& test,
                        std::string_view after, std::size_t limit, bool count) {
    const auto state = snapshot_();
    std::vector<Counted> rows = rows_of(*state, sight, question);
    std::erase_if(rows, [&](const Counted& one) { return !test(one.row.view(one.key)); });
    Page page;
    if (count) {
        page.count = static_cast<std::int64_t>(rows.size());
    }
    const auto left = rows_behind(rows, after);
    if (!left) {
        page.wrong_position = true;
        return page;
    }
    for (const Counted& one : *left) {
        if (page.records.size() == limit) {
            page.next = page.records.back().number;
            break;
        }
        page.records.push_back(records::brief(*one.record));
    }
    return page;
}

FlowWalk ModelFlow::walk(const Sight& sight, const FlowQuestion& question, std::string_view after,
                         std::int64_t most, const FlowVisit& visit) {
    const auto state = snapshot_();
    FlowWalk walk;
    if (!sees_wholly(sight, question.process)) {
        return walk;
    }
    const std::vector<Counted> rows = rows_of(*state, sight, question);
    const auto left = rows_behind(rows, after);
    if (!left) {
        walk.wrong_position = true;
        return walk;
    }
    const records::Record* last = nullptr;
    for (std::int64_t visited = 0; const Counted& one : *left) {
        if (visited++ == most) {
            walk.next = last->number;
            break;
        }
        last = one.record;
        visit(one.row.view(one.key), [&] { return std::optional(*one.record); });
    }
    return walk;
}

}  // namespace reeve::store::model
