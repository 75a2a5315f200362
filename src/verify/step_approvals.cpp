// What a step does to the rounds of approvals (semantics section 2, step j, and section 5), and votes.
#include <algorithm>

#include "verify/step.hpp"

namespace reeve::verify {
namespace {

using process::Approval;
using process::Exclusion;
using Stand = RoundStand;

std::uint64_t bit(std::size_t approval) {
    return std::uint64_t{1} << approval;
}

}  // namespace

Stand Stepper::round(const ApprovalModel& approval) {
    return static_cast<Stand>(get(*approval.dimension));
}

void Stepper::put_round(const ApprovalModel& approval, Stand stand) {
    if (stand == Stand::voided && approval.void_is_none) stand = Stand::none;
    put(*approval.dimension, static_cast<std::uint32_t>(stand));
}

// What comes with a step may be about what was put before the seats.
void Stepper::note_form(const process::Act& act) {
    for (std::size_t i = 0; i < model_.approvals.size(); ++i) {
        if (!model_.approvals[i].dimension) continue;
        const process::Subject& covers = type_.approvals[i].covers;
        const bool touched =
            (covers.attachments && get(model_.desk) == 0) ||
            std::any_of(act.form.begin(), act.form.end(), [&](const process::FormItem& item) {
                switch (item.kind) {
                    case process::FormItem::Kind::title: return covers.title;
                    case process::FormItem::Kind::description: return covers.description;
                    default: return (model_.covered_by[item.field] & bit(i)) != 0;
                }
            });
        if (touched) rounds_.perhaps_changed |= bit(i);
    }
}

void Stepper::note_link(Index link) {
    for (std::size_t i = 0; i < model_.approvals.size(); ++i) {
        const auto& links = type_.approvals[i].covers.links;
        if (std::find(links.begin(), links.end(), link) != links.end()) rounds_.changed |= bit(i);
    }
}

// Whatever is agreed or asked of what has changed is not any more.
void Stepper::void_changed() {
    if ((rounds_.changed | rounds_.perhaps_changed) == 0) return;
    for (std::size_t i = 0; i < model_.approvals.size(); ++i) {
        const ApprovalModel& approval = model_.approvals[i];
        if (!approval.dimension || ((rounds_.changed | rounds_.perhaps_changed) & bit(i)) == 0) continue;
        const Stand stand = round(approval);
        if (stand == Stand::none || stand == Stand::voided || stand == Stand::unknown) continue;
        if ((rounds_.changed & bit(i)) == 0 && choices_->choose(2) == 0) continue;
        rounds_.something_changed = true;
        if (stand == Stand::used) {
            put_round(approval, Stand::outdated);
        } else if (stand == Stand::outdated) {
            // Perhaps to what it was.
            if (choices_->choose(2) == 1) put_round(approval, Stand::used);
        } else {
            put_round(approval, Stand::voided);
            rounds_.voided |= bit(i);
            if (stand == Stand::yes) rounds_.voided_yes |= bit(i);
        }
    }
    rounds_.changed = rounds_.perhaps_changed = 0;
}

// By the act that is being done; what nobody does cannot be refused for that.
bool Stepper::hears_nobody(const ApprovalModel& approval) const {
    const auto act =
        act_ == nullptr ? model_.acts.size() : static_cast<std::size_t>(act_ - model_.acts.data());
    return act < approval.unheard.size() && approval.unheard[act];
}

// Puts the record before the seats, unless that was done and can still be answered or used.
bool Stepper::ask_seats(const ApprovalModel& approval) {
    if (hears_nobody(approval)) return refuse(Refusal::Why::seat);
    AllTried::asked_ |= bit(approval.approval);
    if (!approval.dimension) return true;
    const Stand stand = round(approval);
    if (stand == Stand::open || stand == Stand::yes) return true;
    const bool still_yes = stand == Stand::unknown && can_agree(approval) && choices_->choose(2) == 1;
    put_round(approval, still_yes ? Stand::yes : Stand::open);
    return true;
}

bool Stepper::settle_rounds() {
    void_changed();
    // What an act rests on is history: it was put to use before anything of it is lost.
    for (std::size_t i = 0; rounds_.relied != 0 && i < model_.approvals.size(); ++i) {
        if ((rounds_.relied & bit(i)) == 0) continue;
        const ApprovalModel& approval = model_.approvals[i];
        if (round(approval) == Stand::yes) put_round(approval, Stand::used);
        if ((rounds_.voided_yes & bit(i)) != 0) put_round(approval, Stand::outdated);
        rounds_.voided &= ~bit(i);
    }
    for (std::size_t i = 0; i < model_.approvals.size(); ++i) {
        if (!settle_round(i)) return false;
        if (!model_.approvals[i].dimension) continue;
        if (!model_.approvals[i].matters[get(model_.state)]) put_round(model_.approvals[i], Stand::none);
    }
    return true;
}

bool Stepper::settle_round(std::size_t i) {
    const ApprovalModel& approval = model_.approvals[i];
    const Approval& of = type_.approvals[i];
    const bool in_state = std::find(of.opens.begin(), of.opens.end(), get(model_.state)) != of.opens.end();
    const bool opens = (rounds_.opening & bit(i)) != 0 || (!entered_.empty() && in_state);
    if (!approval.dimension) return state().end || !opens || ask_seats(approval);
    // Where nothing depended on it before the step, nothing is known of it.
    if (!creating_ && !approval.matters[was(model_.state)]) put_round(approval, Stand::unknown);
    if (state().end) {
        if (round(approval) == Stand::open) put_round(approval, Stand::voided);
        return true;
    }
    if ((rounds_.voided & bit(i)) != 0) {
        if (!of.after && (of.opens.empty() || in_state) && !ask_seats(approval)) return false;
    } else if (may_lose_votes(of)) {
        const Stand stand = round(approval);
        if ((stand == Stand::yes || stand == Stand::no) && choices_->choose(2) == 1)
            put_round(approval, Stand::open);
    }
    return !opens || ask_seats(approval);
}

// Whether nothing shuts the one person out who reported it, as far as that is known.
bool Stepper::is_excluded(const std::vector<Exclusion>& exclude, std::uint32_t person) {
    return std::any_of(exclude.begin(), exclude.end(), [&](const Exclusion& one) {
        switch (one.kind) {
            case Exclusion::Kind::assignee: return model_.assignee && get(*model_.assignee) == person + 1;
            case Exclusion::Kind::reporter: return model_.reporter && get(*model_.reporter) == person;
            case Exclusion::Kind::logger: return model_.logger && get(*model_.logger) == person;
            case Exclusion::Kind::act: break;
        }
        const auto by = model_.monitors.by.find(one.act);
        return by != model_.monitors.by.end() && get(by->second[person]) != 0;
    });
}

// Of other roles there are as many people as one likes; who reported it is one. Delegates change neither:
// they fill no seat that whoever they stand in for could not fill, and what shuts out her shuts them out too.
std::uint32_t Stepper::seats_to_fill(const ApprovalModel& approval) {
    std::uint32_t seats = approval.seats - approval.reporter_seats;
    if (approval.reporter_seats == 0) return seats;
    const auto& exclude = type_.approvals[approval.approval].exclude;
    return seats + (model_.reporter && is_excluded(exclude, get(*model_.reporter)) ? 0 : 1);
}

bool Stepper::can_agree(const ApprovalModel& approval) {
    const auto quorum = static_cast<std::uint32_t>(type_.approvals[approval.approval].quorum);
    const std::uint32_t heard = seats_to_fill(approval);
    return quorum == 0 ? heard == approval.seats && heard > 0 : heard >= quorum;
}

bool Stepper::take_vote(const Move& move) {
    const ApprovalModel& approval = model_.approvals[move.approval];
    const auto quorum = static_cast<std::uint32_t>(type_.approvals[move.approval].quorum);
    const std::uint32_t heard = seats_to_fill(approval);
    const bool yes = can_agree(approval);
    const bool no = quorum == 0 ? heard > 0 : heard + quorum > approval.seats;
    if (!yes && !no) return false;
    const Stand decided = yes && (!no || choices_->choose(2) == 0) ? Stand::yes : Stand::no;
    put_round(approval, decided);
    if (told_ != nullptr) told_->decided = decided;
    if (decided == Stand::yes) open_following(move.approval);
    return true;
}

void Stepper::open_following(Index approval) {
    for (const ApprovalModel& one : model_.approvals) {
        if (!one.dimension || type_.approvals[one.approval].after != approval) continue;
        static_cast<void>(ask_seats(one));
        if (!one.matters[get(model_.state)]) put_round(one, Stand::none);
    }
}

// Whose vote it was may have gone, or be excluded now, as long as nothing rests on it; or its time is over,
// whatever becomes of what that brings about.
bool Stepper::take_back(const Move& move) {
    put_round(model_.approvals[move.approval], move.kind == Move::Kind::lapse ? Stand::open : Stand::voided);
    return move.kind == Move::Kind::expire ? settle_what_happened() : settle_step();
}

bool Stepper::concerns_round(const Move& move, const Vector& vector) const {
    const auto stand = static_cast<Stand>(model_.of(*model_.approvals[move.approval].dimension, vector));
    switch (move.kind) {
        case Move::Kind::vote: return stand == Stand::open;
        case Move::Kind::lapse: return stand == Stand::yes || stand == Stand::no;
        default: return stand == Stand::open || stand == Stand::yes;
    }
}

}  // namespace reeve::verify
