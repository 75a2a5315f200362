#include <fmt/format.h>

#include "records/admission_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/time_entries_internal.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

using process::BuiltIn;

// Her reporters may still change what they wrote while nobody has begun.
std::string why_not_edit(const Asking& asking, const Record& record) {
    if (handles(asking, record)) return {};
    if (record.reporter != asking.person.id) return "Only those who work on such records may edit it.";
    const bool begun = record.state != asking.type.states[asking.type.start].name;
    return begun ? "Work on it has begun; say in a comment what is to change." : "";
}

std::string why_not_by_default(const Asking& asking, BuiltIn act, const Record& record) {
    switch (act) {
        case BuiltIn::comment:
        case BuiltIn::watch: return {};
        case BuiltIn::link:
            return handles(asking, record) ? "" : "Only those who work on such records may link them.";
        case BuiltIn::log_time:
            return handles(asking, record) ? "" : "Only those who work on such records log time on them.";
        case BuiltIn::strike_time: return "Only who logged time may strike it.";
        case BuiltIn::edit: return why_not_edit(asking, record);
        case BuiltIn::recompute:
        case BuiltIn::move:
            if (asking.person.administrator) return {};
            break;
        case BuiltIn::assign:
        case BuiltIn::take:
        case BuiltIn::adopt: break;
    }
    return is_holder(asking, record) ? std::string() : only_holder(asking, record);
}

// Whether the record is so far, or still so far, that it can be done at all.
Outcome<void> check_stage(BuiltIn act, const Record& record) {
    switch (act) {
        case BuiltIn::edit:
        case BuiltIn::assign:
        case BuiltIn::take: {
            const bool ended = act == BuiltIn::edit ? record.end : record.holder.role.empty();
            if (ended)
                return refuse(RefusalKind::wrong_state,
                              fmt::format("{} has ended; nobody holds it any more.", record.number));
            return check_adopted(record);
        }
        case BuiltIn::adopt:
            if (!record.origin) return refuse(RefusalKind::wrong_state, "It was not imported.");
            if (!record.rests()) return refuse(RefusalKind::wrong_state, "It was adopted before.");
            return {};
        case BuiltIn::comment:
        case BuiltIn::link:
        case BuiltIn::watch:
        case BuiltIn::log_time:  // after the end as well: it is often then that people come to it
        case BuiltIn::strike_time:
        case BuiltIn::recompute:
        case BuiltIn::move: return {};
    }
    return {};
}

// The process's condition for it, where that does not hold for her.
std::optional<Refusal> unmet_condition(Situation& situation, const Command& command,
                                       const process::RecordType& type, BuiltIn act) {
    const process::Act* restriction = type.restriction(act);
    if (restriction == nullptr || !restriction->when) return std::nullopt;
    Decision decision(situation, command);
    check_when(decision, decision.draft(*situation.record), *restriction, decision.doer.person);
    if (decision.unmet.empty()) return std::nullopt;
    return decision.conclude().error();
}

}  // namespace

std::string why_not(const Asking& asking, BuiltIn act, const Record& record) {
    const process::Act* restriction = asking.type.restriction(act);
    // What is her own she may take back, whoever may strike what others logged.
    if (act == BuiltIn::strike_time && has_logged(record, asking.person.id)) return {};
    if (restriction == nullptr || restriction->by.empty()) return why_not_by_default(asking, act, record);
    if (!may_do(asking, *restriction, record)) return why_not(asking, *restriction, record);
    // Whoever takes it holds it then.
    const bool would_hold = act != BuiltIn::take || is_holder(asking, record);
    return would_hold ? std::string() : only_holder(asking, record);
}

Outcome<Admitted> admit(Situation& situation, const Command& command, const process::RecordType& type,
                        BuiltIn act) {
    const Record& record = *situation.record;
    const auto person = acting_person(situation, command);
    if (!person) return std::unexpected(person.error());
    const Asking asking{*situation.process, type, *situation.directory, **person, (*person)->language};
    if (std::string why = why_not(asking, act, record); !why.empty())
        return refuse(RefusalKind::not_allowed, std::move(why));
    // Who is made to watch may see the record: that is for those who work on it. To let go of it is her own
    // choice too.
    const bool for_another = act == BuiltIn::watch && !command.person.empty() &&
                             find_person(*situation.directory, command.person) != *person;
    if (for_another && !handles(asking, record))
        return refuse(RefusalKind::not_allowed, "Only those who work on such records may add others.");
    auto brought = settle_brought(*situation.process, **person, command, "internal");
    if (!brought) return std::unexpected(std::move(brought.error()));
    if (auto stage = check_stage(act, record); !stage) return std::unexpected(std::move(stage.error()));
    if (auto version = check_version(record, command); !version)
        return std::unexpected(std::move(version.error()));
    if (auto refusal = unmet_condition(situation, command, type, act))
        return std::unexpected(std::move(*refusal));
    return Admitted{asking, std::move(brought->said), std::move(brought->attachments)};
}

}  // namespace reeve::records
