// Votes: who may fill which seat of which approval, and what a vote decides (semantics section 5).
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "records/approvals.hpp"
#include "records/approvals_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/values_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

using process::Approval;

// Where she may vote, for herself or in another's place: the place among the round's seats, or why not. In
// another's place she counts as both: what shuts out either shuts her out, and neither fills a second seat.
class Ballot {
public:
    Ballot(const Polling& polling, const Approval& approval, const Person& person,
           const Person* principal = nullptr)
        : polling_(polling),
          approval_(approval),
          person_(person),
          principal_(principal),
          member_(principal == nullptr ? person : *principal),
          round_(polling.record.round(approval.name)) {}

    // 403 for who is not heard, 409 where nothing is asked or her seat is taken.
    [[nodiscard]] Outcome<std::size_t> seat(std::string_view wanted) const {
        const std::vector<ApprovalSeat> seats = seats_to_fill();
        const auto hers = [&](const ApprovalSeat& seat) { return polling_.sits(seat, member_); };
        if (std::none_of(seats.begin(), seats.end(), hers)) return not_heard(seats);
        if (std::string why = why_excluded(polling_.type, approval_.exclude, polling_.record, person_.id,
                                           polling_.language);
            !why.empty())
            return refuse(RefusalKind::not_allowed, std::move(why));
        if (principal_ != nullptr && !why_excluded(polling_.type, approval_.exclude, polling_.record,
                                                   principal_->id, polling_.language)
                                          .empty())
            return refuse(RefusalKind::not_allowed,
                          fmt::format("{} may not vote on this, and so nobody may in that place.",
                                      name_of(principal_->id)));
        if (std::string why = why_closed(); !why.empty())
            return refuse(RefusalKind::wrong_state, std::move(why));
        return free_seat(wanted);
    }

private:
    const Polling& polling_;
    const Approval& approval_;
    const Person& person_;
    const Person* principal_;  // in whose place she votes; null for herself
    const Person& member_;     // whose seat it is
    const Round* round_;

    [[nodiscard]] std::string title() const {
        return process::shown(approval_.title, approval_.name, polling_.language);
    }

    // Before anybody was asked: at whatever organisation.
    [[nodiscard]] std::vector<ApprovalSeat> seats_to_fill() const {
        if (round_ != nullptr) return round_->opened.seats;
        std::vector<ApprovalSeat> seats;
        for (const process::Seat& seat : approval_.seats)
            seats.push_back({polling_.process.roles[seat.role].name, {}});
        return seats;
    }

    [[nodiscard]] std::unexpected<Refusal> not_heard(const std::vector<ApprovalSeat>& seats) const {
        std::vector<std::string> who;
        for (const ApprovalSeat& seat : seats) {
            std::string one = polling_.seat_title(seat);
            if (std::find(who.begin(), who.end(), one) == who.end()) who.push_back(std::move(one));
        }
        return refuse(RefusalKind::not_allowed,
                      fmt::format("{} is for {} to decide.", title(), join(who, ", ")));
    }

    [[nodiscard]] std::string why_closed() const {
        if (std::string rests = why_not_adopted(polling_.record); !rests.empty()) return rests;
        if (polling_.record.end) return fmt::format("{} has ended.", polling_.record.number);
        if (round_ == nullptr) return fmt::format("{} was not asked yet.", title());
        if (round_->outcome == "void")
            return fmt::format(
                "{} is not asked any more: {}.", title(),
                round_->cause == "expired" ? "its time is over" : "what it was about has changed");
        if (!round_->used.empty())
            return fmt::format("{} has decided, and what it decided is done.", title());
        const std::string outcome = polling_.outcome(approval_, *round_);
        return outcome == "open" ? "" : fmt::format("{} has decided: {}.", title(), outcome);
    }

    // Whose vote counts there; null where nobody's does.
    [[nodiscard]] const Vote* taken(std::size_t seat) const {
        for (const Vote& vote : round_->votes)
            if (static_cast<std::size_t>(vote.seat) == seat && polling_.counts(approval_, *round_, vote))
                return &vote;
        return nullptr;
    }

    [[nodiscard]] std::string name_of(Id id) const {
        const Person* person = polling_.directory.person(id);
        if (person == nullptr) return "Somebody";
        return person->display.empty() ? person->name : person->display;
    }

    // "You have voted for Network", "Karin has voted for Network in your place".
    [[nodiscard]] std::string filled_words(const Vote& vote) const {
        const std::string seat =
            polling_.seat_title(round_->opened.seats[static_cast<std::size_t>(vote.seat)]);
        const std::string who =
            vote.person == person_.id ? "You have" : fmt::format("{} has", name_of(vote.person));
        if (vote.principal.empty()) return fmt::format("{} voted for {}", who, seat);
        if (vote.principal == person_.id) return fmt::format("{} voted for {} in your place", who, seat);
        return fmt::format("{} voted for {} in the place of {}", who, seat, name_of(vote.principal));
    }

