// What every record can be asked for, whatever its process says: edit, assign, take, comment, link, watch.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "records/clocks_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/timers_internal.hpp"
#include "records/values_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

Asking asking_of(const Situation& situation, const process::RecordType& type, const Person& person) {
    return {*situation.process, type, *situation.directory, person, person.language};
}

std::unexpected<Refusal> ended(const Record& record) {
    return refuse(RefusalKind::wrong_state,
                  fmt::format("{} has ended; nobody holds it any more.", record.number));
}

// Her reporters may still change what they wrote while nobody has begun.
bool may_edit(const Asking& asking, const Record& record) {
    if (handles(asking, record)) return true;
    return record.reporter == asking.person.id && record.state == asking.type.states[asking.type.start].name;
}

Outcome<const Person*> assignee(const Situation& situation, const Command& command, const Asking& asking,
                                const Record& record) {
    if (command.kind == Command::Kind::take) return &asking.person;
    if (command.person.empty()) return nullptr;
    const auto missing = [](std::string why) {
        return refuse(RefusalKind::unmet, why, {{"person", "person", why}});
    };
    const Person* person = find_person(*situation.directory, command.person);
    if (person == nullptr || !person->active)
        return missing(fmt::format("There is no person '{}'.", command.person));
    if (!belongs_to(asking, record, record.holder, *person))
        return missing(fmt::format("{} is not of those who hold it ({}).",
                                   person->display.empty() ? person->name : person->display,
                                   role_title(asking.process, record.holder.role, asking.language)));
    return person;
}

// What any of these brings along; the comment's audience is internal unless it says otherwise.
struct Along {
    std::optional<Said> said;
    std::vector<AttachmentPart> attachments;
};
Outcome<Along> settle_along(const Situation& situation, const Command& command, const Person& person) {
    auto said = settle_said(*situation.process, person, command, "internal");
    if (!said) return std::unexpected(std::move(said.error()));
    auto attachments = settle_attachments(*situation.process, person, command);
    if (!attachments) return std::unexpected(std::move(attachments.error()));
    return Along{std::move(*said), std::move(*attachments)};
}

// An event in which nothing changed is none.
void end_event(Decision& decision, Draft& draft) {
    if (draft.event->changes.empty()) return draft.event.reset();
    decision.finish(draft);
}

// Ends an event that a person asked for by what every event ends with.
void settle(Decision& decision, Draft& draft) {
    if (!draft.record.rests()) {
        settle_clocks(decision, draft, nullptr);
        settle_timers(decision, draft, false);
    }
    end_event(decision, draft);
}

}  // namespace

Outcome<Plan> decide_edit(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto person = acting_person(situation, command);
    if (!person) return std::unexpected(person.error());
    if (!may_edit(asking_of(situation, type, **person), record))
        return refuse(RefusalKind::not_allowed,
                      record.reporter == (*person)->id
                          ? "Work on it has begun; say in a comment what is to change."
                          : "Only those who work on such records may edit it.");
    if (record.end) return ended(record);
    if (auto adopted = check_adopted(record); !adopted) return std::unexpected(std::move(adopted.error()));
    auto along = settle_along(situation, command, **person);
    if (!along) return std::unexpected(std::move(along.error()));
    if (auto version = check_version(record, command); !version)
        return std::unexpected(std::move(version.error()));

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "edited", decision.doer, "public", {});
    wake(decision, draft);
    Form form{[](process::Index) { return true; }, [](std::string_view) { return true; }, "edit"};
    Sent sent{command.fields, command.new_title, command.new_description};
    if (!sent.title && !command.title.empty()) sent.title = command.title;
    if (!sent.description && !command.description.empty()) sent.description = command.description;
    take_fields(decision, draft, sent, form);
    require_fields(decision, draft);
    if (decision.ill_formed) return decision.conclude();
    follow_fields(decision, draft);
    settle(decision, draft);
    say(decision, draft, decision.doer, along->said, along->attachments, {});
    check_rules(decision);
    return decision.conclude();
}

