#include "desk/backtest.hpp"

#include <algorithm>
#include <utility>

namespace reeve::desk {
namespace {

constexpr std::size_t turned_most = 200;
constexpr std::int64_t page = 200;

bool is_late(const records::Recounted& told) {
    return told.breached_at.has_value();
}

class Trying {
public:
    Trying(const World& world, const BackTestQuestion& question, Instant now)
        : world_(world), question_(question), now_(now) {}

    void look_at(const records::Record& record) {
        ++tried_.records;
        const process::RecordType* type = world_.type_of(record);
        if (type == nullptr) {
            return;
        }
        for (const records::SupposedClock& clock : records::suppose(*type, record, question_.what, now_)) {
            count(record, *type, clock);
        }
    }

    BackTest tried_;

private:
    const World& world_;
    const BackTestQuestion& question_;
    Instant now_;

    void count(const records::Record& record, const process::RecordType& type,
               const records::SupposedClock& clock) {
        const bool late = is_late(clock.after);
        ++tried_.clocks;
        tried_.before.met += clock.met_before ? 1 : 0;
        tried_.before.breached += clock.breached_before ? 1 : 0;
        tried_.after.met += clock.after.state == records::ClockState::met ? 1 : 0;
        tried_.after.breached += late ? 1 : 0;
        if (late == clock.breached_before) {
            return;
        }
        auto& list = late ? tried_.newly_breached : tried_.no_longer;
        ++(late ? tried_.newly_breached_total : tried_.no_longer_total);
        if (list.size() < turned_most) {
            const auto index = type.clock(clock.was->now.clock);
            list.push_back({record.number, record.title,
                            index ? type.clocks[*index].name : clock.was->now.clock, clock.was->now.due,
                            clock.after.due, clock.after.elapsed, clock.limit});
        }
    }
};

}  // namespace

BackTest back_test(store::Reader& reader, const World& world, const store::Sight& sight,
                   const BackTestQuestion& question, Instant now, BackTestLimits limits) {
    Trying trying(world, question, now);
    BackTest& tried = trying.tried_;
    store::Filter filter;
    filter.process = question.process;
    filter.sort = store::Sort::created;
    filter.descending = true;
    std::string after = question.position;
    std::int64_t passed = 0;
    const auto go_on_from = [&](std::string position) {
        tried.partial = true;
        tried.next = std::move(position);
        return std::move(tried);
    };
    for (;;) {
        // With none left: whether there is one more.
        const std::int64_t left = limits.records - tried.records;
        const store::Page rows = reader.list(
            sight, filter, after, static_cast<std::size_t>(std::clamp<std::int64_t>(left, 1, page)), false);
        tried.wrong_position = rows.wrong_position;
        for (const records::Record& row : rows.records) {
            if (row.created < question.from) {
                return std::move(tried);
            }
            if (row.created >= question.to) {
                continue;
            }
            if (left == 0) {
                return go_on_from(std::move(after));
            }
            // A row of a list is not the whole record.
            if (const auto record = reader.record(sight, row.id)) {
                trying.look_at(*record);
            }
        }
        if (rows.next.empty()) {
            return std::move(tried);
        }
        after = rows.next;
        passed += static_cast<std::int64_t>(rows.records.size());
        if (rows.partial || passed >= limits.rows) {
            return go_on_from(std::move(after));
        }
    }
}

}  // namespace reeve::desk
