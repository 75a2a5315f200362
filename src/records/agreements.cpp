#include <algorithm>
#include <tuple>

#include "records/agreements_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/holder_hours_internal.hpp"

namespace reeve::records {
namespace {

constexpr std::string_view holder_term = "holder";
constexpr std::string_view service_field = "service";

// As it stands in a row: a choice's name, "true", an id.
bool is_value(const Json* value, std::string_view wanted) {
    if (value == nullptr) return false;
    if (value->is_string()) return value->string() == wanted;
    return value->is_bool() && wanted == (value->boolean() ? "true" : "false");
}

// Later words do not take the place of earlier ones before their first day.
bool in_force(const Directory& directory, const Agreement& agreement, Instant at) {
    const Agreement* holds = directory.agreed(agreement.id, at);
    return holds != nullptr && holds->version == agreement.version &&
           (agreement.until.empty() || directory.day_of(agreement, at) <= agreement.until);
}

// Of a service level agreement the one whose record it is; of the others also the one that had it made, and
// one that had it and passed it on.
bool is_customer(const Directory& directory, const Agreement& agreement, const Record& record, Id maker) {
    if (agreement.customer == record.organisation) return true;
    if (agreement.kind == process::AgreementKind::sla) return false;
    if (agreement.customer == maker) return true;
    return std::any_of(record.legs.begin(), record.legs.end(), [&](const Leg& leg) {
        return leg.to && holder_organisation(directory, record.process, leg.holder) == agreement.customer;
    });
}

// How many parties it names, all of them the record's; nothing where one is another.
std::optional<int> parties_matched(const Directory& directory, const Agreement& agreement,
                                   const Record& record, Id provider, Id maker) {
    int named = 0;
    if (!agreement.customer.empty()) {
        if (!is_customer(directory, agreement, record, maker)) return std::nullopt;
        ++named;
    }
    if (!agreement.provider.empty()) {
        if (agreement.provider != provider) return std::nullopt;
        ++named;
    }
    if (!agreement.service.empty()) {
        if (!is_value(record.field(service_field), agreement.service)) return std::nullopt;
        ++named;
    }
    return named;
}

}  // namespace

Id maker_of(const Directory& directory, const Record& record, const Record* from) {
    if (const Person* person = directory.person(record.logged_by)) return person->organisation;
    if (from == nullptr || from->legs.empty()) return {};
    return holder_organisation(directory, from->process, from->legs.back().holder);
}

Id made_from(const Record& record) {
    return record.logged_by.empty() && !record.origin && !record.links.empty() ? record.links.front().record
                                                                               : Id{};
}

const Agreement* agreement_for(const Directory& directory, const Record& record, const process::Clock& clock,
                               Instant started, Id maker) {
    const std::span<const Agreement> candidates = directory.agreed(record.process, *clock.agreement);
    if (candidates.empty()) return nullptr;
    const Id provider = holder_organisation(directory, record.process, record.holder);
    const Agreement* best = nullptr;
    int most = 0;
    for (const Agreement& one : candidates) {  // by name: of equal ones the first stays
        const auto matched = parties_matched(directory, one, record, provider, maker);
        if (!matched || (best != nullptr && std::tie(*matched, one.from) <= std::tie(most, best->from)))
            continue;
        if (!one.has_target(clock.name) || !in_force(directory, one, started)) continue;
        best = &one;
        most = *matched;
    }
    return best;
}

const AgreementTarget* target_in(const Agreement& agreement, const process::Clock& clock,
                                 const Record& record) {
    const auto holds = [&](const auto& term) {
        if (term.first == holder_term) return record.holder.role == term.second;
        return is_value(record.field(term.first), term.second);
    };
    for (const AgreementTarget& target : agreement.targets)
        if (target.clock == clock.name && std::all_of(target.when.begin(), target.when.end(), holds))
            return &target;
    return nullptr;
}

ClockShares::ClockShares(const process::Clock& clock, const AgreementTarget* target)
    : warnings_(clock.warnings), overdue_(clock.overdue) {
    if (target == nullptr || target->warn.empty()) return;
    // Agreed shares take the place of the process's; what the process does at one of them is still done.
    for (const int percent : target->warn) {
        process::ClockShare share{percent, {}};
        for (const process::ClockShare& own : clock.warnings)
            if (own.percent == percent) share.deed = own.deed;
        agreed_.push_back(share);
    }
    warnings_ = agreed_;
}

const process::ClockShare* ClockShares::reached(const ClockSet& clock, Duration elapsed) const {
    const Shares shares = of(clock);
    const auto past = std::ranges::find_if(
        shares, [&](const process::ClockShare& one) { return point(one, clock.limit) > elapsed; });
    if (past == shares.begin()) return nullptr;
    const Duration at = point(*std::prev(past), clock.limit);
    const auto first = std::ranges::find_if(
        shares, [&](const process::ClockShare& one) { return point(one, clock.limit) == at; });
    const auto counted =
        static_cast<std::ptrdiff_t>(clock.warned) - static_cast<std::ptrdiff_t>(warnings_before(clock));
    const bool is_counted = counted >= first - shares.begin() && counted < past - shares.begin();
    return is_counted ? &shares[static_cast<std::size_t>(counted)] : &*first;
}

void ClockShares::pass(ClockSet& clock, Duration elapsed) const {
    if (const process::ClockShare* share = reached(clock, elapsed))
        clock.warned =
            static_cast<int>(warnings_before(clock)) + static_cast<int>(share - of(clock).data()) + 1;
}

bool ClockShares::warn_as(const ClockShares& other) const {
    return std::ranges::equal(warnings_, other.warnings_, {}, &process::ClockShare::percent,
                              &process::ClockShare::percent);
}

std::size_t ClockShares::passed(const ClockSet& clock) const {
    const Shares shares = of(clock);
    std::size_t next = 0;
    for (; next < shares.size(); ++next) {
        const Duration at = point(shares[next], clock.limit);
        const bool counted =
            static_cast<std::size_t>(std::max(clock.warned, 0)) > warnings_before(clock) + next;
        if (at > clock.elapsed || (at == clock.elapsed && !counted)) break;
    }
    return next;
}

ClockShares shares_of(const Directory& directory, const Record& record, const process::Clock& clock,
                      const ClockSet& now) {
    const Agreement* agreement =
        now.agreement.empty() ? nullptr : directory.agreement(now.agreement, now.agreement_version);
    return {clock, agreement != nullptr ? target_in(*agreement, clock, record) : nullptr};
}

void arm_next_share(const Directory& directory, const Record& record, const process::Clock& clock,
                    ClockSet& now, Instant at, const std::optional<Before>& before) {
    ClockSet counting = now;
    counting.elapsed = counted(directory, now, at);
    shares_of(directory, record, clock, now).arm(counting, working_time(directory, now), at, before);
    now.warn = counting.warn;
    now.warned = counting.warned;
}

}  // namespace reeve::records
