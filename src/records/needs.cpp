#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "records/approvals_internal.hpp"
#include "records/checklists_internal.hpp"
#include "records/needs_internal.hpp"
#include "records/time_entries_internal.hpp"

namespace reeve::records {
namespace {

using Kind = process::Need::Kind;

std::string sentence(const Decision& decision, const process::Need& need, std::string otherwise) {
    const std::string_view words = need.why.in(decision.language);
    return words.empty() ? std::move(otherwise) : std::string(words);
}

std::string ask_for_length(std::string sentence, std::size_t least, std::size_t is) {
    if (least <= 1 || is == 0) return sentence;
    return fmt::format("{} ({} characters are too few; at least {}.)", sentence, is, least);
}

std::string ask_for_count(std::string sentence, std::size_t least, std::size_t is) {
    if (least <= 1 || is >= least) return sentence;
    return fmt::format("{} ({} of {}.)", sentence, is, least);
}

NeedState field_state(const Decision& decision, const Draft& draft, const process::Need& need) {
    const process::Field& field = draft.type->fields[need.field];
    const Json* value = draft.record.field(field.name);
    std::string why =
        sentence(decision, need,
                 fmt::format("{} is needed.", process::shown(field.title, field.name, decision.language)));
    if (value == nullptr || value->is_null()) return {true, false, std::move(why)};
    if (!value->is_string() || field.kind != process::FieldKind::text) return {true, true, {}};
    const std::size_t length = length_utf8(trim(value->string()));
    return {true, length >= need.length_min, ask_for_length(std::move(why), need.length_min, length)};
}

NeedState comment_state(const Decision& decision, const process::Need& need,
                        const std::optional<Said>& said) {
    std::string why = sentence(decision, need, fmt::format("A comment is needed ({}).", word(need.audience)));
    if (!said) return {true, false, std::move(why)};
    // What the public may read is told internally too, not the other way round.
    if (need.audience == process::Audience::open_to_all && said->audience != "public")
        return {true, false, std::move(why)};
    const std::size_t length = length_utf8(trim(said->text));
    return {true, length >= need.length_min, ask_for_length(std::move(why), need.length_min, length)};
}

NeedState condition_state(const Decision& decision, const process::Need& need, View& view) {
    if (!need.condition) return {true, true, {}};
    const cel::Value holds = view.evaluate(*need.condition);
    if (holds.is(cel::ValueKind::boolean))
        return {true, holds.boolean(),
                sentence(decision, need, fmt::format("'{}' does not hold.", need.condition->source))};
    return {true, false, Decision::cannot_evaluate(*need.condition, holds)};
}

NeedState order_state(Decision& decision, const Draft& draft, const process::Act& act,
                      const process::Need& need, const std::optional<Said>& said) {
    if (need.unless_comment && said && !trim(said->text).empty()) return {true, true, {}};
    std::vector<std::string> states;
    for (const process::Index state : act.from) states.push_back(draft.type->states[state].name);
    const Ahead ahead = decision.situation.facts->ahead(draft.record, states);
    std::string why = sentence(decision, need, "Something more pressing comes first.");
    if (ahead.count > 0 && !ahead.number.empty())
        why = fmt::format("{} ({}{})", why, ahead.number,
                          ahead.count > 1 ? fmt::format(" and {} more", ahead.count - 1) : "");
    return {true, ahead.count == 0, std::move(why)};
}

NeedState approval_state(const Decision& decision, Draft& draft, const process::Need& need) {
    const process::Approval& approval = draft.type->approvals[need.index];
    const Polling polling{decision.process(), *draft.type,       decision.directory(),
                          draft.record,       decision.language, draft.coming};
    if (!polling.approved(approval))
        return {
            true, false,
            std::string(trim(fmt::format("{} {}", sentence(decision, need, ""), polling.why_not(approval))))};
    draft.relied.push_back(need.index);
    return {true, true, sentence(decision, need, "")};
}

// So many linked records, of those that count.
NeedState link_state(const Decision& decision, const Draft& draft, const process::Need& need, View& view) {
    const process::Link& link = draft.type->links[need.index];
    const std::string otherwise =
        fmt::format("{} is needed.", process::shown(link.title, link.name, decision.language));
    std::size_t count = 0;
    for (const LinkEnd& end : draft.record.links) {
        if (end.link != link.name) continue;
        if (need.linked) {
            view.set_row(seen_link(*draft.process, link, end, decision.directory()));
            const cel::Value counts = view.evaluate(*need.linked);
            if (!counts.is(cel::ValueKind::boolean))
                return {true, false, Decision::cannot_evaluate(*need.linked, counts)};
            if (!counts.boolean()) continue;
        }
        ++count;
    }
    return {true, count >= need.count_min,
            ask_for_count(sentence(decision, need, otherwise), need.count_min, count)};
}

// What comes along with the act counts; what is older than the act it must be newer than does not.
NeedState document_state(const Decision& decision, const Draft& draft, const process::Need& need) {
    std::optional<Instant> since;
    if (need.since) {
        const auto done = draft.record.acts.find(draft.type->acts[*need.since].name);
        if (done != draft.record.acts.end()) since = done->second.last;
    }
    const process::DocumentKind* kind = need.document ? &draft.type->documents[*need.document] : nullptr;
    const auto counts = [&](const std::string& of) { return kind == nullptr || of == kind->name; };
    std::size_t count = static_cast<std::size_t>(std::ranges::count_if(draft.documents_coming, counts));
    for (const Attachment& attachment : draft.record.attachments)
        if ((!since || attachment.added > *since) && counts(attachment.kind)) ++count;
    std::string otherwise = kind == nullptr
                                ? std::string("A document is needed.")
                                : fmt::format("A document is needed: {}.",
                                              process::shown(kind->title, kind->name, decision.language));
    return {true, count >= need.count_min,
            ask_for_count(sentence(decision, need, std::move(otherwise)), need.count_min, count)};
}

NeedState time_state(const Decision& decision, const Draft& draft, const process::Need& need,
                     const Person* actor) {
    const std::int64_t minutes = minutes_for(draft.record, *draft.type, need, actor);
    std::string why = sentence(decision, need, "Log the time that it took.");
    // How long others worked is internal.
    const bool told = actor != nullptr && reads_internal(decision.process(), *actor);
    if (told && need.count_min > 1) why = fmt::format("{} ({} of {} minutes.)", why, minutes, need.count_min);
    return {true, minutes >= static_cast<std::int64_t>(need.count_min), std::move(why)};
}

NeedState checklist_state(const Decision& decision, const Draft& draft, const process::Need& need) {
    const process::Checklist& list = draft.type->checklists[need.index];
    View view = decision.view(draft, nullptr);
    const std::vector<std::string> left = steps_left(view, draft.record, list, decision.language);
    if (left.empty()) return {true, true, {}};
    const std::string why =
        sentence(decision, need,
                 fmt::format("{} is not done.", process::shown(list.title, list.name, decision.language)));
    return {true, false, fmt::format("{} ({})", why, join(left, ", "))};
}

std::string_view what_of(const process::Need& need) {
    switch (need.kind) {
        case Kind::field: return "field";
        case Kind::comment: return "comment";
        case Kind::condition:
        case Kind::first_in_order:
        case Kind::approval:
        case Kind::link:
        case Kind::document:
        case Kind::checklist:
        case Kind::dossier:
        case Kind::time_entry: return need.name;
    }
    return need.name;
}

}  // namespace

namespace {

// All its needs that count; what is missing is said after its own sentence.
NeedState dossier_state(Decision& decision, Draft& draft, const process::Act& act, const process::Need& need,
                        const Person* actor) {
    const process::Dossier& dossier = draft.type->dossiers[need.index];
    std::string why = sentence(
        decision, need,
        fmt::format("{} is not complete.", process::shown(dossier.title, dossier.name, decision.language)));
    bool met = true;
    for (const process::Need& part : dossier.needs) {
        const NeedState state = state_of(decision, draft, act, part, actor, {});
        if (!state.counts || state.met) continue;
        met = false;
        why += " " + state.why;
    }
    return {true, met, std::move(why)};
}

}  // namespace

std::string_view word(process::Audience audience) {
    return audience == process::Audience::open_to_all ? "public" : "internal";
}

NeedState state_of(Decision& decision, Draft& draft, const process::Act& act, const process::Need& need,
                   const Person* actor, const std::optional<Said>& said) {
    View view = decision.view(draft, actor);
    if (need.when) {
        const cel::Value counts = view.evaluate(*need.when);
        if (!counts.is(cel::ValueKind::boolean))
            return {true, false, Decision::cannot_evaluate(*need.when, counts)};
        if (!counts.boolean()) return {false, true, {}};
    }
    switch (need.kind) {
        case Kind::field: return field_state(decision, draft, need);
        case Kind::comment: return comment_state(decision, need, said);
        case Kind::condition: return condition_state(decision, need, view);
        case Kind::first_in_order: return order_state(decision, draft, act, need, said);
        case Kind::approval: return approval_state(decision, draft, need);
        case Kind::link: return link_state(decision, draft, need, view);
        case Kind::document: return document_state(decision, draft, need);
        case Kind::checklist: return checklist_state(decision, draft, need);
        case Kind::dossier: return dossier_state(decision, draft, act, need, actor);
        case Kind::time_entry: return time_state(decision, draft, need, actor);
    }
    return {};
}

void check_condition(Decision& decision, Draft& draft, const process::Expression& condition,
                     const process::Words& why, const std::string& field, const Person* actor) {
    View view = decision.view(draft, actor);
    const cel::Value holds = view.evaluate(condition);
    if (holds.is_true()) return;
    if (holds.is(cel::ValueKind::boolean)) {
        const std::string_view words = why.in(decision.language);
        decision.miss(
            draft, "when", field,
            words.empty() ? fmt::format("'{}' does not hold.", condition.source) : std::string(words));
    } else if (!decision.ill_formed) {
        // Where a field could not be taken, that is what is wrong.
        decision.miss(draft, "when", field, Decision::cannot_evaluate(condition, holds));
    }
}

void check_when(Decision& decision, Draft& draft, const process::Act& act, const Person* actor) {
    if (act.when) check_condition(decision, draft, *act.when, act.when_why, "", actor);
}

void check_needs(Decision& decision, Draft& draft, const process::Act& act, const Person* actor,
                 const std::optional<Said>& said) {
    for (const process::Need& need : act.needs) {
        const NeedState state = state_of(decision, draft, act, need, actor, said);
        if (!state.counts || state.met) continue;
        const std::string field =
            need.kind == Kind::field ? draft.type->fields[need.field].name : std::string();
        // A value that could not be taken is said already.
        const auto about_it = [&](const Unmet& missing) { return !field.empty() && missing.field == field; };
        if (std::any_of(decision.unmet.begin(), decision.unmet.end(), about_it)) continue;
        decision.miss(draft, std::string(what_of(need)), field, state.why);
    }
}

}  // namespace reeve::records
