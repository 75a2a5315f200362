#include "store/flow_row.hpp"

#include <algorithm>
#include <map>

#include "store/clock_lives.hpp"
#include "store/custody_row.hpp"
#include "store/packed.hpp"

namespace reeve::store {
namespace {

constexpr char leg_lasts = 1, leg_handed_over = 2;
constexpr char custody_organisation = 1, custody_team = 2;

std::string pack_legs(const records::Record& record) {
    std::string packed;
    const records::Holder* before = nullptr;
    for (const records::Leg& leg : record.legs) {
        const bool handed_over = before != nullptr && !before->same_custody(leg.holder);
        packed.push_back(static_cast<char>((leg.to ? 0 : leg_lasts) | (handed_over ? leg_handed_over : 0)));
        put_short(packed, pack_custody(leg.holder));
        put_micros(packed, leg.to ? (*leg.to - leg.from).micros : leg.from.micros);
        before = &leg.holder;
    }
    return packed;
}

ClockOutcome outcome_of(records::ClockState state) {
    using enum records::ClockState;
    switch (state) {
        case met: return ClockOutcome::met;
        case breached: return ClockOutcome::breached;
        case cancelled: return ClockOutcome::cancelled;
        case met_late: return ClockOutcome::met_late;
        case waiting:
        case running:
        case paused: break;
    }
    return ClockOutcome::running;
}

std::string pack_clocks(const records::Record& record) {
    std::map<std::string_view, ClockOutcome> worst;
    for (const records::ClockInstance& clock : record.clocks) {
        const ClockOutcome outcome = outcome_of(clock.now.state);
        const auto [at, added] = worst.try_emplace(clock.now.clock, outcome);
        at->second = std::min(at->second, outcome);
    }
    std::string packed;
    for (const auto& [name, outcome] : worst) {
        packed.push_back(static_cast<char>(outcome));
        put_short(packed, name);
    }
    return packed;
}

// The entering of the first of the states in which it has been since it was last open.
std::optional<Instant> resolved_at(const records::Record& record) {
    std::optional<Instant> at;
    for (const records::Stay& stay : record.path) {
        if (stay.open) {
            at.reset();
        } else if (!at) {
            at = stay.from;
        }
    }
    return at;
}

}  // namespace

FlowView FlowRow::view(std::int64_t key) const {
    return {key,      created, type, state,  priority, rank,    open, resolved,
            reopened, path,    legs, clocks, movers,   custody, lives};
}

FlowRow flow_row(const records::Record& record) {
    FlowRow row;
    row.process = record.process;
    row.type = record.type;
    row.state = record.state;
    row.priority = record.priority;
    row.rank = record.rank;
    row.open = record.open;
    row.created = record.created;
    row.resolved = resolved_at(record);
    row.reopened = record.reopened;
    const std::string* before = nullptr;
    for (const records::Stay& stay : record.path) {
        if (before != nullptr && *before == stay.state) {
            continue;
        }
        row.path.append(before == nullptr ? "" : " ").append(stay.state);
        put_id(row.movers, stay.by);
        before = &stay.state;
    }
    row.legs = pack_legs(record);
    row.clocks = pack_clocks(record);
    row.custody = pack_stretches(record);
    row.lives = pack_lives(record);
    return row;
}

std::string pack_custody(const records::Holder& holder) {
    std::string bytes(1, '\0');
    if (!holder.organisation.empty()) {
        bytes.front() |= custody_organisation;
        put_id(bytes, holder.organisation);
    }
    if (!holder.team.empty()) {
        bytes.front() |= custody_team;
        put_id(bytes, holder.team);
    }
    return bytes += holder.role;
}

records::Holder unpack_custody(std::string_view bytes) {
    records::Holder holder;
    if (bytes.empty()) {
        return holder;
    }
    const char has = bytes.front();
    bytes.remove_prefix(1);
    for (const auto& [flag, id] :
         {std::pair(custody_organisation, &holder.organisation), std::pair(custody_team, &holder.team)}) {
        if ((has & flag) != 0 && bytes.size() >= id_size) {
            *id = take_id(bytes);
            bytes.remove_prefix(id_size);
        }
    }
    holder.role = bytes;
    return holder;
}

bool FlowLegs::next() {
    if (left_.size() < 2) {
        return false;
    }
    const char flags = left_[0];
    const std::size_t length_of = static_cast<unsigned char>(left_[1]);
    if (left_.size() < 2 + length_of + instant_size) {
        return false;
    }
    custody = left_.substr(2, length_of);
    const std::int64_t micros = take_micros(left_.substr(2 + length_of));
    handed_over = (flags & leg_handed_over) != 0;
    since = (flags & leg_lasts) != 0 ? std::optional(Instant{micros}) : std::nullopt;
    length = {since ? 0 : micros};
    left_.remove_prefix(2 + length_of + instant_size);
    return true;
}

bool FlowClocks::next() {
    if (left_.size() < 2 || static_cast<unsigned char>(left_[0]) >= clock_outcomes) {
        return false;
    }
    const std::size_t length = static_cast<unsigned char>(left_[1]);
    outcome = static_cast<ClockOutcome>(left_[0]);
    name = left_.substr(2, length);
    left_.remove_prefix(std::min(left_.size(), 2 + length));
    return true;
}

bool ran_out(std::string_view packed) {
    for (FlowClocks clocks(packed); clocks.next();) {
        if (clocks.outcome == ClockOutcome::breached || clocks.outcome == ClockOutcome::met_late) {
            return true;
        }
    }
    return false;
}

std::int64_t reassigned(std::string_view packed) {
    std::int64_t times = 0;
    for (FlowLegs legs(packed); legs.next();) {
        times += legs.handed_over ? 1 : 0;
    }
    return times;
}

Id mover(std::string_view movers, std::size_t place) {
    return movers.size() < (place + 1) * id_size ? Id{} : take_id(movers.substr(place * id_size));
}

}  // namespace reeve::store
