#include "http/structure_views.hpp"

namespace reeve::http {

namespace {

// As far as the step's clock is shown to whoever asks. One that was given up before the step was done says by
// when that was to be no more: another one was inserted before it, or is open again.
void add_due(const desk::RecordView& view, const records::StepView& step, JsonObject& json) {
    const records::ClockSet* now = nullptr;
    for (const desk::ClockView& one : view.clocks)
        if (!step.clock.empty() && one.now.clock == step.clock) now = &one.now;
    if (now == nullptr) return;
    const bool given_up = now->stopped && !step.done && !view.record.end;
    if (given_up && !now->breached_at) return;
    if (!given_up) json.set("due", now->due ? Json(text(*now->due)) : Json());
    json.set("late", now->breached_at.has_value());
}

}  // namespace

JsonArray checklists_json(const desk::World& world, const desk::RecordView& view) {
    JsonArray lists;
    for (const records::ChecklistView& list : view.checklists) {
        JsonArray steps;
        for (const records::StepView& step : list.steps) {
            JsonObject json{{"name", step.name},
                            {"title", step.title},
                            {"done", step.done},
                            {"allowed", step.why_not.empty()},
                            {"why_not", step.why_not.empty() ? Json() : Json(step.why_not)}};
            if (!step.owed) json.set("owed", false);
            if (step.lacks_documents) json.set("lacks_documents", true);
            if (step.done) {
                json.set("by", person_reference(world, step.by));
                json.set("at", text(step.at));
            }
            add_due(view, step, json);
            steps.emplace_back(std::move(json));
        }
        lists.emplace_back(JsonObject{{"name", list.name},
                                      {"title", list.title},
                                      {"ordered", list.ordered},
                                      {"steps", std::move(steps)}});
    }
    return lists;
}

JsonArray dossiers_json(const desk::RecordView& view) {
    JsonArray dossiers;
    for (const records::DossierView& dossier : view.dossiers) {
        JsonArray needs;
        for (const records::NeedView& need : dossier.needs)
            needs.emplace_back(JsonObject{{"what", need.what}, {"why", need.why}, {"met", need.met}});
        dossiers.emplace_back(JsonObject{{"name", dossier.name},
                                         {"title", dossier.title},
                                         {"owner", dossier.owner.empty() ? Json() : Json(dossier.owner)},
                                         {"complete", dossier.complete},
                                         {"needs", std::move(needs)}});
    }
    return dossiers;
}

namespace {

std::string title_of_tree(const Viewer& viewer, const records::Record& record, const std::string& name) {
    const process::Process* process = viewer.world.of(record);
    const auto index = process ? process->tree(name) : std::nullopt;
    return index ? process::shown(process->trees[*index]->title, name, viewer.language) : name;
}

}  // namespace

JsonArray trees_json(const Viewer& viewer, const records::Record& record) {
    JsonArray trees;
    for (const auto& [name, walked] : record.trees)
        trees.emplace_back(JsonObject{{"name", name},
                                      {"title", title_of_tree(viewer, record, name)},
                                      {"answers", walked.answers},
                                      {"result", walked.result}});
    return trees;
}

namespace {

std::optional<JsonObject> told_walk(const Viewer& viewer, const records::Record& record,
                                    const records::Change& change) {
    const auto* walked = std::get_if<records::TreeWalked>(&change);
    if (!walked) return std::nullopt;
    return JsonObject{{"what", "tree"},
                      {"tree", walked->tree},
                      {"title", title_of_tree(viewer, record, walked->tree)},
                      {"answers", walked->answers}};
}

std::optional<JsonObject> told_tick(const Viewer& viewer, const process::RecordType* type,
                                    const records::Change& change) {
    const auto* ticked = std::get_if<records::StepTicked>(&change);
    if (!ticked) return std::nullopt;
    std::string title = ticked->step;
    if (type)
        for (const process::Checklist& list : type->checklists)
            for (const process::ChecklistStep& step : list.steps)
                if (list.name == ticked->checklist && step.name == ticked->step)
                    title = process::shown(step.title, step.name, viewer.language);
    return JsonObject{{"what", "ticked"},
                      {"checklist", ticked->checklist},
                      {"step", ticked->step},
                      {"title", title},
                      {"on", ticked->on}};
}

}  // namespace

std::optional<JsonObject> told_structure(const Viewer& viewer, const records::Record& record,
                                         const process::RecordType* type, const records::Change& change) {
    if (auto walked = told_walk(viewer, record, change)) return walked;
    return viewer.internal ? told_tick(viewer, type, change) : std::nullopt;
}

}  // namespace reeve::http
