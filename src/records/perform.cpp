#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "process/moves.hpp"
#include "records/clocks_internal.hpp"
#include "records/custody_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/timers_internal.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

void check_said(Decision& decision, const Draft& draft, const std::optional<Said>& said) {
    if (!said) return;
    if (const std::string why = wrong_text(said->text, comment_length_max, false); !why.empty()) {
        decision.ill_formed = true;
        decision.miss(draft, "comment", "comment", "The comment: " + why);
    }
}

// Steps h to m, on a candidate that was taken.
void follow_through(Decision& decision, Draft& draft, const Deed& deed) {
    const process::Act& act = *deed.act;
    const process::RecordType& type = *draft.type;
    const auto target = process::target_of(type, act);
    // What follows on other records is not tried while this one lacks something.
    const auto carry_out = [&](const std::vector<process::Effect>& effects) {
        if (decision.unmet.empty()) carry_out_effects(decision, draft, deed, effects);
    };
    const auto left = type.state(draft.record.state);
    if (target) {
        leave_states(decision, draft, deed, *target);
        enter_state(decision, draft, *target);
    }
    const std::size_t changes = draft.event->changes.size();
    begin_scopes(decision, draft, act);
    if (act.creates_record && !type.is_register) {
        open_legs_before(decision, draft, act);
        open_first_leg(decision, draft, deed.doer.person);
    }
    carry_out(act.then);
    if (target) enter_states(decision, draft, deed, left, *target);
    if (!act.creates_record || draft.record.end)
        move_custody(decision, draft, act, deed.doer.person, deed.custody_cause);
    settle_event(decision, draft, deed, target.has_value());
    if (!target) tell_where_effects_began(draft, changes);
    decision.finish(draft);
}

// What cannot be computed because something is missing is not missed a second time.
template <class Work>
void without_echo(Decision& decision, Work work) {
    const std::vector<Unmet> before = decision.unmet;
    work();
    if (!before.empty()) decision.unmet = before;
}

// Of a new record: what follows from what is there. Nothing on other records is tried.
void follow_as_far_as_known(Decision& decision, Draft& draft, const Deed& deed) {
    without_echo(decision, [&] { follow_fields(decision, draft); });
    check_when(decision, draft, *deed.act, deed.doer.person);
    check_needs(decision, draft, *deed.act, deed.doer.person, deed.said);
    const process::RecordType& type = *draft.type;
    const bool waits = std::any_of(type.computed.begin(), type.computed.end(), [&](process::Index index) {
        return waits_for_value(draft, *type.fields[index].is);
    });
    without_echo(decision, [&] {
        if (const auto target = process::target_of(type, *deed.act)) enter_state(decision, draft, *target);
        if (!type.is_register && !waits_for_value(draft, type.custody.first))
            open_first_leg(decision, draft, deed.doer.person);
        if (!waits && !draft.record.legs.empty()) settle_clocks(decision, draft, deed.act);
    });
    draft.settled = true;
    decision.finish(draft);
}

// The reason of a hand-over is given anew each time: that of the one before would be another's.
void ask_reason_anew(Decision& decision, Draft& draft, const Deed& deed) {
    if (!deed.act->reason) return;
    const process::Field& field = draft.type->fields[*deed.act->reason];
    if (deed.sent.fields.find(field.name) == nullptr) set_field(decision, draft, field, Json());
}

void check_kind(Decision& decision, const Draft& draft, const AttachmentPart& part) {
    std::vector<std::string> known;
    for (const process::DocumentKind& kind : draft.type->documents) known.push_back(kind.name);
    if (part.kind.empty() || std::ranges::find(known, part.kind) != known.end()) return;
    const std::string kind = part.kind.substr(0, 64);
    decision.miss(
        draft, "document", "attachments",
        known.empty()
            ? fmt::format("Documents have no kinds here, so none is of the kind '{}'.", kind)
            : fmt::format("'{}' is no kind of document here; known are {}.", kind, join(known, ", ")));
}

void attach(Decision& decision, Draft& draft, const AttachmentPart& part) {
    check_kind(decision, draft, part);
    Decision::add_text(draft, "attachment." + part.id.text(), part.name);
    decision.change(draft, Attached{part.id, part.size, part.media_type, part.sha256, part.kind});
    const auto announced = std::find(draft.coming.begin(), draft.coming.end(), part.sha256);
    if (announced != draft.coming.end()) draft.coming.erase(announced);
}

}  // namespace

std::vector<std::string> kinds_of(const std::vector<AttachmentPart>& attachments) {
    std::vector<std::string> kinds;
    for (const AttachmentPart& part : attachments) kinds.push_back(part.kind);
    return kinds;
}

