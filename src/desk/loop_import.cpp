// Imports: batches of another desk's records, a bounded slice of one in each step, so that nobody waits for
// it.

#include <algorithm>
#include <type_traits>

#include "desk/apart.hpp"
#include "desk/entries.hpp"
#include "desk/loop.hpp"
#include "process/number.hpp"
#include "records/directory_events.hpp"

namespace reeve::desk {
namespace {

Json reference(const std::string& name) {
    return name.empty() ? Json() : Json(name);
}

bool is_there(const records::Directory& directory, const ImportedOrganisation& entry) {
    return directory.organisation(std::string_view(entry.name)) != nullptr;
}
bool is_there(const records::Directory& directory, const ImportedTeam& entry) {
    return directory.team(std::string_view(entry.name)) != nullptr;
}
bool is_there(const records::Directory& directory, const ImportedPerson& entry) {
    return directory.person(std::string_view(entry.name)) != nullptr;
}

// As an administrator would send it.
Json entry_of(const Import&, const ImportedOrganisation& entry) {
    return JsonObject{{"name", entry.name},
                      {"display", entry.display},
                      {"kind", entry.kind},
                      {"calendar", reference(entry.calendar)}};
}
Json entry_of(const Import&, const ImportedTeam& entry) {
    return JsonObject{
        {"name", entry.name}, {"display", entry.display}, {"organisation", reference(entry.organisation)}};
}
Json entry_of(const Import& import, const ImportedPerson& entry) {
    JsonArray roles, teams;
    for (const std::string& role : entry.roles) {
        roles.emplace_back(JsonObject{{"process", import.process}, {"role", role}});
    }
    for (const std::string& team : entry.teams) {
        teams.emplace_back(team);
    }
    return JsonObject{{"name", entry.name},
                      {"display", entry.display},
                      {"organisation", reference(entry.organisation)},
                      {"teams", std::move(teams)},
                      {"roles", std::move(roles)}};
}

records::Event event_of(const records::Organisation& entry) {
    return records::organisation_set(entry);
}
records::Event event_of(const records::Team& entry) {
    return records::team_set(entry);
}
records::Event event_of(const records::Person& entry) {
    return records::person_set(entry);
}

ImportReport report_of(const records::ImportedLife& life, records::LifeImported told) {
    ImportReport report;
    report.records = told.added + told.known > 0 ? 1 : 0;
    report.created = told.created ? 1 : 0;
    report.rows = static_cast<std::int64_t>(life.rows.size());
    report.added = told.added;
    report.known = told.known;
    report.compared = told.compared;
    report.agreeing = told.agreeing;
    report.flagged = std::move(told.flagged);
    report.rejected = std::move(told.rejected);
    report.differing = std::move(told.differing);
    return report;
}

// The next of its lives is told: how many rows that took.
std::size_t note_told(Importing& importing, records::LifeImported&& told) {
    const records::ImportedLife& life = importing.what.lives[importing.lives++];
    add(importing.report, report_of(life, std::move(told)));
    return std::max<std::size_t>(life.rows.size(), 1);
}

}  // namespace

Outcome<void> Desk::Loop::check_import(const Import& import) const {
    const World& world = ledger_.world();
    if (import.actor.kind == records::ActorKind::person) {
        const records::Person* person = world.directory->person(import.actor.id);
        if (person == nullptr || !person->active) {
            return refuse(RefusalKind::unauthenticated, "Sign in again.");
        }
        if (!person->administrator) {
            return refuse(RefusalKind::not_allowed, "Only an administrator of this desk may do this.");
        }
    }
    if (import.source.empty()) {
        return refuse(RefusalKind::malformed, "'source' names the desk that the records come from.");
    }
    if (world.active(import.process) == nullptr) {
        const std::string why = "There is no process '" + import.process + "'.";
        return refuse(RefusalKind::unmet, why, {{"process", "process", why}});
    }
    return {};
}

// Those that are not there yet, as far as this step goes.
template <class Entry, class Given>
Outcome<void> Desk::Loop::enter_all(const Importing& importing, const std::vector<Given>& given,
                                    std::size_t& next) {
    for (; next < given.size() && rows_left_ > 0; ++next) {
        const World& world = ledger_.world();
        if (is_there(*world.directory, given[next])) {
            continue;
        }
        Entry before;
        before.id = entropy_.id();
        Outcome<Entry> entry = read_entry(world, entry_of(importing.what, given[next]), before, now_);
        if constexpr (std::is_same_v<Entry, records::Person>) {
            if (Outcome<void> apart = entry ? check_apart(world, *entry, now_) : Outcome<void>{}; !apart) {
                entry = std::unexpected(std::move(apart.error()));
            }
        }
        if (!entry) {
            entry.error().detail = given[next].name + ": " + entry.error().detail;
            return std::unexpected(std::move(entry.error()));
        }
        records::Event event = event_of(*entry);
        sign(event, importing.what.actor);
        event.command = importing.command.id;
        if (Outcome<void> entered = ledger_.enter(std::move(event), at_now()); !entered) {
            return entered;
        }
        --rows_left_;
    }
    return {};
}

std::vector<std::int64_t> Desk::Loop::draw_numbers(const Import& import) {
    std::vector<std::int64_t> numbers;
    const process::Process* process = ledger_.world().active(import.process);
    for (const Import::Foreseen& life : import.foreseen) {
        const auto type = process->type(life.type);
        const bool is_here = writer_.version_of(records::imported_record(import.source, life.key)) > 0;
        const auto format =
            type && !is_here ? process::parse_number_format(process->types[*type].number) : std::nullopt;
        numbers.push_back(format ? writer_.next_number(format->before) : 0);
    }
    return numbers;
}

// The lives from here on that were told before their turn, all together; where one of them does not hold, one
// by one. False where the next is to be told anew.
bool Desk::Loop::take_ahead(Importing& importing) {
    std::vector<std::optional<ToldAhead>>& ahead = importing.what.ahead;
    const std::size_t from = importing.lives;
    const std::size_t most = from < importing.singly_until ? 1 : ahead.size();
    std::size_t until = from;
    for (std::size_t rows = 0;
         until < ahead.size() && until - from < most && ahead[until] && rows < rows_left_; ++until) {
        rows += std::max<std::size_t>(importing.what.lives[until].rows.size(), 1);
    }
    if (until == from) {
        return false;
    }
    const std::span<std::optional<ToldAhead>> all = std::span(ahead).subspan(from, until - from);
    if (!ledger_.take_ahead(importing.what, all, at_now())) {
        importing.singly_until = std::max(importing.singly_until, until);
        return all.size() > 1 && take_ahead(importing);
    }
    for (std::optional<ToldAhead>& life : all) {
        rows_left_ -= std::min(rows_left_, note_told(importing, std::move(life->told)));
        life.reset();
    }
    return true;
}

// True once all of it is told.
Outcome<bool> Desk::Loop::tell_on(Importing& importing) {
    const Import& import = importing.what;
    Outcome<void> entered =
        enter_all<records::Organisation>(importing, import.organisations, importing.organisations);
    if (entered) {
        entered = enter_all<records::Team>(importing, import.teams, importing.teams);
    }
    if (entered) {
        entered = enter_all<records::Person>(importing, import.people, importing.people);
    }
    if (!entered) {
        return std::unexpected(std::move(entered.error()));
    }
    if (rows_left_ > 0 && importing.report.numbers.empty()) {
        importing.report.numbers = draw_numbers(import);
    }
    while (importing.lives < import.lives.size() && rows_left_ > 0) {
        if (take_ahead(importing)) {
            continue;
        }
        const records::ImportedLife& life = import.lives[importing.lives];
        Outcome<records::LifeImported> told = ledger_.tell(importing.command, import, life, at_now());
        if (!told) {
            return std::unexpected(std::move(told.error()));
        }
        rows_left_ -= std::min(rows_left_, note_told(importing, std::move(*told)));
    }
    return importing.people == import.people.size() && importing.lives == import.lives.size();
}

void Desk::Loop::begin_import(Import&& import, OnDone&& done, std::vector<Answered>& answers) {
    if (Outcome<void> fit = check_import(import); !fit) {
        answers.push_back({std::move(done), std::unexpected(std::move(fit.error()))});
        return finish_import();
    }
    Importing& importing = imports_.emplace_back();
    importing.what = std::move(import);
    importing.done = std::move(done);
    importing.command.id = entropy_.id();
    importing.command.actor = {records::ActorKind::import, importing.what.actor.id};
}

void Desk::Loop::finish_import() {
    const std::scoped_lock lock(mutex_);
    --imports_waiting_;
}

void Desk::Loop::run_imports(std::vector<Answered>& answers) {
    rows_left_ = limits_.import_rows;
    while (!imports_.empty() && rows_left_ > 0) {
        Importing& importing = imports_.front();
        Outcome<bool> told = tell_on(importing);
        if (told && !*told) {
            return;
        }
        Answered& answered = answers.emplace_back(std::move(importing.done), Answer{});
        if (told) {
            answered.answer->imported = std::move(importing.report);
        } else {
            answered.answer = std::unexpected(std::move(told.error()));
        }
        imports_.pop_front();
        finish_import();
    }
}

// What they told of in this transaction is undone; handed in again, they go on from there.
void Desk::Loop::drop_imports(std::vector<Answered>& answers) {
    for (; !imports_.empty(); imports_.pop_front()) {
        answers.push_back({std::move(imports_.front().done), Answer{}});
        finish_import();
    }
}

}  // namespace reeve::desk
