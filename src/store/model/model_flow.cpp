#include "store/model/model_flow.hpp"

#include <algorithm>

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

// The position is that of a record: its number.
Page ModelFlow::records(const Sight& sight, const FlowQuestion& question, const FlowTest& test,
                        std::string_view after, std::size_t limit, bool count) {
    const auto state = snapshot_();
    std::vector<Counted> rows = rows_of(*state, sight, question);
    std::erase_if(rows, [&](const Counted& one) { return !test(one.row.view(one.key)); });
    Page page;
    if (count) {
        page.count = static_cast<std::int64_t>(rows.size());
    }
    auto from = rows.begin();
    if (!after.empty()) {
        from = std::ranges::find(rows, after, [](const Counted& one) { return one.record->number; });
        page.wrong_position = from == rows.end();
        if (page.wrong_position) {
            return page;
        }
        ++from;
    }
    for (; from != rows.end(); ++from) {
        if (page.records.size() == limit) {
            page.next = page.records.back().number;
            break;
        }
        page.records.push_back(records::brief(*from->record));
    }
    return page;
}

// The position is that of a record: its number.
FlowWalk ModelFlow::walk(const Sight& sight, const FlowQuestion& question, std::string_view after,
                         std::int64_t most, const FlowVisit& visit) {
    const auto state = snapshot_();
    FlowWalk walk;
    if (!sees_wholly(sight, question.process)) {
        return walk;
    }
    const std::vector<Counted> rows = rows_of(*state, sight, question);
    auto from = rows.begin();
    if (!after.empty()) {
        from = std::ranges::find(rows, after, [](const Counted& one) { return one.record->number; });
        walk.wrong_position = from == rows.end();
        if (walk.wrong_position) {
            return walk;
        }
        ++from;
    }
    for (std::int64_t visited = 0; from != rows.end(); ++from, ++visited) {
        if (visited == most) {
            walk.next = std::prev(from)->record->number;
            break;
        }
        visit(from->row.view(from->key), [&] { return std::optional(*from->record); });
    }
    return walk;
}

}  // namespace reeve::store::model
