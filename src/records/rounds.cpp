// What an event does to the rounds of a record's approvals (semantics section 2, step j, and section 5).
#include <fmt/format.h>

#include <algorithm>

#include "records/approvals_internal.hpp"
#include "records/decision_internal.hpp"

namespace reeve::records {
namespace {

using process::Approval;
using process::Index;

class Rounds {
public:
    Rounds(Decision& decision, Draft& draft) : decision_(decision), draft_(draft) {}

    void settle() {
        note_use();
        const auto& approvals = draft_.type->approvals;
        if (draft_.record.end) {
            for (const Approval& approval : approvals)
                if (const Round* round = draft_.record.round(approval.name);
                    round && round->outcome == "open")
                    void_round(*round, "ended");
            return;
        }
        for (Index i = 0; i < approvals.size(); ++i) settle(i);
        // One that follows opens as soon as what it follows is yes: so in as many goes as there are.
        for (std::size_t goes = 0; goes < approvals.size(); ++goes)
            for (const Approval& approval : approvals)
                if (approval.after && decided_yes(approvals[*approval.after])) ask(approval);
    }

private:
    Decision& decision_;
    Draft& draft_;

    [[nodiscard]] Polling polling() const {
        const Event& event = *draft_.event;
        return {decision_.process(), *draft_.type,  decision_.directory(),      draft_.record,
                decision_.language,  draft_.coming, {event.act, event.actor.id}};
    }

    // The acts of this event rest on these outcomes.
    void note_use() {
        for (const Index index : draft_.relied) {
            const Round* round = draft_.record.round(draft_.type->approvals[index].name);
            if (round != nullptr && round->live())
                decision_.change(draft_,
                                 RoundUsed{round->opened.approval, round->opened.round, draft_.event->act});
        }
        draft_.relied.clear();
    }

    void void_round(const Round& round, const char* cause) {
        decision_.change(draft_, RoundVoided{round.opened.approval, round.opened.round, cause});
    }

    void settle(Index index) {
        const Approval& approval = draft_.type->approvals[index];
        const Round* round = draft_.record.round(approval.name);
        if (round != nullptr && round->live()) {
            if (round->opened.digest != polling().digest(approval)) {
                void_round(*round, "changed");
                // Where states ask for it, it is asked again in them alone.
                if (!approval.after && (approval.opens.empty() || in_state(approval))) ask(approval);
            } else {
                count_again(approval, *round);
                note_empty(approval);
            }
        }
        const auto& opening = draft_.opening;
        if (std::find(opening.begin(), opening.end(), index) != opening.end() || entered(approval))
            ask(approval);
    }

    // Votes of people who could not cast them any more no longer count.
    void count_again(const Approval& approval, const Round& round) {
        const Polling now = polling();
        std::vector<std::int64_t> lost;
        for (const Vote& vote : round.votes)
            if (!vote.voided && !now.counts(approval, round, vote)) lost.push_back(vote.seat);
        for (const std::int64_t seat : lost)
            decision_.change(draft_, VoteVoided{round.opened.approval, round.opened.round, seat});
        const std::string outcome = now.outcome(approval, round);
        if (outcome != round.outcome)
            decision_.change(draft_, RoundDecided{round.opened.approval, round.opened.round, outcome});
    }

    [[nodiscard]] bool in_state(const Approval& approval) const {
        const auto state = draft_.type->state(draft_.record.state);
        return state &&
               std::find(approval.opens.begin(), approval.opens.end(), *state) != approval.opens.end();
    }

    [[nodiscard]] bool entered(const Approval& approval) const {
        if (!in_state(approval)) return false;
        const Changes& changes = draft_.event->changes;
        return std::any_of(changes.begin(), changes.end(), [](const Change& change) {
            return std::holds_alternative<StateEntered>(change) || std::holds_alternative<Moved>(change);
        });
    }

    // By this event.
    [[nodiscard]] bool decided_yes(const Approval& approval) const {
        const Changes& changes = draft_.event->changes;
        return polling().approved(approval) &&
               std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
                   const auto* decided = std::get_if<RoundDecided>(&change);
                   return decided != nullptr && decided->approval == approval.name &&
                          decided->outcome == "yes";
               });
    }

    // Puts the record before the seats, unless that was done already and can still be answered or used.
    void ask(const Approval& approval) {
        const Polling now = polling();
        const std::string digest = now.digest(approval);
        const Round* last = draft_.record.round(approval.name);
        if (last != nullptr && last->live() && last->outcome != "no" && last->opened.digest == digest) return;
        if (last != nullptr && last->live() && last->outcome == "open") void_round(*last, "changed");
        RoundOpened opened;
        opened.approval = approval.name;
        opened.round = (last == nullptr ? 0 : last->opened.round) + 1;
        opened.digest = digest;
        opened.quorum = static_cast<std::int64_t>(approval.quorum);
        for (const process::Seat& seat : approval.seats) {
            const auto taken = seat_of(seat);
            if (!taken) return;
            opened.seats.push_back(*taken);
        }
        if (approval.expires) opened.expires = draft_.event->occurred_at + approval.expires->exact;
        decision_.change(draft_, std::move(opened));
        note_empty(approval);
    }

    // Seats that are still to be heard and that nobody fills, each once in a round.
    void note_empty(const Approval& approval) {
        const Round* last = draft_.record.round(approval.name);
        if (last == nullptr || last->outcome != "open") return;
        const Round round = *last;
        const Polling now = polling();
        for (std::size_t i = 0; i < round.opened.seats.size(); ++i) {
            const ApprovalSeat& seat = round.opened.seats[i];
            const auto place = static_cast<std::int64_t>(i);
            if (std::find(round.empty.begin(), round.empty.end(), place) != round.empty.end() ||
                now.is_heard(approval, round, i) || now.has_members(seat))
                continue;
            decision_.change(draft_, Finding{"seat_empty", JsonObject{{"approval", approval.name},
                                                                      {"round", round.opened.round},
                                                                      {"seat", place},
                                                                      {"role", seat.role}}});
        }
    }

    // What hinders it is missed.
    [[nodiscard]] std::optional<ApprovalSeat> seat_of(const process::Seat& seat) const {
        const process::Role& role = decision_.process().roles[seat.role];
        ApprovalSeat taken{role.name, {}};
        if (!seat.at) return taken;
        const process::Field& field = draft_.type->fields[*seat.at];
        const Json* value = draft_.record.field(field.name);
        const auto id = value != nullptr && value->is_string() ? Id::parse(value->string()) : std::nullopt;
        if (id) {
            taken.organisation = *id;
            return taken;
        }
        decision_.miss(draft_, "approval", field.name,
                       fmt::format("{} is heard of an organisation, and none is named.",
                                   process::shown(role.title, role.name, decision_.language)));
        return std::nullopt;
    }
};

}  // namespace

bool touches_rounds(const process::RecordType& type, const Changes& changes) {
    const auto touches = [](const Change& change) {
        return std::holds_alternative<RoundOpened>(change) || std::holds_alternative<RoundDecided>(change) ||
               std::holds_alternative<RoundVoided>(change) || std::holds_alternative<Attached>(change);
    };
    return !type.approvals.empty() && std::any_of(changes.begin(), changes.end(), touches);
}

void settle_rounds(Decision& decision, Draft& draft) {
    if (draft.type->approvals.empty() || draft.record.rests()) return;
    // With another version of the process its own rules hold: it is looked at again with those.
    if (draft.before != nullptr && draft.record.process_version != decision.process().version) return;
    Rounds(decision, draft).settle();
}

}  // namespace reeve::records