    // A vote in whatever other seat that counts as hers, or as of whom she votes for.
    [[nodiscard]] std::string filled_elsewhere() const {
        for (std::size_t i = 0; i < round_->opened.seats.size(); ++i) {
            const Vote* vote = taken(i);
            if (vote == nullptr || vote->member() == member_.id) continue;
            if (vote->is_of(person_.id) || vote->is_of(member_.id))
                return filled_words(*vote) + "; one person fills one seat.";
        }
        return {};
    }

    // The one that is filled for her already; else the first that nobody fills. One person fills one seat.
    [[nodiscard]] Outcome<std::size_t> free_seat(std::string_view wanted) const {
        const auto& seats = round_->opened.seats;
        if (std::string elsewhere = filled_elsewhere(); !elsewhere.empty())
            return refuse(RefusalKind::wrong_state, std::move(elsewhere));
        for (std::size_t i = 0; i < seats.size(); ++i) {
            const Vote* vote = taken(i);
            if (vote == nullptr || vote->member() != member_.id) continue;
            // Whoever has spoken herself is not corrected by her delegate.
            if (principal_ != nullptr && vote->person == member_.id)
                return refuse(RefusalKind::wrong_state, filled_words(*vote) + " already.");
            if (wanted.empty() || wanted == seats[i].role) return i;
            return refuse(RefusalKind::wrong_state, filled_words(*vote) + "; one person fills one seat.");
        }
        return first_free(wanted);
    }

    [[nodiscard]] Outcome<std::size_t> first_free(std::string_view wanted) const {
        const auto& seats = round_->opened.seats;
        std::string filled;
        for (std::size_t i = 0; i < seats.size(); ++i) {
            if (!wanted.empty() && wanted != seats[i].role) continue;
            if (!polling_.sits(seats[i], member_)) continue;
            const Vote* vote = taken(i);
            if (vote == nullptr) return i;
            filled = filled_words(*vote) + " already.";
        }
        if (!filled.empty()) return refuse(RefusalKind::wrong_state, std::move(filled));
        return refuse(RefusalKind::not_allowed,
                      principal_ == nullptr ? fmt::format("You hold no seat '{}' of {}.", wanted, title())
                                            : fmt::format("{} holds no seat '{}' of {}.", name_of(member_.id),
                                                          wanted, title()));
    }
};

// In whose place she asks to vote: null for herself. 403 where she is not the delegate at that instant.
Outcome<const Person*> find_principal(const Situation& situation, const Person& person,
                                      const std::string& named) {
    if (named.empty() || named == person.name || named == person.id.text()) return nullptr;
    for (const Person* principal : principals_of(*situation.directory, person.id, situation.now))
        if (named == principal->name || named == principal->id.text()) return principal;
    return refuse(RefusalKind::not_allowed,
                  fmt::format("You do not vote in the place of '{}' now.", named.substr(0, 63)));
}

Outcome<const Approval*> find_approval(const process::RecordType& type, const std::string& name) {
    std::vector<std::string> known;
    for (const Approval& approval : type.approvals) {
        if (approval.name == name) return &approval;
        known.push_back(approval.name);
    }
    const std::string_view near = nearest(name, known);
    return refuse(RefusalKind::unseen,
                  fmt::format("The type '{}' has no approval '{}'{}", type.name, name,
                              near.empty() ? "." : fmt::format("; did you mean '{}'?", near)));
}

void check_vote(Decision& decision, const Draft& draft, const Approval& approval, const VotePart& vote) {
    using Reasons = Approval::Reasons;
    const bool no = vote.vote == "no";
    if (!no && vote.vote != "yes" && vote.vote != "abstain")
        decision.miss(draft, "vote", "vote", "A vote is yes, no or abstain.");
    const bool given = !trim(vote.reason).empty();
    if (!given && (approval.reasons == Reasons::always || (no && approval.reasons == Reasons::for_no)))
        decision.miss(draft, "reason", "reason", no ? "Say why not." : "Say why.");
    if (given && approval.reasons == Reasons::never)
        decision.miss(draft, "reason", "reason", "No reasons are given here.");
    if (const std::string why = wrong_text(vote.reason, comment_length_max, false); given && !why.empty())
        decision.miss(draft, "reason", "reason", "The reason: " + why);
}

void cast(Decision& decision, Draft& draft, const Approval& approval, const Round& round, std::size_t seat,
          const Person* principal) {
    const VotePart& vote = decision.command.vote;
    Voted voted{approval.name,          round.opened.round, static_cast<std::int64_t>(seat),
                decision.doer.actor.id, vote.vote,          {}};
    decision.begin(draft, "voted", decision.doer, "internal", {});
    if (principal != nullptr) draft.event->on_behalf = principal->id;
    if (!trim(vote.reason).empty()) {
        voted.text_path = "vote." + approval.name;
        Decision::add_text(draft, voted.text_path, vote.reason);
    }
    decision.change(draft, std::move(voted));
    draft.rounds_wait = true;
    decision.finish(draft);
    draft.rounds_wait = false;
}

