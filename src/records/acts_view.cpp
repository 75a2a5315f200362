#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/field_word.hpp"
#include "records/admission_internal.hpp"
#include "records/approvals.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/recomputing.hpp"
#include "records/resting_internal.hpp"

namespace reeve::records {
namespace {

// A long text is asked for in another way than a short one.
std::string_view type_word(const process::Field& field) {
    return field.kind == process::FieldKind::text && field.long_text ? "text_long"
                                                                     : process::word(field.kind);
}

class Possible {
public:
    Possible(Situation& situation, const process::RecordType& type, const Person& person,
             std::string_view language)
        : situation_(situation),
          type_(type),
          asking_{*situation.process, type, *situation.directory, person, language},
          decision_(situation, command_of(person)),
          draft_(decision_.draft(*situation.record)) {
        decision_.language = language;
    }

    [[nodiscard]] ActView view(const process::Act& act) {
        ActView view;
        view.name = act.name;
        view.act = &act;
        const Record& record = *situation_.record;
        const auto state = type_.state(record.state);
        if (!may_do(asking_, act, record))
            view.why_not = why_not(asking_, act, record);
        else if (const std::string rests = why_not_adopted(record); !rests.empty())
            view.why_not = rests;
        else if (!state || std::find(act.from.begin(), act.from.end(), *state) == act.from.end())
            view.why_not = fmt::format("Not possible in '{}'.", state_title(state));
        else
            view.why_not = unmet_condition(act);
        view.allowed = view.why_not.empty();
        view.needs = needs(act);
        return view;
    }

    [[nodiscard]] ActView view(process::BuiltIn act) {
        ActView view;
        view.name = word(act);
        view.why_not = why_not_built_in(act);
        view.allowed = view.why_not.empty();
        return view;
    }

    // Of all her approvals together.
    [[nodiscard]] ActView vote() const {
        ActView view;
        view.name = "vote";
        view.why_not = why_not_vote();
        view.allowed = view.why_not.empty();
        return view;
    }

private:
    Situation& situation_;
    const process::RecordType& type_;
    Asking asking_;
    Command command_;
    Decision decision_;
    Draft& draft_;

    const Command& command_of(const Person& person) {
        command_.actor = {ActorKind::person, person.id};
        return command_;
    }

    [[nodiscard]] std::string state_title(std::optional<process::Index> state) const {
        if (!state) return situation_.record->state;
        return process::shown(type_.states[*state].title, type_.states[*state].name, asking_.language);
    }

    [[nodiscard]] std::string unmet_condition(const process::Act& act) {
        decision_.unmet.clear();
        check_not_before(decision_, draft_, act);
        check_when(decision_, draft_, act, &asking_.person);
        return decision_.unmet.empty() ? std::string() : decision_.unmet.front().why;
    }

    [[nodiscard]] std::vector<NeedView> needs(const process::Act& act) {
        std::vector<NeedView> views;
        for (const process::Need& need : act.needs) {
            const NeedState state = state_of(decision_, draft_, act, need, &asking_.person, {});
            if (!state.counts) continue;
            NeedView view;
            view.met = state.met;
            view.why = state.why.empty() ? std::string(need.why.in(asking_.language)) : state.why;
            switch (need.kind) {
                case process::Need::Kind::field: {
                    const process::Field& field = type_.fields[need.field];
                    view.what = "field";
                    view.field = field.name;
                    view.type = type_word(field);
                    break;
                }
                case process::Need::Kind::comment:
                    view.what = "comment";
                    view.type = fmt::format("comment_{}", word(need.audience));
                    break;
                case process::Need::Kind::approval:
                    view.what = need.name;
                    view.type = "approval";
                    break;
                case process::Need::Kind::time_entry:
                    view.what = need.name;
                    view.type = "time_entry";
                    break;
                case process::Need::Kind::condition:
                case process::Need::Kind::first_in_order:
                case process::Need::Kind::link:
                case process::Need::Kind::document:
                case process::Need::Kind::checklist:
                case process::Need::Kind::dossier: view.what = need.name; break;
            }
            views.push_back(std::move(view));
        }
        return views;
    }

    // Nothing where she may vote in one of them at least.
    [[nodiscard]] std::string why_not_vote() const {
        std::string why;
        for (const ApprovalView& view : approvals_of(situation_, asking_.person.id, asking_.language)) {
            if (view.may_vote || !view.places.empty()) return {};
            if (why.empty()) why = view.why_not;
        }
        return why;
    }

    [[nodiscard]] std::string why_not_built_in(process::BuiltIn act) {
        using enum process::BuiltIn;
        const Record& record = *situation_.record;
        if (std::string why = records::why_not(asking_, act, record); !why.empty()) return why;
        if (const process::Act* restriction = type_.restriction(act))
            if (std::string why = unmet_condition(*restriction); !why.empty()) return why;
        if (act == edit || act == assign || act == take) {
            const bool ended = act == edit ? record.end : record.holder.role.empty();
            return ended ? "It has ended." : why_not_adopted(record);
        }
        return {};
    }
};

bool is_by_desk_alone(const process::Act& act) {
    return std::all_of(act.by.begin(), act.by.end(), [](const process::By& by) {
        return by.kind == process::By::Kind::desk || by.kind == process::By::Kind::linked;
    });
}

}  // namespace

std::vector<ActView> possible_acts(Situation& situation, Id id, std::string_view language) {
    std::vector<ActView> views;
    const Person* person = situation.directory->person(id);
    if (situation.process == nullptr || situation.record == nullptr || person == nullptr) return views;
    const auto type = situation.process->type(situation.record->type);
    if (!type) return views;
    Possible possible(situation, situation.process->types[*type], *person, language);
    for (const process::Act& act : situation.process->types[*type].acts)
        if (!act.creates_record && !is_by_desk_alone(act)) views.push_back(possible.view(act));
    for (const process::BuiltIn act : process::built_ins) {
        using enum process::BuiltIn;
        if (situation.process->types[*type].act(process::word(act))) continue;  // its own, of that name
        if (act == recompute && !shows_recompute(situation, situation.process->types[*type], *person))
            continue;
        if (act == adopt && !situation.record->rests()) continue;
        if (act == strike_time && situation.record->time_entries.empty()) continue;
        views.push_back(possible.view(act));
    }
    if (!situation.process->types[*type].approvals.empty()) views.push_back(possible.vote());
    return views;
}

}  // namespace reeve::records