Outcome<Plan> decide_assign(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto person = acting_person(situation, command);
    if (!person) return std::unexpected(person.error());
    const Asking asking = asking_of(situation, type, **person);
    if (!is_holder(asking, record)) return refuse(RefusalKind::not_allowed, only_holder(asking, record));
    if (record.holder.role.empty()) return ended(record);
    if (auto adopted = check_adopted(record); !adopted) return std::unexpected(std::move(adopted.error()));
    auto along = settle_along(situation, command, **person);
    if (!along) return std::unexpected(std::move(along.error()));
    if (auto version = check_version(record, command); !version)
        return std::unexpected(std::move(version.error()));
    const auto to = assignee(situation, command, asking, record);
    if (!to) return std::unexpected(to.error());

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "assigned", decision.doer, "public", {});
    wake(decision, draft);
    const Id id = *to == nullptr ? Id{} : (*to)->id;
    if (*to != nullptr) decision.rests_on(id, (*to)->version);
    if (id != record.holder.person) decision.change(draft, Assigned{id});
    settle(decision, draft);
    say(decision, draft, decision.doer, along->said, along->attachments, {});
    check_rules(decision);
    return decision.conclude();
}

Outcome<Plan> decide_comment(Situation& situation, const Command& command, const process::RecordType&) {
    const auto person = acting_person(situation, command);
    if (!person) return std::unexpected(person.error());
    auto along = settle_along(situation, command, **person);
    if (!along) return std::unexpected(std::move(along.error()));
    if (auto version = check_version(*situation.record, command); !version)
        return std::unexpected(std::move(version.error()));

    Decision decision(situation, command);
    Draft& draft = decision.draft(*situation.record);
    if (!along->said && along->attachments.empty())
        decision.miss(draft, "comment", "text", "A comment needs a text.");
    if (along->said)
        if (const std::string why = wrong_text(along->said->text, comment_length_max, false); !why.empty())
            decision.miss(draft, "comment", "text", "The comment: " + why);
    if (decision.unmet.empty()) say(decision, draft, decision.doer, along->said, along->attachments, {});
    return decision.conclude();
}

Outcome<Plan> decide_link(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto person = acting_person(situation, command);
    if (!person) return std::unexpected(person.error());
    if (!handles(asking_of(situation, type, **person), record))
        return refuse(RefusalKind::not_allowed, "Only those who work on such records may link them.");
    auto along = settle_along(situation, command, **person);
    if (!along) return std::unexpected(std::move(along.error()));
    if (auto version = check_version(record, command); !version)
        return std::unexpected(std::move(version.error()));

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "linked", decision.doer, "public", {});
    if (command.links.empty()) decision.miss(draft, "link", "", "Say which record, and by which link.");
    take_links(decision, draft, decision.doer, command.links);
    if (!decision.unmet.empty()) return decision.conclude();
    settle(decision, draft);
    say(decision, draft, decision.doer, along->said, along->attachments, {});
    check_rules(decision);
    return decision.conclude();
}

Outcome<Plan> decide_watch(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto person = acting_person(situation, command);
    if (!person) return std::unexpected(person.error());
    const Person* watcher =
        command.person.empty() ? *person : find_person(*situation.directory, command.person);
    // Who is made to watch may see the record: that is for those who work on it. To let go of it is her own
    // choice too.
    if (watcher != *person && !handles(asking_of(situation, type, **person), record))
        return refuse(RefusalKind::not_allowed, "Only those who work on such records may add others.");
    if (watcher == nullptr || !watcher->active) {
        const std::string why = fmt::format("There is no person '{}'.", command.person);
        return refuse(RefusalKind::unmet, why, {{"person", "person", why}});
    }
    if (auto version = check_version(record, command); !version)
        return std::unexpected(std::move(version.error()));

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "watched", decision.doer, "public", {});
    if (record.watchers.contains(watcher->id) != command.watch_on)
        decision.change(draft, Watching{watcher->id, command.watch_on});
    end_event(decision, draft);
    return decision.conclude();
}

}  // namespace reeve::records
