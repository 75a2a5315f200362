#include "store/model/model_kept.hpp"

#include <algorithm>
#include <tuple>

namespace reeve::store::model {
namespace {

std::tuple<Id, std::string, std::string> key_of(Id person, std::string_view number, std::string_view slot) {
    return {person, std::string(number), std::string(slot)};
}

}  // namespace

std::optional<Draft> ModelDrafts::find(Id person, std::string_view number, std::string_view slot) {
    const auto state = seen_();
    const auto found = state->drafts.find(key_of(person, number, slot));
    return found == state->drafts.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Draft> ModelDrafts::of(Id person) {
    std::vector<Draft> list;
    const auto state = seen_();
    for (const auto& [key, draft] : state->drafts) {
        if (draft.person == person) {
            list.push_back(draft);
        }
    }
    return list;
}

DraftsSize ModelDrafts::size_of(Id person) {
    DraftsSize size;
    for (const Draft& draft : of(person)) {
        ++size.count;
        size.bytes += draft.bytes();
    }
    return size;
}

void ModelDrafts::put(const Draft& draft) {
    working_().drafts[key_of(draft.person, draft.number, draft.slot)] = draft;
}

void ModelDrafts::remove(Id person, std::string_view number, std::string_view slot) {
    working_().drafts.erase(key_of(person, number, slot));
}

void ModelDrafts::purge(Instant saved_before) {
    std::erase_if(working_().drafts, [&](const auto& entry) { return entry.second.saved < saved_before; });
}

std::vector<SavedView> ModelSavedViews::those(const std::function<bool(const SavedView&)>& wanted) {
    std::vector<SavedView> list;
    const auto state = seen_();
    for (const auto& [id, view] : state->views) {
        if (wanted(view)) {
            list.push_back(view);
        }
    }
    std::ranges::stable_sort(list, {}, &SavedView::created);
    return list;
}

std::optional<SavedView> ModelSavedViews::find(Id id) {
    const auto state = seen_();
    const auto found = state->views.find(id);
    return found == state->views.end() ? std::nullopt : std::optional(found->second);
}

std::vector<SavedView> ModelSavedViews::owned(Id owner) {
    return those([&](const SavedView& view) { return view.owner == owner; });
}

std::vector<SavedView> ModelSavedViews::of_team(Id team) {
    return those(
        [&](const SavedView& view) { return view.scope == SavedView::Scope::team && view.team == team; });
}

std::vector<SavedView> ModelSavedViews::of_all() {
    return those([&](const SavedView& view) { return view.scope == SavedView::Scope::all; });
}

void ModelSavedViews::put(const SavedView& view) {
    working_().views[view.id] = view;
}

void ModelSavedViews::remove(Id id) {
    working_().views.erase(id);
}

}  // namespace reeve::store::model
