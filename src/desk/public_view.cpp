#include "desk/public_view.hpp"

#include <algorithm>

#include "records/comment_text.hpp"

namespace reeve::desk {
namespace {

bool by_reporter(const process::Process& process, const process::Act& act) {
    return std::ranges::any_of(act.by, [&](const process::By& by) {
        return by.kind == process::By::Kind::role && process.roles[by.role].is_reporter;
    });
}

// Whether somebody who only reports may send this field, in any act of the type.
bool is_reporters(const process::Process* process, const process::RecordType* type, std::string_view field) {
    if (field == "title" || field == "description") {
        return true;
    }
    const auto index = type == nullptr ? std::nullopt : type->field(field);
    if (process == nullptr || !index) {
        return false;
    }
    return std::ranges::any_of(type->acts, [&](const process::Act& act) {
        return by_reporter(*process, act) &&
               std::ranges::any_of(act.form, [&](const process::FormItem& item) {
                   return item.kind == process::FormItem::Kind::field && item.field == *index;
               });
    });
}

// Each change as she may read it, or nothing.
struct Public {
    const process::Process* process;
    const process::RecordType* type;
    bool own;  // she did it herself

    std::optional<records::Change> operator()(const records::FieldSet& set) const {
        return own || is_reporters(process, type, set.field) ? std::optional<records::Change>(set)
                                                             : std::nullopt;
    }
    std::optional<records::Change> operator()(const records::LegOpened& opened) const {
        return records::LegOpened{opened.leg, {.role = opened.holder.role}, opened.cause};
    }
    std::optional<records::Change> operator()(const records::Born& c) const { return c; }
    std::optional<records::Change> operator()(const records::PrioritySet& c) const { return c; }
    std::optional<records::Change> operator()(const records::OrganisationSet& c) const { return c; }
    std::optional<records::Change> operator()(const records::StateEntered& c) const { return c; }
    std::optional<records::Change> operator()(const records::LegClosed& c) const { return c; }
    std::optional<records::Change> operator()(const records::Commented& c) const { return c; }
    std::optional<records::Change> operator()(const records::Attached& c) const { return c; }
    std::optional<records::Change> operator()(const records::TextsErased& c) const { return c; }
    std::optional<records::Change> operator()(const records::Imported& c) const { return c; }
    std::optional<records::Change> operator()(const records::Adopted& c) const { return c; }
    std::optional<records::Change> operator()(const records::Watching& c) const {
        return own ? std::optional<records::Change>(c) : std::nullopt;
    }
    std::optional<records::Change> operator()(const records::Assigned&) const { return {}; }
    std::optional<records::Change> operator()(const records::ClockSet&) const { return {}; }
    std::optional<records::Change> operator()(const records::TimerArmed&) const { return {}; }
    std::optional<records::Change> operator()(const records::TimerDisarmed&) const { return {}; }
    std::optional<records::Change> operator()(const records::Linked&) const { return {}; }
    std::optional<records::Change> operator()(const records::Unlinked&) const { return {}; }
    std::optional<records::Change> operator()(const records::LinkedSeen&) const { return {}; }
    std::optional<records::Change> operator()(const records::EntrySet&) const { return {}; }
    std::optional<records::Change> operator()(const records::Finding&) const { return {}; }
    std::optional<records::Change> operator()(const records::DeedRefused&) const { return {}; }
    std::optional<records::Change> operator()(const records::DeedSettled&) const { return {}; }
    std::optional<records::Change> operator()(const records::RoundOpened& c) const { return c; }
    std::optional<records::Change> operator()(const records::Voted&) const { return {}; }
    std::optional<records::Change> operator()(const records::VoteVoided&) const { return {}; }
    std::optional<records::Change> operator()(const records::RoundDecided& c) const { return c; }
    std::optional<records::Change> operator()(const records::RoundVoided& c) const { return c; }
    std::optional<records::Change> operator()(const records::RoundUsed&) const { return {}; }
    std::optional<records::Change> operator()(const records::ScopeBegan&) const { return {}; }
    std::optional<records::Change> operator()(const records::LimitHeld&) const { return {}; }
    std::optional<records::Change> operator()(const records::StepTicked&) const { return {}; }
    std::optional<records::Change> operator()(const records::TreeWalked& c) const { return c; }
    std::optional<records::Change> operator()(const records::Derived&) const { return {}; }
    std::optional<records::Change> operator()(const records::Noticed&) const { return {}; }
    std::optional<records::Change> operator()(const records::Moved&) const { return {}; }
    std::optional<records::Change> operator()(const records::TimeLogged&) const { return {}; }
    std::optional<records::Change> operator()(const records::TimeStruck&) const { return {}; }
};

// Texts that no change left in it speaks of.
bool is_shown(const records::Event& event, const records::EventText& text) {
    return records::is_comment(text.path) ||
           std::ranges::any_of(event.changes, [&](const records::Change& change) {
               const auto* set = std::get_if<records::FieldSet>(&change);
               const auto* attached = std::get_if<records::Attached>(&change);
               return (set != nullptr && set->text_path == text.path) ||
                      (attached != nullptr && text.path == "attachment." + attached->attachment.text());
           });
}

}  // namespace

void keep_public(records::Record& record, Id reader) {
    // Why it was handed over, and what the desk could not do, is for those who work on it to know.
    record.refused.clear();
    for (records::Leg& leg : record.legs) {
        leg.reason.clear();
        leg.act.clear();
        leg.by = {};
    }
    // Who voted how, and what is ticked off inside, likewise; what was decided is for all.
    for (records::Round& round : record.rounds) round.votes.clear();
    record.ticks.clear();
    record.time_entries.clear();
    // Who else looks on, likewise.
    std::erase_if(record.watchers, [&](Id watcher) { return watcher != reader; });
    std::erase_if(record.attachments,
                  [](const records::Attachment& one) { return one.audience != "public"; });
}

void keep_public(std::vector<records::ApprovalView>& approvals, Id reader) {
    for (records::ApprovalView& view : approvals) {
        if (view.round) {
            view.round->votes.clear();
        }
        for (records::SeatView& seat : view.seats) {
            if (seat.vote && !seat.vote->is_of(reader)) {
                seat.vote.reset();
                seat.counts = false;
            }
        }
    }
}

void keep_public(records::Event& event, const process::Process* process, const process::RecordType* type,
                 Id reader) {
    const Public reading{process, type, event.actor.id == reader && !reader.empty()};
    records::Changes kept;
    for (const records::Change& change : event.changes) {
        if (std::optional<records::Change> one = std::visit(reading, change)) {
            kept.push_back(std::move(*one));
        }
    }
    event.changes = std::move(kept);
    event.facts = {};
    std::erase_if(event.texts, [&](const records::EventText& text) { return !is_shown(event, text); });
}

}  // namespace reeve::desk
