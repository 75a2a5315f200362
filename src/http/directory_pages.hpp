#pragma once
// What the routes of the directory's entries share: who may see them, and lists in pages.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "http/serving.hpp"

namespace reeve::http {

// Colleagues see the directory; who only reports sees herself and the organisations.
[[nodiscard]] bool is_staff(const Call& call);
// Whether the words occur in it, whatever their case.
[[nodiscard]] bool contains(std::string_view text, std::string_view words);

// Entries in the order of their handles; a cursor is the last handle given.
template <class Entry, class Keep, class Show>
Outcome<Response> page_of(const Call& call, const std::vector<Entry>& all, Keep keep, Show show) {
    auto limit = limit_of(call);
    if (!limit) return std::unexpected(limit.error());
    std::vector<const Entry*> found;
    const std::string* cursor = call.parameter("cursor");
    for (const Entry& entry : all)
        if ((!cursor || entry.name > *cursor) && keep(entry)) found.push_back(&entry);
    std::sort(found.begin(), found.end(), [](const Entry* a, const Entry* b) { return a->name < b->name; });
    const bool more = found.size() > *limit;
    if (more) found.resize(*limit);
    JsonArray items;
    for (const Entry* entry : found) items.push_back(show(*entry));
    return json_response(200, Json(JsonObject{{"items", std::move(items)},
                                              {"next", more ? Json(found.back()->name) : Json()}}));
}

}  // namespace reeve::http
