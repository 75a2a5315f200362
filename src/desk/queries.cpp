#include "desk/queries.hpp"

#include <algorithm>

#include "desk/clock_sight.hpp"
#include "desk/clock_view.hpp"
#include "desk/facts.hpp"
#include "desk/list_cursor.hpp"
#include "desk/public_view.hpp"
#include "desk/situation.hpp"
#include "records/no_supply.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t page_most = 200;

std::unexpected<Refusal> unseen() {
    return refuse(RefusalKind::unseen, "There is no such record, or you may not see it.");
}

std::unexpected<Refusal> wrong_position() {
    return refuse(RefusalKind::malformed, "This cursor is no place in this list; begin again without one.");
}

const records::Person* active_person(const World& world, Id id) {
    const records::Person* person = world.directory->person(id);
    return person != nullptr && person->active ? person : nullptr;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

// Links to records of which she may not know are not shown.
void keep_known_links(store::Reader& reader, const store::Sight& sight, records::Record& record) {
    if (!contains(sight.whole, record.process)) {
        std::erase_if(record.links, [&](const records::LinkEnd& end) {
            return !reader.record(sight, end.record).has_value();
        });
    }
}

// A record that has nowhere else to go is not moved.
void keep_possible_moves(const World& world, const records::Record& record,
                         std::vector<records::ActView>& acts) {
    const auto is_version = [&](const ProcessVersion& one) { return one.process->id == record.process; };
    if (std::ranges::count_if(world.processes, is_version) > 1) {
        return;
    }
    std::erase_if(acts, [](const records::ActView& act) {
        return act.act == nullptr && act.name == word(process::BuiltIn::move);
    });
}

// What is said from now on, as an instant.
store::Filter at(store::Filter filter, Instant now) {
    if (filter.due_within) {
        filter.due_until = now + *filter.due_within;
    }
    return filter;
}

}  // namespace

Queries::Queries(std::unique_ptr<store::Reader> reader) : reader_(std::move(reader)) {}

RecordView Queries::view(const World& world, Id person, records::Record record, Instant now,
                         std::string_view language, bool with_acts) {
    RecordView view;
    view.now = now;
    const records::Person* who = active_person(world, person);
    const store::Sight sight = who != nullptr ? sight_of(world, *who) : store::Sight{};
    const process::Process* process = world.of(record);
    const process::RecordType* type = world.type_of(record);
    const bool internal = contains(sight.internal, record.process);
    if (with_acts && who != nullptr && process != nullptr) {
        ReaderFacts facts(*reader_, sight, world);
        records::NoSupply supply;
        records::Situation situation = situation_in(world, process, &record, facts, supply, {now, now});
        view.acts = records::possible_acts(situation, person, language);
        keep_possible_moves(world, record, view.acts);
        view.approvals = records::approvals_of(situation, person, language);
        if (internal) {
            view.checklists = records::checklists_of(situation, person, language);
            view.dossiers = records::dossiers_of(situation, person, language);
            view.strikable = records::strikable_time(situation, person);
        }
    }
    const Explained explained = with_acts && internal ? Explained::yes : Explained::no;
    keep_seen_clocks(world, who, record);
    for (const records::ClockInstance& clock : record.clocks) {
        view.clocks.push_back(view_clock(world, type, clock, now, explained));
    }
    keep_known_links(*reader_, sight, record);
    if (!internal) {
        keep_public(record, person);
        keep_public(view.approvals, person);
    }
    view.record = std::move(record);
    return view;
}

Outcome<records::Preview> Queries::preview(const World& world, const records::Command& command, Instant now) {
    const records::Person* who = active_person(world, command.actor.id);
    const store::Sight sight = who != nullptr ? sight_of(world, *who) : store::Sight{};
    ReaderFacts facts(*reader_, sight, world);
    records::NoSupply supply;
    records::Situation situation =
        situation_in(world, world.active(command.process), nullptr, facts, supply, {now, now});
    Outcome<records::Preview> preview = records::preview(situation, command);
    if (preview) {
        keep_seen_clocks(world, who, preview->record);
    }
    return preview;
}

Outcome<RecordView> Queries::record(const World& world, Id person, std::string_view number, Instant now,
                                    std::string_view language, Acts acts) {
    const records::Person* who = active_person(world, person);
    std::optional<records::Record> found;
    if (who != nullptr) {
        found = reader_->record(sight_of(world, *who), number);
    }
    if (!found) {
        return unseen();
    }
    return view(world, person, std::move(*found), now, language, acts == Acts::with);
}

