#include "desk/backtest.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "desk/clock_sight.hpp"
#include "desk/facts.hpp"
#include "records/begun.hpp"
#include "store/clock_lives.hpp"
#include "store/flow.hpp"

namespace reeve::desk {
namespace {

constexpr std::int64_t turned_most = 200;

bool is_late(const records::Recounted& told) {
    return told.breached_at.has_value();
}

class Trying {
public:
    Trying(store::Reader& reader, const World& world, const records::Person& person,
           const BackTestQuestion& question, Instant now)
        : reader_(reader), world_(world), person_(person), question_(question), now_(now) {
        all_.everything = true;
    }

    void look_at(const store::FlowView& row, const store::WholeRecord& whole) {
        ++tried_.records;
        if (question_.what.time == nullptr) {
            look_at_whole(whole);
            return;
        }
        for (store::ClockLives lives(row.lives, row.created); lives.next();) {
            if (is_kept(row.type, lives.clock.now.clock)) {
                continue;
            }
            const process::RecordType* type = type_of(row.type, lives.process_version);
            const auto clock =
                type == nullptr ? std::nullopt : records::suppose(*type, lives.clock, question_.what, now_);
            if (clock) {
                count(*clock, whole);
            }
        }
    }

    BackTest tried_;

private:
    store::Reader& reader_;
    const World& world_;
    const records::Person& person_;
    const BackTestQuestion& question_;
    Instant now_;
    // What other records and entries of registers say is read once for many; not for all, for the memory.
    static constexpr std::size_t kept_records = 32;
    store::Sight all_;
    std::optional<ReaderFacts> facts_;
    std::size_t looked_at_ = 0;
    std::map<std::string, std::vector<std::string>, std::less<>> kept_;  // clocks, by type of record

    // A life does not say on which agreement it rested.
    bool is_kept(std::string_view type, std::string_view clock) {
        auto known = kept_.find(type);
        if (known == kept_.end()) {
            known = kept_.emplace(type, clocks_kept_from(world_, person_, question_.process, type)).first;
        }
        return std::ranges::find(known->second, clock) != known->second.end();
    }

    void look_at_whole(const store::WholeRecord& whole) {
        const std::optional<records::Record> record = whole();
        const process::RecordType* type = record ? world_.type_of(*record) : nullptr;
        if (type == nullptr) {
            return;
        }
        const auto count_seen = [&](const std::vector<records::SupposedClock>& clocks) {
            for (const records::SupposedClock& clock : clocks) {
                if (may_see(world_, person_, *record, clock.set())) {
                    count(clock, [&] { return record; });
                }
            }
        };
        count_seen(records::suppose(*type, *record, question_.what, now_));
        const process::Process* process = world_.find(record->process, record->process_version);
        if (process == nullptr) {
            return;
        }
        if (!facts_ || looked_at_ % kept_records == 0) {
            facts_.emplace(reader_, all_, world_);
        }
        ++looked_at_;
        const auto find = [&](int version) { return world_.find(record->process, version); };
        const records::Begun begun =
            records::begin_in_the_past(*process, *type, *record, question_.what, find, *facts_, now_);
        count_seen(begun.clocks);
        tried_.untold += std::ranges::any_of(begun.untold, [&](const process::Clock* clock) {
            records::ClockSet missing;
            missing.clock = clock->name;
            missing.agreement = question_.what.agreement;
            return may_see(world_, person_, *record, missing);
        });
    }

    // Of that version of the process; null when it is not loaded.
    const process::RecordType* type_of(std::string_view name, std::int64_t version) const {
        const process::Process* process = world_.find(question_.process, static_cast<int>(version));
        const auto type = process == nullptr ? std::nullopt : process->type(name);
        return type ? &process->types[*type] : nullptr;
    }

    void count(const records::SupposedClock& clock, const store::WholeRecord& whole) {
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
        std::int64_t& total = late ? tried_.newly_breached_total : tried_.no_longer_total;
        const std::optional<records::Record> record = ++total <= turned_most ? whole() : std::nullopt;
        if (record && may_know(world_, person_, *record)) {
            list.push_back({record->number, record->title, clock.set().clock, clock.due_before(),
                            clock.after.due, clock.after.elapsed, clock.limit});
        }
    }
};

}  // namespace

BackTest back_test(store::Reader& reader, const World& world, const records::Person& person,
                   const store::Sight& sight, const BackTestQuestion& question, Instant now,
                   BackTestLimits limits) {
    Trying trying(reader, world, person, question, now);
    store::FlowQuestion of;
    of.process = question.process;
    of.from = question.from;
    of.to = question.to;
    const std::int64_t most = question.what.time == nullptr ? limits.whole_records : limits.records;
    const store::FlowWalk walk = reader.flow().walk(
        sight, of, question.position, most,
        [&](const store::FlowView& row, const store::WholeRecord& whole) { trying.look_at(row, whole); });
    BackTest& tried = trying.tried_;
    tried.wrong_position = walk.wrong_position;
    tried.partial = !walk.next.empty();
    tried.next = walk.next;
    return std::move(tried);
}

}  // namespace reeve::desk
