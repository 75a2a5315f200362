#include "desk/saved_views.hpp"

#include <algorithm>
#include <iterator>

namespace reeve::desk {
namespace {

using store::SavedView;
using Scope = SavedView::Scope;

bool is_of(const records::Person& person, Id team) {
    return std::ranges::find(person.teams, team) != person.teams.end();
}

// Whoever may make such a view may change it: a team's belongs to the team, not to whoever wrote it down.
Outcome<void> may_keep(const records::Person& person, const SavedView& view) {
    if (view.scope == Scope::mine && view.owner != person.id) {
        return refuse(RefusalKind::not_allowed, "This view is somebody else's.");
    }
    if (view.scope == Scope::team && !is_of(person, view.team)) {
        return refuse(RefusalKind::not_allowed, "Only members of the team keep a view for it.");
    }
    if (view.scope == Scope::all && !person.administrator) {
        return refuse(RefusalKind::not_allowed, "Only an administrator keeps views for all.");
    }
    return {};
}

bool is_for(const records::Person& person, const SavedView& view) {
    return view.owner == person.id || view.scope == Scope::all ||
           (view.scope == Scope::team && is_of(person, view.team));
}

Outcome<void> has_room(store::SavedViewReader& views, const records::Person& person, const SavedView& view) {
    const bool mine = view.owner == person.id && views.owned(person.id).size() >= saved_views_most;
    const bool teams = view.scope == Scope::team && views.of_team(view.team).size() >= saved_views_most;
    const bool all = view.scope == Scope::all && views.of_all().size() >= saved_views_most;
    if (mine || teams || all) {
        return refuse(RefusalKind::wrong_state,
                      mine ? "You keep 100 views already; remove one of them first."
                           : "There are 100 such views already; remove one of them first.");
    }
    return {};
}

Outcome<SavedView> changeable(store::SavedViewReader& views, const records::Person& person, Id id,
                              std::optional<std::int64_t> seen) {
    Outcome<SavedView> there = find_view(views, person, id);
    if (!there) {
        return there;
    }
    if (const auto allowed = may_keep(person, *there); !allowed) {
        return std::unexpected(allowed.error());
    }
    if (seen && *seen != there->version) {
        return refuse(RefusalKind::stale, "Somebody changed this view since you saw it; read it again.");
    }
    return there;
}

}  // namespace

std::vector<SavedView> views_for(store::SavedViewReader& views, const records::Person& person) {
    std::vector<SavedView> list = views.owned(person.id);
    // What she gave to others is listed where they find it too; what she gave to a team that she left is not.
    std::erase_if(list, [](const SavedView& view) { return view.scope != Scope::mine; });
    for (const Id team : person.teams) {
        std::ranges::move(views.of_team(team), std::back_inserter(list));
    }
    std::ranges::move(views.of_all(), std::back_inserter(list));
    return list;
}

Outcome<SavedView> find_view(store::SavedViewReader& views, const records::Person& person, Id id) {
    std::optional<SavedView> there = views.find(id);
    if (!there || !is_for(person, *there)) {
        return refuse(RefusalKind::unseen, "There is no such view, or it is not for you.");
    }
    return std::move(*there);
}

Outcome<SavedView> add_view(store::SavedViews& views, const records::Person& person, SavedView view,
                            Instant now) {
    view.owner = person.id;
    view.version = 1;
    view.created = now;
    if (const auto allowed = may_keep(person, view); !allowed) {
        return std::unexpected(allowed.error());
    }
    if (const auto room = has_room(views, person, view); !room) {
        return std::unexpected(room.error());
    }
    views.put(view);
    return view;
}

Outcome<SavedView> change_view(store::SavedViews& views, const records::Person& person, SavedView view,
                               std::optional<std::int64_t> seen) {
    const Outcome<SavedView> there = changeable(views, person, view.id, seen);
    if (!there) {
        return there;
    }
    view.owner = there->owner;
    view.created = there->created;
    view.version = there->version;
    if (view == *there) {
        return view;
    }
    if (const auto allowed = may_keep(person, view); !allowed) {
        return std::unexpected(allowed.error());
    }
    if (view.scope != there->scope || view.team != there->team) {
        SavedView elsewhere = view;
        elsewhere.owner = {};  // she has it already: only where it goes may be full
        if (const auto room = has_room(views, person, elsewhere); !room) {
            return std::unexpected(room.error());
        }
    }
    ++view.version;
    views.put(view);
    return view;
}

Outcome<void> remove_view(store::SavedViews& views, const records::Person& person, Id id,
                          std::optional<std::int64_t> seen) {
    if (const auto there = changeable(views, person, id, seen); !there) {
        return std::unexpected(there.error());
    }
    views.remove(id);
    return {};
}

}  // namespace reeve::desk