// Who voted how is for those inside; what was decided is told to all who may know the record, as the desk's.
void decide_round(Decision& decision, Draft& draft) {
    const Doer desk{{ActorKind::desk, {}}, nullptr};
    decision.begin(draft, "approval_decided", desk, "public", draft.last_event());
    settle_rounds(decision, draft);
    if (draft.event->changes.empty()) return draft.event.reset();
    decision.finish(draft);
}

}  // namespace

Outcome<Plan> decide_vote(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto person = acting_person(situation, command);
    if (!person) return std::unexpected(person.error());
    const auto approval = find_approval(type, command.vote.approval);
    if (!approval) return std::unexpected(approval.error());
    const Polling polling{*situation.process, type, *situation.directory, record, (*person)->language};
    const auto principal = find_principal(situation, **person, command.vote.principal);
    if (!principal) return std::unexpected(principal.error());
    const auto seat = Ballot(polling, **approval, **person, *principal).seat(command.vote.seat);
    if (!seat) return std::unexpected(seat.error());
    if (auto version = check_version(record, command); !version)
        return std::unexpected(std::move(version.error()));
    const Round& round = *record.round((*approval)->name);
    if (command.vote.digest != round.opened.digest)
        return refuse(RefusalKind::stale,
                      "What is asked for has changed since you read it. Read it again, then vote.");

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    check_vote(decision, draft, **approval, command.vote);
    if (!decision.unmet.empty()) return decision.conclude();
    cast(decision, draft, **approval, round, *seat, *principal);
    decide_round(decision, draft);
    check_rules(decision);
    return decision.conclude();
}

Outcome<Plan> decide_expiry(Situation& situation, const Command& command, const process::RecordType&) {
    const Record& record = *situation.record;
    const Round* round = record.round(command.act);
    const bool stands = round != nullptr && round->live() && round->outcome != "no" && round->opened.expires;
    if (!stands || (command.due && *round->opened.expires != *command.due))
        return refuse(RefusalKind::wrong_state, "There is nothing to do any more.");
    const auto expire = [&](Decision& decision, Draft& draft) {
        decision.begin(draft, "approval_expired", decision.doer, "public", command.cause);
        decision.change(draft, RoundVoided{round->opened.approval, round->opened.round, "expired"});
        decision.finish(draft);
    };
    return take_what_happened(situation, command, expire)->conclude();
}

namespace {

std::vector<SeatView> seats_of(const Polling& polling, const Approval& approval, const Round* round) {
    std::vector<SeatView> seats;
    if (round == nullptr) {
        for (const process::Seat& seat : approval.seats)
            seats.push_back({{polling.process.roles[seat.role].name, {}}, {}, {}, false});
    } else {
        for (const ApprovalSeat& seat : round->opened.seats) seats.push_back({seat, {}, {}, false});
        for (const Vote& vote : round->votes) {
            const auto place = static_cast<std::size_t>(vote.seat);
            if (place >= seats.size()) continue;
            seats[place].vote = vote;
            seats[place].counts = round->outcome != "void" && polling.counts(approval, *round, vote);
        }
    }
    for (SeatView& seat : seats) seat.title = polling.seat_title(seat.seat);
    return seats;
}

}  // namespace

std::vector<ApprovalView> approvals_of(const Situation& situation, Id id, std::string_view language) {
    std::vector<ApprovalView> views;
    const Person* person = situation.directory->person(id);
    if (situation.process == nullptr || situation.record == nullptr || person == nullptr) return views;
    const auto type = situation.process->type(situation.record->type);
    if (!type) return views;
    const process::RecordType& of = situation.process->types[*type];
    const Polling polling{*situation.process, of, *situation.directory, *situation.record, language};
    const std::vector<const Person*> principals = principals_of(*situation.directory, id, situation.now);
    for (const Approval& approval : of.approvals) {
        const Round* round = situation.record->round(approval.name);
        ApprovalView view;
        view.approval = &approval;
        if (round != nullptr) view.round = *round;
        view.standing = polling.standing(approval);
        view.seats = seats_of(polling, approval, round);
        const auto seat = Ballot(polling, approval, *person).seat({});
        view.may_vote = seat.has_value();
        if (seat)
            view.seat = view.seats[*seat].seat.role;
        else
            view.why_not = seat.error().detail;
        for (const Person* principal : principals)
            if (Ballot(polling, approval, *person, principal).seat({})) view.places.push_back(principal->id);
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace reeve::records
