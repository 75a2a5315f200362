#include "records/structure_view.hpp"

#include "records/checklists_internal.hpp"
#include "records/needs_internal.hpp"
#include "records/permission_internal.hpp"

namespace reeve::records {
namespace {

const process::RecordType* type_of(const Situation& situation) {
    if (situation.process == nullptr || situation.record == nullptr) return nullptr;
    const auto index = situation.process->type(situation.record->type);
    return index ? &situation.process->types[*index] : nullptr;
}

Command asked_by(Id person) {
    Command command;
    command.actor = {ActorKind::person, person};
    return command;
}

// Tried with as many as anything may ask for.
bool would_do_with_documents(Decision& decision, Draft& draft, const Tickable& tickable) {
    decision.unmet.clear();
    for (const process::Need& need : tickable.checklist->steps[tickable.step].act.needs)
        if (need.kind == process::Need::Kind::document)
            draft.documents_coming.insert(
                draft.documents_coming.end(), need.count_min,
                need.document ? draft.type->documents[*need.document].name : std::string());
    check_tick(decision, draft, tickable);
    draft.documents_coming.clear();
    return decision.unmet.empty();
}

StepView view_of(Decision& decision, Draft& draft, const Asking& asking, const Tickable& tickable) {
    const process::ChecklistStep& step = tickable.checklist->steps[tickable.step];
    StepView view;
    view.name = step.name;
    view.title = process::shown(step.title, step.name, asking.language);
    if (step.clock) view.clock = asking.type.clocks[*step.clock].name;
    for (const Tick& tick : draft.record.ticks) {
        if (tick.checklist != tickable.checklist->name || tick.step != step.name) continue;
        view.done = true;
        view.by = tick.by;
        view.at = tick.at;
    }
    View seen = decision.view(draft, nullptr);
    view.owed = is_owed(seen, step);
    decision.unmet.clear();
    if (auto allowed = may_tick(asking, draft.record, step); !allowed && (view.owed || view.done))
        view.why_not = allowed.error().detail;
    else
        check_tick(decision, draft, {tickable.checklist, tickable.step, !view.done});
    for (const Unmet& unmet : decision.unmet) view.why_not += (view.why_not.empty() ? "" : " ") + unmet.why;
    view.lacks_documents = !decision.unmet.empty() && would_do_with_documents(decision, draft, tickable);
    return view;
}

}  // namespace

std::vector<ChecklistView> checklists_of(Situation& situation, Id id, std::string_view language) {
    std::vector<ChecklistView> views;
    const process::RecordType* type = type_of(situation);
    const Person* person = situation.directory->person(id);
    if (type == nullptr || person == nullptr || type->checklists.empty()) return views;
    const Command command = asked_by(id);
    Decision decision(situation, command);
    decision.language = language;
    Draft& draft = decision.draft(*situation.record);
    const Asking asking{*situation.process, *type, *situation.directory, *person, language};
    for (const process::Checklist& list : type->checklists) {
        ChecklistView view{list.name, process::shown(list.title, list.name, language), list.ordered, {}};
        for (std::size_t step = 0; step < list.steps.size(); ++step)
            view.steps.push_back(view_of(decision, draft, asking, {&list, step, true}));
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<DossierView> dossiers_of(Situation& situation, Id id, std::string_view language) {
    std::vector<DossierView> views;
    const process::RecordType* type = type_of(situation);
    if (type == nullptr || type->dossiers.empty()) return views;
    const Command command = asked_by(id);
    Decision decision(situation, command);
    decision.language = language;
    Draft& draft = decision.draft(*situation.record);
    for (const process::Dossier& dossier : type->dossiers) {
        DossierView view;
        view.name = dossier.name;
        view.title = process::shown(dossier.title, dossier.name, language);
        if (dossier.owner)
            view.owner =
                role_title(*situation.process, situation.process->roles[*dossier.owner].name, language);
        view.complete = true;
        for (const process::Need& need : dossier.needs) {
            const NeedState state = state_of(decision, draft, {}, need, nullptr, {});
            if (!state.counts) continue;
            view.complete = view.complete && state.met;
            NeedView part;
            part.what = need.name;
            part.why = state.why.empty() ? std::string(need.why.in(language)) : state.why;
            part.met = state.met;
            view.needs.push_back(std::move(part));
        }
        views.push_back(std::move(view));
    }
    return views;
}

}  // namespace reeve::records
