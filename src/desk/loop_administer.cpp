// Changes to the directory and the processes, by administrators and by the desk itself.

#include <fmt/format.h>

#include "desk/administering.hpp"
#include "desk/apart.hpp"
#include "desk/entries.hpp"
#include "desk/kept_hours.hpp"
#include "desk/loop.hpp"
#include "desk/named_calendars.hpp"
#include "desk/partners.hpp"
#include "desk/process_versions.hpp"
#include "records/directory_events.hpp"

namespace reeve::desk {
namespace {

using Kind = Administer::Kind;

std::unexpected<Refusal> unseen() {
    return refuse(RefusalKind::unseen, "There is no such entry.");
}

// "epts-support:2".
std::string version_name(const process::Process& process) {
    return fmt::format("{}:{}", process.id, process.version);
}

records::Event event_of(const records::Person& entry) {
    return records::person_set(entry);
}
records::Event event_of(const records::Organisation& entry) {
    return records::organisation_set(entry);
}
records::Event event_of(const records::Team& entry) {
    return records::team_set(entry);
}
records::Event event_of(const records::WorkingCalendar& entry) {
    return records::calendar_set(entry);
}
records::Event event_of(const records::Agreement& entry) {
    return records::agreement_set(entry);
}

const records::Person* find(const records::Directory& directory, Id id, const records::Person*) {
    return directory.person(id);
}
const records::Organisation* find(const records::Directory& directory, Id id, const records::Organisation*) {
    return directory.organisation(id);
}
const records::Team* find(const records::Directory& directory, Id id, const records::Team*) {
    return directory.team(id);
}
const records::WorkingCalendar* find(const records::Directory& directory, Id id,
                                     const records::WorkingCalendar*) {
    return directory.calendar(id);
}
const records::Agreement* find(const records::Directory& directory, Id id, const records::Agreement*) {
    return directory.agreement(id);
}

}  // namespace

// What a repeat of the request finds: the entry by its id, a process by its version.
Ledger::Also Desk::Loop::receipt_for(const Administer& administer, Made made, std::string name) {
    if (administer.key.empty()) {
        return {};
    }
    return [this, &administer, made, name = std::move(name)](const records::Record*) {
        writer_.put_receipt({administer.actor.id, administer.route, administer.key, administer.body,
                             made == Made::anew ? 201 : 200, "", name,
                             key_expires(administer.key, administer.real_now)});
    };
}

void Desk::Loop::sign(records::Event& event, const records::Actor& actor) {
    event.actor = actor;
    if (actor.kind == records::ActorKind::person) {
        const records::Person* person = ledger_.world().directory->person(actor.id);
        event.organisation = person != nullptr ? person->organisation : Id{};
    }
}

// The entry that is meant: one that exists, a new one, or a new one under an id that the desk itself has
// chosen.
template <class Entry>
Outcome<Answer> Desk::Loop::set_entry(const Administer& administer) {
    const World& world = ledger_.world();
    constexpr const Entry* type = nullptr;
    Entry before;
    Made made = Made::anew;
    if (const Json* given = administer.value.find("id")) {
        const std::optional<Id> id = given->is_string() ? Id::parse(given->string()) : std::nullopt;
        const Entry* found = id ? find(*world.directory, *id, type) : nullptr;
        if (found == nullptr && (!id || administer.actor.kind == records::ActorKind::person)) {
            return unseen();
        }
        if (found != nullptr) {
            before = *found;
            made = Made::changed;
        }
        before.id = *id;
    } else {
        before.id = entropy_.id();
    }
    Outcome<Entry> entry = read_entry(world, administer.value, before, now_);
    if (!entry) {
        return std::unexpected(std::move(entry.error()));
    }
    if constexpr (std::is_same_v<Entry, records::WorkingCalendar>) {
        if (Outcome<void> kept = check_renamed(store_, world, before, *entry); !kept) {
            return std::unexpected(std::move(kept.error()));
        }
    }
    if constexpr (has_hours<Entry>) {
        if (Outcome<void> kept = check_hours(store_, world, before, *entry); !kept) {
            return std::unexpected(std::move(kept.error()));
        }
    }
    if constexpr (std::is_same_v<Entry, records::Person>) {
        if (Outcome<void> apart = check_apart(world, *entry, now_); !apart) {
            return std::unexpected(std::move(apart.error()));
        }
    }
    records::Event event = event_of(*entry);
    sign(event, administer.actor);
    const Ledger::Also also =
        [&, receipt = receipt_for(administer, made, before.id.text())](const records::Record* record) {
            if (receipt) {
                receipt(record);
            }
            if (!administer.password_hash.empty()) {
                writer_.operational().put_password(before.id, administer.password_hash);
                writer_.operational().end_sessions_of(before.id);
            }
        };
    if (Outcome<void> entered = ledger_.enter(std::move(event), at_now(), also); !entered) {
        return std::unexpected(std::move(entered.error()));
    }
    Answer answer;
    answer.value = entry_json(*find(*ledger_.world().directory, before.id, type));
    answer.created = made == Made::anew;
    return answer;
}

// The words as they stand, now agreed: a version of their own.
Outcome<Answer> Desk::Loop::agree(const Administer& administer) {
    const records::Directory& directory = *ledger_.world().directory;
    const std::optional<Id> id = Id::parse(administer.value.string_or_empty("id"));
    const records::Agreement* proposed = id ? directory.agreement(*id) : nullptr;
    if (proposed == nullptr) {
        return unseen();
    }
    const records::Actor actor = administer.actor;
    const records::Person* person = directory.person(actor.id);
    const bool desk = actor.kind == records::ActorKind::desk;
    const bool party =
        person != nullptr && !proposed->customer.empty() && person->organisation == proposed->customer;
    if (!desk && !party && (person == nullptr || !person->administrator)) {
        return refuse(RefusalKind::not_allowed,
                      "Only people of the customer's organisation and administrators may agree to it.");
    }
    if (const Json* seen = administer.value.find("version");
        seen != nullptr && seen->is_integer() && seen->integer() != proposed->version) {
        return refuse(RefusalKind::stale, "It has been changed meanwhile; look at it again.");
    }
    if (proposed->agreed) {
        return refuse(RefusalKind::wrong_state, "It is agreed already.");
    }
    records::Agreement agreed = *proposed;
    const Id said_by = Id::parse(administer.value.string_or_empty("by")).value_or(Id{});
    agreed.agreed = {desk ? said_by : actor.id, now_,
                     std::string(administer.value.string_or_empty("reference"))};
    records::Event event = records::agreement_set(agreed);
    sign(event, actor);
    const Ledger::Also also = receipt_for(administer, Made::changed, id->text());
    if (Outcome<void> entered = ledger_.enter(std::move(event), at_now(), also); !entered) {
        return std::unexpected(std::move(entered.error()));
    }
    return stands(Kind::agreement, id->text());
}

Outcome<Answer> Desk::Loop::install(const Administer& administer) {
    const Outcome<Installation>& installation = *administer.read;
    if (!installation) {
        return std::unexpected(installation.error());
    }
    // Others were at work meanwhile.
    if (Outcome<void> fits = check_newest(ledger_.world(), *installation->process); !fits) {
        return std::unexpected(std::move(fits.error()));
    }
    const process::ProcessPtr process = installation->process;
    records::Event event = process_installed(*process, installation->files);
    event.version = writer_.version_of(event.stream) + 1;
    sign(event, administer.actor);
    auto versions = with_installed(ledger_.world().processes, process, installation->files, now_);
    const Ledger::Also also = receipt_for(administer, Made::anew, version_name(*process));
    if (Outcome<void> entered = ledger_.enter(std::move(event), at_now(), std::move(versions), also);
        !entered) {
        return std::unexpected(std::move(entered.error()));
    }
    Outcome<Answer> answer = stands(administer.kind, version_name(*process));
    if (answer) {
        answer->created = true;
        JsonArray warnings;
        for (const Problem& warning : installation->warnings) {
            warnings.emplace_back(text(warning));
        }
        for (Unmet& one : held_together(*ledger_.world().directory, *process, now_)) {
            warnings.emplace_back(std::move(one.why));
        }
        for (Unmet& one : missing_calendars(ledger_.world(), *process)) {
            warnings.emplace_back(std::move(one.why));
        }
        answer->value.object().set("warnings", std::move(warnings));
    }
    return answer;
}

Outcome<Answer> Desk::Loop::activate(const Administer& administer) {
    const Outcome<ProcessVersion> version = read_activation(ledger_.world(), administer.value);
    if (!version) {
        return std::unexpected(version.error());
    }
    const process::Process& process = *version->process;
    if (!version->active) {
        if (std::vector<Unmet> unmet = unmet_links(ledger_.world(), process); !unmet.empty()) {
            const std::string why = unmet.front().why;
            return refuse(RefusalKind::unmet, why, std::move(unmet));
        }
        if (std::vector<Unmet> together = held_together(*ledger_.world().directory, process, now_);
            !together.empty()) {
            return refuse(RefusalKind::unmet,
                          "People have roles together that nobody has together in this version.",
                          std::move(together));
        }
        // A desk that begins has its processes before anybody can add a calendar.
        if (std::vector<Unmet> missing = missing_calendars(ledger_.world(), process);
            !missing.empty() && administer.actor.kind == records::ActorKind::person) {
            return refuse(RefusalKind::unmet, "This version counts in a calendar that is not there.",
                          std::move(missing));
        }
        records::Event event = process_activated(process.id, process.version);
        event.version = writer_.version_of(event.stream) + 1;
        sign(event, administer.actor);
        auto versions = with_active(ledger_.world().processes, process.id, process.version);
        const Ledger::Also also = receipt_for(administer, Made::changed, version_name(process));
        if (Outcome<void> entered = ledger_.enter(std::move(event), at_now(), std::move(versions), also);
            !entered) {
            return std::unexpected(std::move(entered.error()));
        }
    }
    return stands(administer.kind, version_name(process));
}

// An entry as it is now, by what a receipt keeps of it.
Outcome<Answer> Desk::Loop::stands(Kind kind, std::string_view name) {
    const World& world = ledger_.world();
    Answer answer;
    if (kind == Kind::install_process || kind == Kind::activate_process) {
        for (const ProcessVersion& version : world.processes) {
            if (version_name(*version.process) == name) {
                answer.value = version_json(version);
                return answer;
            }
        }
        return unseen();
    }
    const Id id = Id::parse(name).value_or(Id{});
    const auto show = [&](const auto* entry) -> Outcome<Answer> {
        if (entry == nullptr) {
            return unseen();
        }
        answer.value = entry_json(*entry);
        return answer;
    };
    switch (kind) {
        case Kind::delegate:
        case Kind::person: return show(world.directory->person(id));
        case Kind::organisation: return show(world.directory->organisation(id));
        case Kind::team: return show(world.directory->team(id));
        case Kind::agreement:
        case Kind::agree: return show(world.directory->agreement(id));
        default: return show(world.directory->calendar(id));
    }
}

Outcome<Answer> Desk::Loop::perform(const Administer& administer) {
    const records::Actor actor = administer.actor;
    if (actor.kind == records::ActorKind::person) {
        const records::Person* person = ledger_.world().directory->person(actor.id);
        if (person == nullptr || !person->active) {
            return refuse(RefusalKind::unauthenticated, "Sign in again.");
        }
        // Who may agree is said by the agreement; who votes in her place, by herself.
        const bool own =
            administer.kind == Kind::delegate && administer.value.string_or_empty("id") == actor.id.text();
        if (!person->administrator && administer.kind != Kind::agree && !own) {
            return refuse(RefusalKind::not_allowed, "Only an administrator of this desk may do this.");
        }
    }
    const auto earlier =
        receipt(actor.id, administer.route, administer.key, administer.body, administer.real_now);
    if (!earlier) {
        return std::unexpected(earlier.error());
    }
    if (*earlier) {
        Outcome<Answer> answer = stands(administer.kind, (*earlier)->number);
        if (answer) {
            answer->created = (*earlier)->status == 201;
            answer->replayed = true;
        }
        return answer;
    }
    switch (administer.kind) {
        case Kind::delegate:
        case Kind::person: return set_entry<records::Person>(administer);
        case Kind::organisation: return set_entry<records::Organisation>(administer);
        case Kind::team: return set_entry<records::Team>(administer);
        case Kind::calendar: return set_entry<records::WorkingCalendar>(administer);
        case Kind::agreement: return set_entry<records::Agreement>(administer);
        case Kind::agree: return agree(administer);
        case Kind::install_process: return install(administer);
        case Kind::activate_process: return activate(administer);
    }
    return unseen();
}

}  // namespace reeve::desk
