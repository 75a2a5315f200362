#include "verify/targets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "process/moves.hpp"
#include "verify/hours.hpp"

namespace reeve::verify {
namespace {

using process::By;
using process::Clock;
using process::ClockStop;
using process::Span;

constexpr Duration far{Duration::days(365'000)};

// A length that is counted in working time has no days of 24 hours.
std::string words(const Span& span) {
    if (span.working_days != 0) return text(span);
    const std::int64_t minutes = span.exact.micros / Duration::minutes(1).micros;
    if (Duration::minutes(minutes) != span.exact) return text(span);
    const std::int64_t rest = minutes % 60;
    return rest == 0 ? fmt::format("{}h", minutes / 60) : fmt::format("{}h{}m", minutes / 60, rest);
}

// Before which nobody does it, from when its state was entered.
Duration delay_of(const process::RecordType& type, Index index) {
    const process::Act& act = type.acts[index];
    // What is counted in a calendar may come to less than days of 24 hours.
    const bool told = act.not_before && act.not_before->calendar.always();
    const Duration not_before = told ? act.not_before->after.exact : Duration{};
    const bool only_desk = !act.by.empty() && std::all_of(act.by.begin(), act.by.end(), [](const By& by) {
        return by.kind == By::Kind::desk;
    });
    const bool by_clock = std::any_of(type.clocks.begin(), type.clocks.end(), [&](const Clock& clock) {
        const std::vector<Index> deeds = clock.deeds();
        return std::find(deeds.begin(), deeds.end(), index) != deeds.end();
    });
    if (!act.automatic || act.automatic->at || act.as_soon_as || !only_desk || by_clock) return not_before;
    return std::max(not_before, act.automatic->calendar.always() ? act.automatic->after.exact : Duration{});
}

// How soon the act can be done in the state, after the record was logged: what its delay counts from may have
// been entered before.
Duration soonest_act(const process::RecordType& type, const std::vector<Duration>& at, Index act,
                     Index from) {
    Duration entered = at[from];
    for (const Index leaf : process::leaves_of(type, process::counted_in(type, type.acts[act], from)))
        entered = std::min(entered, at[leaf]);
    return std::max(at[from], entered + delay_of(type, act));
}

// Of each state: how soon after it was logged a record can come there.
std::vector<Duration> soonest(const process::Process& process, const process::RecordType& type) {
    std::vector<Duration> at(type.states.size(), far);
    for (const Index start : process::starts_of(type)) at[start] = Duration{};
    for (const Index aside : put_aside_in(process, type)) at[aside] = Duration{};
    const std::vector<process::Move> moves = process::moves_of(type);
    for (bool changed = true; changed;) {
        changed = false;
        for (const process::Move& move : moves) {
            if (at[move.from] == far) continue;
            const Duration then = soonest_act(type, at, move.act, move.from);
            if (then >= at[move.to]) continue;
            at[move.to] = then;
            changed = true;
        }
    }
    return at;
}

Duration soonest_stop(const process::RecordType& type, const std::vector<Duration>& at,
                      const ClockStop& stop) {
    Duration least = far;
    if (stop.kind == ClockStop::Kind::state) {
        for (Index state = 0; state < type.states.size(); ++state)
            if (process::is_within(type, state, stop.index)) least = std::min(least, at[state]);
        return least;
    }
    if (stop.kind != ClockStop::Kind::act) return Duration{};
    const process::Act& act = type.acts[stop.index];
    if (act.creates_record) return Duration{};
    for (const Index from : act.from)
        if (at[from] != far) least = std::min(least, soonest_act(type, at, stop.index, from));
    return least;
}

// It begins with the record and runs through: what stops it comes no sooner after its start than after that
// of the record.
bool runs_from_the_start(const Clock& clock) {
    return clock.starts == Clock::Starts::once && clock.pauses.empty() && !clock.starts_at &&
           !clock.starts_by && !clock.alive_while && !clock.repeats && !clock.due_field && !clock.agreement &&
           clock.orders == process::ClockOrders{};
}

class JudgingTargets {
public:
    JudgingTargets(const process::Process& process, const Places& places, const DemoHours* hours)
        : process_(process), places_(places), hours_(hours) {}

    void judge(const Exploration& found) {
        type_ = found.model->type;
        soonest_ = soonest(process_, *type_);
        for (const ClockModel& clock : found.model->clocks)
            if (!clock.clock->rule) judge_clock(*clock.clock, clock.limits);
        for (const process::Act& act : type_->acts) {
            if (act.automatic) judge_act(act, {act.automatic->after, act.automatic->calendar});
            if (act.not_before) judge_act(act, *act.not_before);
        }
    }

    void judge_agreements() {
        for (const process::DemoAgreement& one : hours_->demo().agreements) {
            const auto hours = hours_->named(one.calendar);
            std::vector<Span> limits;
            for (const Json& target : one.targets)
                if (const auto span = process::parse_span(target.string_or_empty("limit")))
                    limits.push_back(*span);
            if (!hours) continue;
            const std::string why = never_comes(limits, *hours);
            if (why.empty()) continue;
            Finding& finding = add("agreements." + one.name, {"agreements", one.name});
            finding.sentence =
                fmt::format("What the agreement '{}' promises can never come due: {}.", one.name, why);
        }
    }

    std::vector<Finding> take() { return std::move(findings_); }

private:
    const process::Process& process_;
    const Places& places_;
    const DemoHours* hours_;
    const process::RecordType* type_ = nullptr;
    std::vector<Duration> soonest_;
    std::vector<Finding> findings_;

    Finding& add(std::string path, const std::vector<std::string>& keys) {
        Finding& finding = findings_.emplace_back();
        finding.kind = "target_impossible";
        finding.path = std::move(path);
        places_.locate(finding, keys);
        return finding;
    }

    Finding& add(const Clock& clock) {
        return add(type_->name + ".clocks." + clock.name, {"records", type_->name, "clocks", clock.name});
    }

    void judge_clock(const Clock& clock, const std::vector<Span>& limits) {
        const HoursOfClock in = hours_ ? hours_->of(process_, *type_, clock) : HoursOfClock{};
        if (!in.lacked.empty()) {
            Finding& finding = add(clock);
            finding.kind = "clock_without_hours";
            finding.sentence = fmt::format(
                "The clock '{}' counts in working hours that are not there, of {}: what would start it is "
                "refused.",
                clock.name, fmt::join(in.lacked, ", "));
        }
        for (const Hours& hours : in.hours) {
            const std::string why = never_comes(limits, hours);
            if (why.empty()) continue;
            add(clock).sentence = fmt::format("The clock '{}' can never come due: {}.", clock.name, why);
            return;
        }
        judge_length(clock, limits, in.hours);
    }

    void judge_act(const process::Act& act, const process::NotBefore& length) {
        if (hours_ == nullptr || length.calendar.always()) return;
        const HoursOfClock in = hours_->of(process_, *type_, length.calendar, type_->custody.holders);
        std::string why;
        if (!in.lacked.empty()) why = fmt::format("of {} there are none", fmt::join(in.lacked, ", "));
        for (const Hours& hours : in.hours)
            if (why.empty()) why = never_comes({length.after}, hours);
        if (why.empty()) return;
        add(type_->name + ".acts." + act.name, {"records", type_->name, "acts", act.name}).sentence =
            fmt::format(
                "'{}' waits for working hours that do not come: {}; who would enter its state is refused.",
                act.name, why);
    }

    // Empty: each limit is used up in the end.
    [[nodiscard]] static std::string never_comes(const std::vector<Span>& limits, const Hours& hours) {
        if (hours.time->next_opening(hours_begin) == Instant::never())
            return fmt::format("'{}' never opens", hours.name);
        for (const Span& limit : limits) {
            const Duration length = limit.in_days_of(hours.time->day_length());
            if (limit.working_days > 0 && hours.time->day_length() == Duration{})
                return fmt::format("'{}' has no working day in which {} could be counted", hours.name,
                                   words(limit));
            if (hours.time->due(hours_begin, length) == Instant::never())
                return fmt::format("{} are not used up in '{}' in 50 years", words(limit), hours.name);
        }
        return {};
    }

    void judge_length(const Clock& clock, const std::vector<Span>& limits, const std::vector<Hours>& hours) {
        const auto shortest =
            std::min_element(limits.begin(), limits.end(), [](const Span& a, const Span& b) {
                return a.in_days_of(Duration::hours(8)) < b.in_days_of(Duration::hours(8));
            });
        if (shortest == limits.end()) return;
        if (shortest->exact <= Duration{} && shortest->working_days <= 0) {
            add(clock).sentence =
                fmt::format("The clock '{}' can leave no time at all ({}): it is breached as it begins.",
                            clock.name, words(*shortest));
            return;
        }
        if (!runs_from_the_start(clock)) return;
        Duration needed = far;
        for (const ClockStop& stop : clock.stops)
            needed = std::min(needed, soonest_stop(*type_, soonest_, stop));
        const bool always = clock.calendar.always();
        if (needed == far || needed == Duration{} || (!always && hours.empty())) return;
        Duration most = always ? longest(*shortest, nullptr).value_or(far) : Duration{};
        for (const Hours& one : hours) most = std::max(most, longest(*shortest, one.time).value_or(far));
        if (most >= needed) return;
        add(clock).sentence = fmt::format(
            "The clock '{}' can never be met with {}: what stops it is done {} after the record was logged "
            "at "
            "the earliest.",
            clock.name, words(*shortest), text(needed));
    }
};

}  // namespace

std::vector<Finding> impossible_targets(const process::Process& process,
                                        const std::vector<Exploration>& explorations,
                                        const std::vector<process::SourceFile>& files, const Places& places) {
    std::optional<DemoHours> hours;
    for (const process::SourceFile& file : files)
        if (file.path == "demo.yaml")
            if (auto demo = process::load_demo(file)) hours.emplace(std::move(*demo));
    JudgingTargets judging(process, places, hours ? &*hours : nullptr);
    for (const Exploration& found : explorations) judging.judge(found);
    if (hours) judging.judge_agreements();
    return judging.take();
}

}  // namespace reeve::verify
