#include "records/arrival.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/link_direction.hpp"
#include "process/moves.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

using process::FieldKind;
using process::MoveMap;

bool names_an_entry(FieldKind kind) {
    return kind == FieldKind::person || kind == FieldKind::team || kind == FieldKind::organisation;
}

class Placing {
public:
    Placing(const Record& record, const process::Process& own, const process::Process& process,
            const Directory& directory, std::string_view language)
        : record_(record), own_(own), process_(process), directory_(directory), language_(language) {}

    Arrival place(const Names& names) {
        const auto type = process_.type(record_.type);
        if (!type) {
            miss("type", "", fmt::format("Version {} has no type '{}'.", process_.version, record_.type));
            return std::move(arrival_);
        }
        arrival_.type = &process_.types[*type];
        place_state(names.state);
        for (const auto& [name, valued] : names.fields) place(name, valued);
        place_holder();
        place_links();
        return std::move(arrival_);
    }

private:
    const Record& record_;
    const process::Process& own_;
    const process::Process& process_;
    const Directory& directory_;
    std::string_view language_;
    Arrival arrival_;

    void miss(std::string what, std::string field, std::string why) {
        arrival_.unmet.push_back({std::move(what), std::move(field), std::move(why)});
    }

    // Where nothing can be entered it cannot be either.
    void place_state(const std::string& name) {
        const process::RecordType& type = *arrival_.type;
        const auto state = type.state(name);
        if (!state)
            return miss("state", "",
                        fmt::format("Version {} has no state '{}', and does not say what becomes of it.",
                                    process_.version, name));
        if (type.states[*state].leaf) {
            arrival_.state = state;
            return;
        }
        std::vector<std::string> within;
        for (const process::Index leaf : process::leaves_of(type, *state))
            within.push_back(type.states[leaf].name);
        miss("state", "",
             fmt::format("In version {} there are states within '{}' ({}), and nothing says in which of them "
                         "it is.",
                         process_.version, name, join(within, ", ")));
    }

    void place(const std::string& name, const Names::Valued& valued) {
        const auto index = arrival_.type->field(name);
        if (!index) return lose(valued.before);
        const process::Field& field = arrival_.type->fields[*index];
        if (field.is) return;
        if (names_the_same(valued, field)) {
            // Whom or what it names may have left meanwhile; that is no reason to forget it.
            arrival_.fields.emplace(name, valued.value);
            return;
        }
        auto kept = kept_value(process_, field, valued.value, directory_);
        if (kept) {
            if (!kept->is_null()) arrival_.fields.emplace(name, std::move(*kept));
        } else if (field.required) {
            miss("field", name,
                 fmt::format("{}: {}", process::shown(field.title, field.name, language_), kept.error()));
        } else {
            lose(valued.before);
        }
    }

    // As the version that it leaves has it; null where that has none.
    [[nodiscard]] const process::Field* own_field(const std::string& name) const {
        const auto type = own_.type(record_.type);
        const auto field = type ? own_.types[*type].field(name) : std::nullopt;
        return field ? &own_.types[*type].fields[*field] : nullptr;
    }

    // An entry of the directory that is of the field's kind, whether or not the field could be given it now.
    [[nodiscard]] bool names_the_same(const Names::Valued& valued, const process::Field& field) const {
        const auto id = valued.value.is_string() ? Id::parse(valued.value.string()) : std::nullopt;
        const process::Field* former = own_field(valued.before);
        if (!names_an_entry(field.kind) || !id || former == nullptr || former->kind != field.kind)
            return false;
        if (field.organisation_kind.empty() || field.organisation_kind == former->organisation_kind)
            return true;
        const Organisation* organisation = directory_.organisation(*id);
        return organisation != nullptr && organisation->kind == field.organisation_kind;
    }

    // What was computed is no loss.
    void lose(const std::string& name) {
        const process::Field* field = own_field(name);
        if (field == nullptr || !field->is) arrival_.lost.push_back(name);
    }

    void place_holder() {
        const std::string& name = record_.holder.role;
        if (name.empty()) return;
        const auto role = process_.role(name);
        if (!role)
            return miss(
                "holder", "",
                fmt::format("It is held by '{}', a role that version {} does not have; hand it over first.",
                            name, process_.version));
        const std::vector<process::Index>& holders = arrival_.type->custody.holders;
        if (std::find(holders.begin(), holders.end(), *role) == holders.end())
            miss("holder", "",
                 fmt::format("It is held by '{}', which is not among the holders in version {}; hand it over "
                             "first.",
                             name, process_.version));
    }

    // An end that another process's link has here is none of this process's.
    void place_links() {
        for (const LinkEnd& end : record_.links)
            if (has_link(own_, end) && !has_link(process_, end))
                miss("link", end.link,
                     fmt::format("It is tied to {} by '{}', which version {} does not have.", end.number,
                                 end.link, process_.version));
    }

    // To a record of that type.
    [[nodiscard]] bool has_link(const process::Process& process, const LinkEnd& end) const {
        const auto type = process.type(record_.type);
        const auto found =
            type ? process::direction_of(process, process.types[*type], end.link) : std::nullopt;
        return found && (found->forward ? found->link->target_name : found->owner->name) == end.type;
    }
};

}  // namespace

Names::Names(const Record& record) : state(record.state) {
    for (const auto& [name, value] : record.fields) fields.insert_or_assign(name, Valued{name, value});
}

void Names::pass(const MoveMap::OfType& map) {
    state = renamed(map.states, state);
    std::map<std::string, Valued> next;
    for (auto& [name, valued] : fields) {
        const std::string& now = renamed(map.fields, name);
        const auto values = map.values.find(now);
        if (values != map.values.end() && valued.value.is_string())
            valued.value = Json(renamed(values->second, valued.value.string()));
        // What was renamed takes the place of what is there under its name.
        if (now != name || !next.contains(now)) next.insert_or_assign(now, std::move(valued));
    }
    fields = std::move(next);
}

Way way_between(int from, int to, const FindVersion& find) {
    Way way;
    for (int version = to;;) {
        const process::Process* process = find(version);
        if (process == nullptr) return {};
        way.insert(way.begin(), process);
        // Names of an earlier version than the map's go through that version first.
        if (to < from || !process->moves || process->moves->from <= from) return way;
        version = process->moves->from;
    }
}

std::vector<const MoveMap::OfType*> maps_on(const Way& way, int from, std::string_view type) {
    std::vector<const MoveMap::OfType*> maps;
    for (const process::Process* process : way) {
        if (!process->moves || process->version <= from) continue;
        const auto map = process->moves->types.find(type);
        if (map != process->moves->types.end()) maps.push_back(&map->second);
    }
    return maps;
}

const std::string& renamed(const MoveMap::Names& names, const std::string& name) {
    const auto found = names.find(name);
    return found == names.end() ? name : found->second;
}

Arrival arrive(const Record& record, const process::Process& own, const Way& way, const Directory& directory,
               std::string_view language) {
    Names names(record);
    for (const MoveMap::OfType* map : maps_on(way, record.process_version, record.type)) names.pass(*map);
    return Placing(record, own, *way.back(), directory, language).place(names);
}

}  // namespace reeve::records
