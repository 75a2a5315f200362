#include "desk/backtest.hpp"

namespace reeve::desk {
namespace {

constexpr std::int64_t records_most = 5000;
constexpr std::size_t turned_most = 200;
constexpr std::size_t page = 200;

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
                   const BackTestQuestion& question, Instant now) {
    Trying trying(world, question, now);
    store::Filter filter;
    filter.process = question.process;
    filter.sort = store::Sort::created;
    filter.descending = true;
    std::string after;
    for (;;) {
        const store::Page rows = reader.list(sight, filter, after, page, false);
        for (const records::Record& row : rows.records) {
            if (row.created < question.from) {
                return std::move(trying.tried_);
            }
            if (row.created >= question.to) {
                continue;
            }
            if (trying.tried_.records >= records_most) {
                trying.tried_.partial = true;
                return std::move(trying.tried_);
            }
            // A row of a list is not the whole record.
            if (const auto record = reader.record(sight, row.id)) {
                trying.look_at(*record);
            }
        }
        after = rows.next;
        if (after.empty() || rows.partial) {
            trying.tried_.partial = rows.partial;
            return std::move(trying.tried_);
        }
    }
}

}  // namespace reeve::desk