Outcome<std::vector<RecomputedView>> Queries::recompute(const World& world, Id person,
                                                        std::string_view number, Instant now,
                                                        std::int64_t& version) {
    const records::Person* who = active_person(world, person);
    const store::Sight sight = who != nullptr ? sight_of(world, *who) : store::Sight{};
    std::optional<records::Record> record;
    if (who != nullptr) {
        record = reader_->record(sight, number);
    }
    if (!record) {
        return unseen();
    }
    version = record->version;
    const process::RecordType* type = world.type_of(*record);
    if (type == nullptr) {
        return std::vector<RecomputedView>{};
    }
    ReaderFacts facts(*reader_, sight, world);
    records::NoSupply supply;
    records::Situation situation =
        situation_in(world, world.of(*record), &*record, facts, supply, {now, now});
    if (std::string why = records::why_not_recompute(situation, *type, *who); !why.empty()) {
        return refuse(RefusalKind::not_allowed, std::move(why));
    }
    const RecordView seen = view(world, person, *record, now, who->language, false);
    std::vector<RecomputedView> all;
    for (records::RecomputedClock& clock : records::recomputed(*world.directory, *type, *record, now)) {
        const auto known = std::ranges::find_if(seen.clocks, [&](const ClockView& one) {
            return one.now.clock == clock.after.clock && one.now.leg == clock.after.leg;
        });
        if (known == seen.clocks.end()) {
            continue;
        }
        records::ClockInstance after = clock.before;
        after.now = clock.changes ? records::as_it_will_stand(std::move(clock.after), now) : clock.after;
        all.push_back({*known, view_clock(world, type, after, now, Explained::no), clock.changes});
    }
    return all;
}

Outcome<store::Page> Queries::list(const World& world, Id person, const store::Filter& filter,
                                   std::string_view cursor, std::size_t limit, bool count, Instant now) {
    const records::Person* who = active_person(world, person);
    if (who == nullptr) {
        return store::Page{};
    }
    std::string position;
    if (!cursor.empty()) {
        Outcome<std::string> read = read_cursor(cursor, filter, person);
        if (!read) {
            return std::unexpected(std::move(read.error()));
        }
        position = std::move(*read);
    }
    const std::size_t most = std::clamp<std::size_t>(limit, 1, page_most);
    store::Page page = reader_->list(sight_of(world, *who), at(filter, now), position, most, count);
    if (page.wrong_position) {
        return wrong_position();
    }
    if (!page.next.empty()) {
        page.next = write_cursor(page.next, filter, person);
    }
    return page;
}

store::Counted Queries::count_up_to(const World& world, Id person, const store::Filter& filter,
                                    std::int64_t most, Instant now) {
    const records::Person* who = active_person(world, person);
    return who == nullptr ? store::Counted{}
                          : reader_->count_up_to(sight_of(world, *who), at(filter, now), most);
}

Outcome<store::TimelinePage> Queries::timeline(const World& world, Id person, std::string_view number,
                                               std::string_view cursor, std::size_t limit) {
    const records::Person* who = active_person(world, person);
    if (who == nullptr) {
        return unseen();
    }
    const store::Sight sight = sight_of(world, *who);
    const std::optional<records::Record> record = reader_->record(sight, number);
    if (!record) {
        return unseen();
    }
    store::TimelinePage page =
        reader_->timeline(sight, record->id, cursor, std::clamp<std::size_t>(limit, 1, page_most));
    if (page.wrong_position) {
        return wrong_position();
    }
    std::erase_if(page.rows, [&](const store::TimelineRow& row) {
        return is_of_unseen_clocks(world, *who, *record, row.event);
    });
    if (!contains(sight.internal, record->process)) {
        for (store::TimelineRow& row : page.rows) {
            keep_public(row.event, world.of(*record), world.type_of(*record), person);
        }
    }
    return page;
}

Outcome<OlderStretches> Queries::stretches(const World& world, Id person, std::string_view number,
                                           std::string_view clock, std::optional<std::int64_t> leg,
                                           Instant until, std::size_t limit) {
    const records::Person* who = active_person(world, person);
    const store::Sight sight = who != nullptr ? sight_of(world, *who) : store::Sight{};
    std::optional<records::Record> record = reader_->record(sight, number);
    if (who == nullptr || !record) {
        return unseen();
    }
    keep_seen_clocks(world, who, *record);
    const auto is_asked = [&](const records::ClockInstance& one) {
        return one.now.clock == clock && (!leg || one.now.leg == *leg);
    };
    const auto found = std::find_if(record->clocks.rbegin(), record->clocks.rend(), is_asked);
    if (found == record->clocks.rend() || !contains(sight.internal, record->process)) {
        return refuse(RefusalKind::unseen, "There is no such clock, or you may not see what it counted.");
    }
    return stretches_until(world, *found, until, std::clamp<std::size_t>(limit, 1, page_most));
}

Outcome<records::Attachment> Queries::attachment(const World& world, Id person, std::string_view number,
                                                 Id attachment) {
    const records::Person* who = active_person(world, person);
    if (who != nullptr) {
        const store::Sight sight = sight_of(world, *who);
        if (const std::optional<records::Record> record = reader_->record(sight, number)) {
            if (std::optional<records::Attachment> found =
                    reader_->attachment(sight, record->id, attachment)) {
                return std::move(*found);
            }
        }
    }
    return refuse(RefusalKind::unseen, "There is no such attachment, or you may not see it.");
}

}  // namespace reeve::desk
