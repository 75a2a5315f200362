#include <algorithm>

#include "records/checklists_internal.hpp"
#include "records/clock_stopping_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/holder_hours_internal.hpp"

namespace reeve::records {

using process::ClockPause;
using process::ClockStop;

namespace {

bool is_waiting_for(const Record& record, process::Waiting waiting) {
    switch (waiting) {
        case process::Waiting::none: return false;
        case process::Waiting::reporter: return record.waiting == "reporter";
        case process::Waiting::vendor: return record.waiting == "vendor";
        case process::Waiting::date: return record.waiting == "date";
    }
    return false;
}

// Whoever answers for the clock: of an agreement's who provides, else where the record is held.
Id provider(const Decision& decision, const Record& record, const RestsOn& words) {
    const Agreement* agreement =
        words.agreement.empty() ? nullptr : decision.directory().agreement(words.agreement, words.version);
    if (agreement != nullptr && !agreement->provider.empty()) return agreement->provider;
    return holder_organisation(decision.directory(), decision.process().id, record.holder);
}

}  // namespace

std::string pause_cause(Decision& decision, const Draft& draft, const process::Clock& clock,
                        const RestsOn& words) {
    const Record& record = draft.record;
    for (const ClockPause& pause : clock.pauses) {
        switch (pause.kind) {
            case ClockPause::Kind::state:
                if (record.state == draft.type->states[pause.index].name) return "state " + record.state;
                break;
            case ClockPause::Kind::waiting:
                if (is_waiting_for(record, pause.waiting)) return "waiting " + record.waiting;
                break;
            case ClockPause::Kind::outside:
                if (waits_outside(decision, record, provider(decision, record, words)))
                    return "waiting " + record.waiting;
                break;
            case ClockPause::Kind::link_open:
                if (has_open_end(record, draft.type->links[pause.index].name))
                    return draft.type->links[pause.index].name + " open";
                break;
            case ClockPause::Kind::condition: break;
        }
    }
    return {};
}

bool has_open_end(const Record& record, std::string_view link) {
    return std::any_of(record.links.begin(), record.links.end(),
                       [&](const LinkEnd& end) { return end.link == link && end.open; });
}

std::string ClockStopping::cause() const {
    const auto stop = std::find_if(clock_.stops.begin(), clock_.stops.end(),
                                   [&](const ClockStop& one) { return stops_now(one); });
    return stop != clock_.stops.end() ? cause_of(*draft_.type, *stop) : std::string();
}

bool ClockStopping::stops_now(const ClockStop& stop) const {
    const process::RecordType& type = *draft_.type;
    switch (stop.kind) {
        case ClockStop::Kind::act: return act_ == &type.acts[stop.index];
        case ClockStop::Kind::state: return draft_.record.state == type.states[stop.index].name;
        case ClockStop::Kind::hand_over: return leg_changed() && draft_.leg_before != 0;
        case ClockStop::Kind::condition: return comes_to_hold(*stop.condition);
        case ClockStop::Kind::step: return is_ticked(draft_.record, type, stop);
        case ClockStop::Kind::link_closed: {
            const std::string& link = type.links[stop.index].name;
            return draft_.links_open_before.contains(link) && !has_open_end(draft_.record, link);
        }
    }
    return false;
}

bool ClockStopping::has_happened(bool by_effect, Instant began) const {
    const process::RecordType& type = *draft_.type;
    const Record& record = draft_.record;
    const bool each_leg = clock_.starts == process::Clock::Starts::each_leg;
    return std::any_of(clock_.stops.begin(), clock_.stops.end(), [&](const ClockStop& stop) {
        if (stop.kind == ClockStop::Kind::condition) return comes_to_hold(*stop.condition);
        if (stop.kind == ClockStop::Kind::step) return is_ticked(record, type, stop);
        if (stop.kind == ClockStop::Kind::state) return record.state == type.states[stop.index].name;
        if (stop.kind != ClockStop::Kind::act || clock_.repeats || by_effect) return false;
        const process::Act& act = type.acts[stop.index];
        const bool new_leg = each_leg && leg_changed();
        if (act_ == &act) return !new_leg;
        const auto done = record.acts.find(act.name);
        if (done == record.acts.end()) return false;
        if (began != Instant::never()) return done->second.last > began;
        return each_leg ? done->second.in_leg > 0 : done->second.times > 0;
    });
}

bool ClockStopping::holds() const {
    return !clock_.alive_while || comes_to_hold(*clock_.alive_while);
}

bool ClockStopping::counts() const {
    if (!holds()) return false;
    const ClockStop* due = clock_.step();
    if (due == nullptr) return true;
    View view = decision_.view_after(draft_);
    return is_owed(view, draft_.type->checklists[due->index].steps[due->step]);
}

bool ClockStopping::comes_to_hold(const process::Expression& condition) const {
    return decision_.view_after(draft_).evaluate(condition).is_true();
}

}  // namespace reeve::records