void announce(Draft& draft, const std::vector<AttachmentPart>& attachments) {
    draft.coming.clear();
    for (const AttachmentPart& part : attachments) draft.coming.push_back(part.sha256);
}

void check_not_before(Decision& decision, const Draft& draft, const process::Act& act) {
    if (!act.not_before || draft.before == nullptr) return;
    const Instant from = possible_from(*draft.before, *draft.type, act);
    if (decision.at >= from) return;
    decision.possible = std::max(decision.possible.value_or(from), from);
    decision.miss(
        draft, "after", "",
        fmt::format("'{}' is not possible before {}.", process::shown(act.title, act.name, decision.language),
                    said_at(decision.directory(), draft.record, from)));
}

void perform(Decision& decision, Draft& draft, const Deed& deed) {
    const process::Act& act = *deed.act;
    Event& event = decision.begin(draft, "acted", deed.doer, "public", deed.cause);
    event.act = act.name;
    if (act.offline && deed.depth == 0 && decision.command.claimed)
        event.facts.set("claimed", text(*decision.command.claimed));
    announce(draft, deed.attachments);
    wake(decision, draft);
    ask_reason_anew(decision, draft, deed);
    take_fields(decision, draft, deed.sent, form_of(act, decision.language));
    check_said(decision, draft, deed.said);
    draft.documents_coming = kinds_of(deed.attachments);
    take_trees(decision, draft, deed);
    if (!deed.links.empty()) take_links(decision, draft, deed.doer, deed.links);
    require_fields(decision, draft);
    if (!decision.ill_formed) follow_fields(decision, draft);
    check_not_before(decision, draft, act);
    check_when(decision, draft, act, deed.doer.person);
    check_needs(decision, draft, act, deed.doer.person, deed.said);
    if (decision.ill_formed) return;
    follow_through(decision, draft, deed);
    say(decision, draft, deed.doer, deed.said, deed.attachments, deed.cause);
}

void bear(Decision& decision, Draft& draft, const Birth& birth) {
    const Deed& deed = birth.deed;
    const process::Act& act = *deed.act;
    Event& event = decision.begin(draft, "logged", deed.doer, "public", deed.cause);
    event.act = act.name;
    announce(draft, deed.attachments);
    if (birth.claimed) event.facts.set("claimed", text(*birth.claimed));
    // The number is drawn when nothing can refuse any more.
    decision.change(draft, Born{"", draft.type->name, draft.type->kind, birth.reporter, deed.doer.actor.id,
                                birth.channel});
    take_fields(decision, draft, deed.sent, form_of(act, decision.language));
    if (birth.fill) birth.fill(draft);
    check_said(decision, draft, deed.said);
    draft.documents_coming = kinds_of(deed.attachments);
    take_trees(decision, draft, deed);
    take_defaults(decision, draft, deed.doer.person);
    if (birth.origin) decision.change(draft, *birth.origin);
    if (!deed.links.empty()) take_links(decision, draft, deed.doer, deed.links);
    require_fields(decision, draft);
    if (birth.extent == Birth::Extent::as_far_as_known) return follow_as_far_as_known(decision, draft, deed);
    if (!decision.ill_formed) follow_fields(decision, draft);
    check_when(decision, draft, act, deed.doer.person);
    check_needs(decision, draft, act, deed.doer.person, deed.said);
    if (decision.ill_formed) return;
    follow_through(decision, draft, deed);
    say(decision, draft, deed.doer, deed.said, deed.attachments, deed.cause);
}

void say(Decision& decision, Draft& draft, const Doer& doer, const std::optional<Said>& said,
         const std::vector<AttachmentPart>& attachments, Id cause) {
    announce(draft, attachments);
    std::map<std::string, std::vector<const AttachmentPart*>> by_audience;
    for (const AttachmentPart& part : attachments) {
        std::string audience = part.audience;
        if (audience.empty()) audience = said ? said->audience : "internal";
        by_audience[audience].push_back(&part);
    }
    if (said) {
        decision.begin(draft, "commented", doer, said->audience, cause);
        Decision::add_text(draft, "comment", said->text);
        decision.change(draft, Commented{said->audience});
        for (const AttachmentPart* part : by_audience[said->audience]) attach(decision, draft, *part);
        by_audience.erase(said->audience);
        decision.finish(draft);
    }
    for (const auto& [audience, parts] : by_audience) {
        decision.begin(draft, "attached", doer, audience, cause);
        for (const AttachmentPart* part : parts) attach(decision, draft, *part);
        decision.finish(draft);
    }
}

}  // namespace reeve::records
