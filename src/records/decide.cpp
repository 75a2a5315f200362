#include "records/decide.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "records/moving.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

Outcome<std::string> settle_audience(const process::Process& process, const Person& person,
                                     const std::string& wanted, std::string_view otherwise) {
    if (!wanted.empty() && wanted != "public" && wanted != "internal")
        return refuse(RefusalKind::malformed,
                      fmt::format("There is no audience '{}'; there are public and internal.", wanted));
    if (reads_internal(process, person))
        return std::string(wanted.empty() ? otherwise : std::string_view(wanted));
    if (wanted == "internal")
        return refuse(RefusalKind::not_allowed, "You do not read internal entries, so you cannot write one.");
    return std::string("public");
}

std::string nearest_act(const process::RecordType& type, std::string_view name) {
    std::vector<std::string> known;
    for (const process::Act& act : type.acts)
        if (!act.creates_record) known.push_back(act.name);
    const std::string_view near = nearest(name, known);
    return near.empty() ? std::string() : fmt::format("; did you mean '{}'?", near);
}

Outcome<void> check_state(const process::RecordType& type, const process::Act& act, const Record& record,
                          std::string_view language) {
    const auto state = type.state(record.state);
    if (state && std::find(act.from.begin(), act.from.end(), *state) != act.from.end()) return {};
    std::vector<std::string> from;
    for (const process::Index index : act.from)
        from.push_back(
            fmt::format("'{}'", process::shown(type.states[index].title, type.states[index].name, language)));
    const std::string present =
        state ? process::shown(type.states[*state].title, record.state, language) : record.state;
    return refuse(RefusalKind::wrong_state,
                  fmt::format("'{}' is not possible in '{}'; it is in {}.",
                              process::shown(act.title, act.name, language), present, join(from, ", ")));
}

// What was done where nobody could say so counts from when it was done, never before what was known of the
// record nor from what is yet to come (semantics section 1).
void settle_claim(Decision& decision, const Draft& draft, const process::Act& act) {
    const auto& claimed = decision.command.claimed;
    if (!claimed) return;
    if (!act.offline)
        return decision.miss(draft, "occurred_at", "occurred_at",
                             fmt::format("'{}' counts from when the desk hears of it.",
                                         process::shown(act.title, act.name, decision.language)));
    if (*claimed > decision.situation.received)
        return decision.miss(draft, "occurred_at", "occurred_at", "It cannot have happened yet.");
    decision.at = std::max(*claimed, draft.record.updated);
}

}  // namespace

std::string_view audience_of(const process::Act& act) {
    for (const process::Need& need : act.needs)
        if (need.kind == process::Need::Kind::comment) return word(need.audience);
    return word(act.comment_audience);
}

Outcome<const Person*> acting_person(const Situation& situation, const Command& command) {
    const Person* person =
        command.actor.kind == ActorKind::person ? situation.directory->person(command.actor.id) : nullptr;
    if (person == nullptr || !person->active)
        return refuse(RefusalKind::not_allowed, "This is for people who are active here.");
    return person;
}

Outcome<void> check_version(const Record& record, const Command& command) {
    if (!command.if_version || *command.if_version == record.version) return {};
    return refuse(RefusalKind::stale,
                  fmt::format("{} is at version {}, not {}: somebody changed it. Read it again.",
                              record.number, record.version, *command.if_version));
}

namespace {

Outcome<std::optional<Said>> settle_said(const process::Process& process, const Person& person,
                                         const Command& command, std::string_view otherwise) {
    if (!command.comment || trim(command.comment->text).empty()) return std::optional<Said>();
    auto audience = settle_audience(process, person, command.comment->audience, otherwise);
    if (!audience) return std::unexpected(std::move(audience.error()));
    return std::optional(Said{command.comment->text, std::move(*audience)});
}

Outcome<std::vector<AttachmentPart>> settle_attachments(const process::Process& process, const Person& person,
                                                        const Command& command) {
    std::vector<AttachmentPart> parts = command.attachments;
    const bool inside = reads_internal(process, person);
    for (AttachmentPart& part : parts) {
        if (part.audience.empty() && inside) continue;  // that of the comment, else internal
        auto audience = settle_audience(process, person, part.audience, "internal");
        if (!audience) return std::unexpected(std::move(audience.error()));
        part.audience = std::move(*audience);
    }
    return parts;
}

}  // namespace

