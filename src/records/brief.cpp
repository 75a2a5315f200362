#include "records/brief.hpp"

namespace reeve::records {
namespace {

// Who is still to be heard; not how anybody voted.
Round brief_of(const Round& round) {
    Round row;
    row.opened.approval = round.opened.approval;
    row.opened.round = round.opened.round;
    row.opened.seats = round.opened.seats;
    for (const Vote& vote : round.votes) {
        Vote& heard = row.votes.emplace_back();
        heard.seat = vote.seat;
        heard.voided = vote.voided;
    }
    return row;
}

}  // namespace

Record brief(const Record& record) {
    Record row;
    row.id = record.id;
    row.version = record.version;
    row.number = record.number;
    row.process = record.process;
    row.process_version = record.process_version;
    row.type = record.type;
    row.kind = record.kind;
    row.state = record.state;
    row.waiting = record.waiting;
    row.open = record.open;
    row.end = record.end;
    row.reopened = record.reopened;
    row.state_since = record.state_since;
    row.priority = record.priority;
    row.rank = record.rank;
    row.title = record.title;
    row.fields = record.fields;
    row.reporter = record.reporter;
    row.logged_by = record.logged_by;
    row.organisation = record.organisation;
    row.channel = record.channel;
    row.holder = record.holder;
    if (!record.legs.empty()) {
        Leg& leg = row.legs.emplace_back(record.legs.back());
        leg.assigned.clear();
    }
    for (const ClockInstance& clock : record.clocks) {
        if (clock.now.stopped) continue;
        ClockInstance& kept = row.clocks.emplace_back();
        kept.now = clock.now;
        if (!clock.spans.empty()) kept.spans.push_back(clock.spans.back());
    }
    row.timers = record.timers;
    for (const Round& round : record.rounds)
        if (round.outcome == "open") row.rounds.push_back(brief_of(round));
    row.origin = record.origin;
    row.created = record.created;
    row.updated = record.updated;
    return row;
}

}  // namespace reeve::records
