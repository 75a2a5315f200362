// A record logged by hand, and what logging it would give.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/preview.hpp"
#include "records/values_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {
namespace {

// What was asked, found and allowed.
struct Logging {
    const process::RecordType* type = nullptr;
    const process::Act* act = nullptr;
    const Person* reporter = nullptr;
    bool turned_away = false;  // `by` refuses her, and the process says what is done then
    std::optional<Said> said;
    std::vector<AttachmentPart> attachments;
};

// Whose record it is, by the party that the act is done for; empty where there is none.
std::string on_whose_behalf(const Logging& logging, const Command& command) {
    if (!logging.act->on_behalf) return {};
    const Json* given = command.fields.find(logging.type->fields[*logging.act->on_behalf].name);
    return given != nullptr && given->is_string() ? given->string() : std::string();
}

Outcome<const Person*> find_reporter(const Situation& situation, const Command& command,
                                     const Logging& logging, const Person& actor) {
    const std::string party = on_whose_behalf(logging, command);
    const std::string& wanted = party.empty() ? command.reporter : party;
    if (wanted.empty()) return &actor;
    const auto refused = [](const std::string& why) {
        return refuse(RefusalKind::unmet, why, {{"reporter", "reporter", why}});
    };
    const Person* reporter = find_person(*situation.directory, wanted);
    if (reporter == nullptr || !reporter->active)
        return refused(fmt::format("There is no person '{}'.", wanted));
    if (!command.reporter.empty() && find_person(*situation.directory, command.reporter) != reporter)
        return refused(fmt::format("Whose record it is, '{}' says.",
                                   logging.type->fields[*logging.act->on_behalf].name));
    return reporter;
}

// Whoever may log for herself is told that, and who logs for others.
std::string why_not_logged(const Asking& asking, const process::Act& act, const Record& unborn) {
    Record own;
    own.reporter = asking.person.id;
    if (unborn.reporter == own.reporter || !may_do(asking, act, own)) return why_not(asking, act, unborn);
    std::vector<std::string> others;
    for (const process::By& by : act.by)
        if (by.kind == process::By::Kind::role && !asking.process.roles[by.role].is_reporter)
            others.push_back(role_title(asking.process, asking.process.roles[by.role].name, asking.language));
    const std::string title = process::shown(act.title, act.name, asking.language);
    if (others.empty()) return fmt::format("'{}' is possible only for yourself.", title);
    return fmt::format("You may do '{}' only for yourself; for somebody else it is for {}.", title,
                       join(others, " or "));
}

Outcome<Logging> read_logging(const Situation& situation, const Command& command) {
    const process::Process& process = *situation.process;
    const auto index = process.type(command.type);
    if (!index)
        return refuse(RefusalKind::malformed,
                      fmt::format("The process '{}' has no type '{}'.", process.id, command.type));
    Logging logging;
    logging.type = &process.types[*index];
    const auto act = std::find_if(logging.type->acts.begin(), logging.type->acts.end(),
                                  [](const process::Act& a) { return a.creates_record; });
    if (act == logging.type->acts.end())
        return refuse(RefusalKind::wrong_state,
                      fmt::format("Nobody logs a '{}' by hand.", logging.type->name));
    logging.act = &*act;
    const auto person = acting_person(situation, command);
    if (!person) return std::unexpected(person.error());
    const auto reporter = find_reporter(situation, command, logging, **person);

    Record unborn;
    unborn.reporter = reporter ? (*reporter)->id : Id{};
    const Asking asking{process, *logging.type, *situation.directory, **person, (*person)->language};
    logging.turned_away = !may_do(asking, *act, unborn);
    if (logging.turned_away && !act->otherwise)
        return refuse(RefusalKind::not_allowed, why_not_logged(asking, *act, unborn));
    auto brought = settle_brought(process, **person, command, audience_of(*act));
    if (!brought) return std::unexpected(std::move(brought.error()));
    if (!reporter) return std::unexpected(reporter.error());
    logging.reporter = *reporter;
    logging.said = std::move(brought->said);
    logging.attachments = std::move(brought->attachments);
    return logging;
}

Draft& log_into(Decision& decision, const Command& command, Logging logging, Birth::Extent extent) {
    decision.rests_on(logging.reporter->id, logging.reporter->version);
    const process::Act& logging_act = *logging.act;
    Draft& draft = decision.create(*logging.type);
    Birth birth;
    birth.extent = extent;
    birth.deed.act = logging.act;
    birth.deed.doer = decision.doer;
    birth.deed.sent.fields = command.fields;
    if (command.fields.find("title") == nullptr)
        birth.deed.sent.title = command.new_title.value_or(command.title);
    if (!command.description.empty()) birth.deed.sent.description = command.description;
    if (command.new_description) birth.deed.sent.description = command.new_description;
    birth.deed.said = std::move(logging.said);
    birth.deed.attachments = std::move(logging.attachments);
    birth.deed.links = command.links;
    birth.deed.trees = command.trees;
    birth.reporter = logging.reporter->id;
    birth.channel = command.channel;
    birth.claimed = command.claimed;
    if (command.claimed && logging_act.offline)
        decision.at = std::min(*command.claimed, decision.situation.received);
    if (command.claimed && *command.claimed > decision.situation.received)
        decision.miss(draft, "occurred_at", "occurred_at", "It cannot have happened yet.");
    bear(decision, draft, birth);
    return draft;
}

}  // namespace

Outcome<Plan> decide_log(Situation& situation, const Command& command) {
    auto logging = read_logging(situation, command);
    if (!logging) return std::unexpected(std::move(logging.error()));
    Decision decision(situation, command);
    const bool turned_away = logging->turned_away;
    const process::Act& log = *logging->act;
    Draft& draft = log_into(decision, command, std::move(*logging), Birth::Extent::whole);
    if (turned_away && !draft.event && decision.unmet.empty()) {
        Deed deed;
        deed.act = &draft.type->acts[*log.otherwise];
        deed.cause = draft.last_event();
        perform(decision, draft, deed);
    }
    check_rules(decision);
    return decision.conclude();
}

Outcome<Preview> preview(Situation& situation, const Command& command) {
    if (situation.process == nullptr) return refuse(RefusalKind::malformed, "There is no such process.");
    auto logging = read_logging(situation, command);
    if (!logging) return std::unexpected(std::move(logging.error()));
    Decision decision(situation, command);
    const Draft& draft = log_into(decision, command, std::move(*logging), Birth::Extent::as_far_as_known);
    if (decision.unmet.empty()) check_rules(decision);
    return Preview{draft.record, std::move(decision.unmet)};
}

}  // namespace reeve::records