Outcome<Brought> settle_brought(const process::Process& process, const Person& person, const Command& command,
                                std::string_view otherwise) {
    auto said = settle_said(process, person, command, otherwise);
    if (!said) return std::unexpected(std::move(said.error()));
    auto attachments = settle_attachments(process, person, command);
    if (!attachments) return std::unexpected(std::move(attachments.error()));
    return Brought{std::move(*said), std::move(*attachments)};
}

Outcome<Plan> decide_act(Situation& situation, const Command& command, const process::RecordType& type) {
    const process::Process& process = *situation.process;
    const Record& record = *situation.record;
    const auto index = type.act(command.act);
    if (!index || type.acts[*index].creates_record)
        return refuse(RefusalKind::unseen, fmt::format("The type '{}' has no act '{}'{}", type.name,
                                                       command.act, nearest_act(type, command.act)));
    const process::Act& act = type.acts[*index];
    const auto person = acting_person(situation, command);
    if (!person) return std::unexpected(person.error());
    const Asking asking{process, type, *situation.directory, **person, (*person)->language};
    if (!may_do(asking, act, record)) return refuse(RefusalKind::not_allowed, why_not(asking, act, record));
    auto brought = settle_brought(process, **person, command, audience_of(act));
    if (!brought) return std::unexpected(std::move(brought.error()));
    if (auto adopted = check_adopted(record); !adopted) return std::unexpected(std::move(adopted.error()));
    if (auto state = check_state(type, act, record, asking.language); !state)
        return std::unexpected(std::move(state.error()));
    if (auto version = check_version(record, command); !version)
        return std::unexpected(std::move(version.error()));

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    settle_claim(decision, draft, act);
    Deed deed;
    deed.act = &act;
    deed.doer = decision.doer;
    deed.sent = {command.fields, command.new_title, command.new_description};
    deed.said = std::move(brought->said);
    deed.attachments = std::move(brought->attachments);
    deed.links = command.links;
    deed.trees = command.trees;
    perform(decision, draft, deed);
    check_rules(decision);
    return decision.conclude();
}

Outcome<Plan> decide(Situation& situation, const Command& command) {
    REEVE_CHECK(situation.directory != nullptr && situation.facts != nullptr && situation.supply != nullptr);
    if (situation.process == nullptr) return refuse(RefusalKind::malformed, "There is no such process.");
    using Kind = Command::Kind;
    if (command.kind == Kind::log) return decide_log(situation, command);
    if (situation.record == nullptr) return refuse(RefusalKind::unseen, "There is no such record.");
    const auto index = situation.process->type(situation.record->type);
    if (!index)
        return refuse(RefusalKind::wrong_state,
                      fmt::format("This version of the process has no type '{}'.", situation.record->type));
    const process::RecordType& type = situation.process->types[*index];
    switch (command.kind) {
        case Kind::log: break;
        case Kind::act: return decide_act(situation, command, type);
        case Kind::edit: return decide_edit(situation, command, type);
        case Kind::assign:
        case Kind::take: return decide_assign(situation, command, type);
        case Kind::comment: return decide_comment(situation, command, type);
        case Kind::link: return decide_link(situation, command, type);
        case Kind::watch: return decide_watch(situation, command, type);
        case Kind::timer: return decide_timer(situation, command, type);
        case Kind::adopt: return decide_adopt(situation, command, type);
        case Kind::move: return decide_move(situation, command, type);
        case Kind::recompute: return decide_recompute(situation, command, type);
        case Kind::vote: return decide_vote(situation, command, type);
        case Kind::tick: return decide_tick(situation, command, type);
        // A process that was in use before every record had these acts has its own of the name.
        case Kind::log_time:
            return type.act(command.act) ? decide_act(situation, command, type)
                                         : decide_log_time(situation, command, type);
        case Kind::strike_time:
            return type.act(command.act) ? decide_act(situation, command, type)
                                         : decide_strike_time(situation, command, type);
        case Kind::recheck: return decide_recheck(situation, command, type);
    }
    return refuse(RefusalKind::malformed, "There is no such command.");
}

Command FollowUp::recheck() const {
    Command command;
    command.kind = Command::Kind::recheck;
    command.record = target;
    command.about = about;
    command.cause = cause;
    command.depth = depth;
    return command;
}

}  // namespace reeve::records
