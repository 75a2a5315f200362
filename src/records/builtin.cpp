// What every record can be asked for, as far as its process lets it: edit, assign, take, comment, link,
// watch.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "records/admission_internal.hpp"
#include "records/approvals_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/values_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

using process::BuiltIn;

Outcome<const Person*> assignee(const Situation& situation, const Command& command, const Asking& asking,
                                const Record& record) {
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

// An event in which nothing changed is none.
void end_event(Decision& decision, Draft& draft) {
    if (draft.event->changes.empty()) return draft.event.reset();
    decision.finish(draft);
}

// Ends an event that a person asked for by what every event ends with.
void settle(Decision& decision, Draft& draft) {
    Deed deed;
    deed.doer = decision.doer;
    settle_event(decision, draft, deed, false);
    end_event(decision, draft);
}

}  // namespace

Outcome<Plan> decide_edit(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto admitted = admit(situation, command, type, BuiltIn::edit);
    if (!admitted) return std::unexpected(admitted.error());

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "edited", decision.doer, "public", {});
    announce(draft, admitted->attachments);
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
    say(decision, draft, decision.doer, admitted->said, admitted->attachments, {});
    check_rules(decision);
    return decision.conclude();
}

Outcome<Plan> decide_assign(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const bool taken = command.kind == Command::Kind::take;
    const auto admitted = admit(situation, command, type, taken ? BuiltIn::take : BuiltIn::assign);
    if (!admitted) return std::unexpected(admitted.error());
    const auto to = taken ? Outcome<const Person*>(&admitted->asking.person)
                          : assignee(situation, command, admitted->asking, record);
    if (!to) return std::unexpected(to.error());

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "assigned", decision.doer, "public", {});
    announce(draft, admitted->attachments);
    wake(decision, draft);
    const Id id = *to == nullptr ? Id{} : (*to)->id;
    if (*to != nullptr) decision.rests_on(id, (*to)->version);
    if (id != record.holder.person) decision.change(draft, Assigned{id});
    settle(decision, draft);
    say(decision, draft, decision.doer, admitted->said, admitted->attachments, {});
    check_rules(decision);
    return decision.conclude();
}

Outcome<Plan> decide_comment(Situation& situation, const Command& command, const process::RecordType& type) {
    const auto admitted = admit(situation, command, type, BuiltIn::comment);
    if (!admitted) return std::unexpected(admitted.error());

    Decision decision(situation, command);
    Draft& draft = decision.draft(*situation.record);
    if (!admitted->said && admitted->attachments.empty())
        decision.miss(draft, "comment", "text", "A comment needs a text.");
    if (admitted->said)
        if (const std::string why = wrong_text(admitted->said->text, comment_length_max, false); !why.empty())
            decision.miss(draft, "comment", "text", "The comment: " + why);
    if (decision.unmet.empty())
        say(decision, draft, decision.doer, admitted->said, admitted->attachments, {});
    // Words break no rule; a document may be a part of what was agreed.
    const auto is_of_rounds = [&](const Event& event) { return touches_rounds(type, event.changes); };
    if (std::any_of(draft.events.begin(), draft.events.end(), is_of_rounds)) check_rules(decision);
    return decision.conclude();
}

Outcome<Plan> decide_link(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto admitted = admit(situation, command, type, BuiltIn::link);
    if (!admitted) return std::unexpected(admitted.error());

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "linked", decision.doer, "public", {});
    announce(draft, admitted->attachments);
    if (command.links.empty()) decision.miss(draft, "link", "", "Say which record, and by which link.");
    take_links(decision, draft, decision.doer, command.links);
    if (!decision.unmet.empty()) return decision.conclude();
    settle(decision, draft);
    say(decision, draft, decision.doer, admitted->said, admitted->attachments, {});
    check_rules(decision);
    return decision.conclude();
}

Outcome<Plan> decide_watch(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto admitted = admit(situation, command, type, BuiltIn::watch);
    if (!admitted) return std::unexpected(admitted.error());
    const Asking& asking = admitted->asking;
    const Person* watcher =
        command.person.empty() ? &asking.person : find_person(*situation.directory, command.person);
    if (watcher == nullptr || !watcher->active) {
        const std::string why = fmt::format("There is no person '{}'.", command.person);
        return refuse(RefusalKind::unmet, why, {{"person", "person", why}});
    }

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "watched", decision.doer, "public", {});
    if (record.watchers.contains(watcher->id) != command.watch_on)
        decision.change(draft, Watching{watcher->id, command.watch_on});
    end_event(decision, draft);
    return decision.conclude();
}

}  // namespace reeve::records
