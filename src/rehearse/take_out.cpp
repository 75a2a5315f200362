#include "rehearse/take_out.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <string_view>

#include "base/text.hpp"
#include "process/yaml.hpp"
#include "rehearse/write_yaml.hpp"

namespace reeve::rehearse {
namespace {

using process::YamlNode;

YamlNode* member(YamlNode& map, std::string_view name) {
    for (std::size_t i = 0; i < map.keys.size(); ++i)
        if (map.keys[i].name == name) return &map.items[i];
    return nullptr;
}

YamlNode* at_path(YamlNode& root, const std::vector<std::string>& path) {
    YamlNode* node = &root;
    for (const std::string& name : path) {
        node = member(*node, name);
        if (!node) return nullptr;
    }
    return node;
}

bool remove(YamlNode& map, std::string_view name) {
    for (std::size_t i = 0; i < map.keys.size(); ++i)
        if (map.keys[i].name == name) {
            map.keys.erase(map.keys.begin() + static_cast<std::ptrdiff_t>(i));
            map.items.erase(map.items.begin() + static_cast<std::ptrdiff_t>(i));
            return true;
        }
    return false;
}

YamlNode plain(std::string text) {
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.text = std::move(text);
    return node;
}

YamlNode quoted(std::string text) {
    YamlNode node = plain(std::move(text));
    node.quoted = true;
    return node;
}

void put(YamlNode& map, std::string name, YamlNode value) {
    remove(map, name);
    map.kind = YamlNode::Kind::map;
    map.keys.push_back({std::move(name), 0, 0});
    map.items.push_back(std::move(value));
}

// `visits` names the item {link_open: visits}; `comment` names {comment: internal}.
bool item_is(const YamlNode& item, std::string_view name) {
    if (item.is_scalar()) return item.text == name;
    if (const YamlNode* own = item.find("name")) return own->text == name;
    if (item.keys.empty()) return false;
    if (item.find("field")) return item.find("field")->text == name;
    return std::any_of(item.keys.begin(), item.keys.end(),
                       [&](const auto& key) { return key.name == name; }) ||
           std::any_of(item.items.begin(), item.items.end(),
                       [&](const auto& value) { return value.is_scalar() && value.text == name; });
}

// Takes the item out of a list; the list goes with its last one.
bool remove_item(YamlNode& owner, std::string_view list_name, std::string_view item_name) {
    YamlNode* list = member(owner, list_name);
    if (!list || !list->is_list()) return false;
    for (std::size_t i = 0; i < list->items.size(); ++i)
        if (item_is(list->items[i], item_name)) {
            list->items.erase(list->items.begin() + static_cast<std::ptrdiff_t>(i));
            if (list->items.empty()) remove(owner, list_name);
            return true;
        }
    return false;
}

// Edges have no names: the first is 1.
bool remove_numbered(YamlNode& list, std::string_view number) {
    if (!list.is_list()) return false;
    for (std::size_t i = 0; i < list.items.size(); ++i)
        if (std::to_string(i + 1) == number) {
            list.items.erase(list.items.begin() + static_cast<std::ptrdiff_t>(i));
            return true;
        }
    return false;
}

// Whether whoever does it has the record in person, as nobody can who only reports.
bool assigns_actor(const YamlNode& act) {
    const YamlNode* then = act.find("then");
    return then != nullptr && std::ranges::any_of(then->items, [](const YamlNode& effect) {
               return effect.find("assign") != nullptr;
           });
}

// Every role may: `by` is no longer what keeps anybody from it.
bool open_to_all(YamlNode& root, YamlNode& act) {
    YamlNode* roles = member(root, "roles");
    if (!roles || !member(act, "by")) return false;
    YamlNode all;
    all.kind = YamlNode::Kind::list;
    for (std::size_t i = 0; i < roles->keys.size(); ++i) {
        const YamlNode* is = roles->items[i].find("is");
        const bool kept_out = is != nullptr && is->text == "reporter" && assigns_actor(act);
        if (!kept_out) all.items.push_back(plain(roles->keys[i].name));
    }
    put(act, "by", std::move(all));
    return true;
}

// What else goes by `sees` stays as it is.
bool sees_all(YamlNode& role) {
    const YamlNode* sees = member(role, "sees");
    if (!sees) return false;
    if (sees->text == "own" && !member(role, "reads_internal")) put(role, "reads_internal", plain("false"));
    return remove(role, "sees");
}

// Nobody has to say it: a choice is then the first of its values, since others may be computed from it.
bool need_not_be_sent(YamlNode& root, YamlNode& field) {
    const YamlNode* choice = member(field, "choice");
    const YamlNode* values = choice ? at_path(root, {"choices", choice->text}) : nullptr;
    if (!member(field, "required") || member(field, "default")) return false;
    if (!values || values->items.empty()) return remove(field, "required");
    const std::string first = values->is_map() ? values->keys.front().name : values->items.front().text;
    put(field, "default", quoted("'" + first + "'"));
    return true;
}

// Open around the clock, every day.
bool always_open(YamlNode& calendar) {
    remove(calendar, "holidays");
    YamlNode week;
    put(week, "mon-sun", quoted("00:00-24:00"));
    put(calendar, "week", std::move(week));
    return true;
}

// A list stands for each of its values.
bool cell_holds(const YamlNode& cell, std::string_view value) {
    if (!cell.is_list()) return cell.text == value;
    return std::ranges::any_of(cell.items, [&](const YamlNode& one) { return one.text == value; });
}

// The row of the table that begins with those cells says what the next row with other outputs says.
bool replace_row(YamlNode& table, const std::vector<std::string>& in) {
    YamlNode* rows = member(table, "rows");
    if (!rows || !rows->is_list()) return false;
    const auto begins = [&](const YamlNode& row) {
        if (row.items.size() <= in.size()) return false;
        for (std::size_t i = 0; i < in.size(); ++i)
            if (!cell_holds(row.items[i], in[i])) return false;
        return true;
    };
    const auto outputs = [&](const YamlNode& row) {
        std::vector<std::string> texts;
        for (std::size_t i = in.size(); i < row.items.size(); ++i) texts.push_back(row.items[i].text);
        return texts;
    };
    const auto row = std::find_if(rows->items.begin(), rows->items.end(), begins);
    if (in.empty() || row == rows->items.end()) return false;
    const std::size_t count = rows->items.size();
    const auto here = static_cast<std::size_t>(row - rows->items.begin());
    for (std::size_t i = 1; i < count; ++i) {
        const YamlNode& other = rows->items[(here + i) % count];
        if (outputs(other) == outputs(*row)) continue;
        std::copy(other.items.begin() + static_cast<std::ptrdiff_t>(in.size()), other.items.end(),
                  row->items.begin() + static_cast<std::ptrdiff_t>(in.size()));
        return true;
    }
    return false;
}

// How a kind of part is found in the files and taken out: `path` is what the rehearsal wrote, split at its
// dots.
struct Way {
    std::string_view kind;
    std::size_t names = 2;  // of which its path consists
    bool of_demo = false;   // in demo.yaml, else in what the process is read from
    std::function<bool(YamlNode& root, const std::vector<std::string>& path, const Foundation& part)> take;
};

// A state may lie within another.
YamlNode* state_within(YamlNode& owner, const std::string& name) {
    YamlNode* states = member(owner, "states");
    if (!states) return nullptr;
    if (YamlNode* own = member(*states, name)) return own;
    for (YamlNode& state : states->items)
        if (YamlNode* found = state_within(state, name)) return found;
    return nullptr;
}

YamlNode* thing(YamlNode& root, const std::vector<std::string>& path, const std::string& list) {
    if (list != "states") return at_path(root, {"records", path[0], list, path[1]});
    YamlNode* type = at_path(root, {"records", path[0]});
    return type ? state_within(*type, path[1]) : nullptr;
}

// Removes a key of an act or a clock.
Way key_of(std::string_view kind, const std::string& list, std::vector<std::string> keys) {
    return {kind, 2, false,
            [list, keys = std::move(keys)](YamlNode& root, const auto& path, const Foundation&) {
                YamlNode* owner = thing(root, path, list);
                bool found = false;
                for (const std::string& key : keys)
                    if (owner) found = remove(*owner, key) || found;
                return found;
            }};
}

// Removes an item of a list of an act or a clock.
Way item_of(std::string_view kind, const std::string& list, const std::string& items) {
    return {kind, 3, false, [list, items](YamlNode& root, const auto& path, const Foundation&) {
                YamlNode* owner = thing(root, path, list);
                return owner && remove_item(*owner, items, path[2]);
            }};
}

Way whole(std::string_view kind, const std::string& list) {
    return {kind, 2, false, [list](YamlNode& root, const auto& path, const Foundation&) {
                YamlNode* owner = at_path(root, {"records", path[0]});
                YamlNode* entries = owner ? member(*owner, list) : nullptr;
                if (!entries || !remove(*entries, path[1])) return false;
                if (entries->items.empty()) remove(*owner, list);
                return true;
            }};
}

// What records share, tick and ask.
void add_structure(std::vector<Way>& all) {
    all.push_back(whole("checklist", "checklists"));
    all.push_back(whole("dossier", "dossiers"));
    all.push_back({"step", 3, false, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* list = thing(root, path, "checklists");
                       YamlNode* steps = list ? member(*list, "steps") : nullptr;
                       return steps && steps->items.size() > 1 && remove(*steps, path[2]);
                   }});
    const auto step_of = [](YamlNode& root, const std::vector<std::string>& path) {
        return at_path(root, {"records", path[0], "checklists", path[1], "steps", path[2]});
    };
    all.push_back({"due", 3, false, [step_of](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* step = step_of(root, path);
                       return step && remove(*step, "due");
                   }});
    all.push_back({"step_need", 4, false, [step_of](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* step = step_of(root, path);
                       return step && remove_item(*step, "needs", path[3]);
                   }});
    all.push_back(key_of("asks", "acts", {"asks"}));
    all.push_back({"share", 2, false, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* type = at_path(root, {"records", path[0]});
                       return type && remove_item(*type, "shares", path[1]);
                   }});
    all.push_back({"outcome", 2, false, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* outcomes = at_path(root, {"records", path[0], "outcomes"});
                       return outcomes && remove(*outcomes, path[1]);
                   }});
}

// What follows by itself.
void add_automation(std::vector<Way>& all) {
    all.push_back(whole("limit", "limits"));
    all.push_back(key_of("as_soon_as", "acts", {"as_soon_as"}));
    all.push_back(key_of("after", "acts", {"after", "calendar"}));
    all.push_back(key_of("otherwise", "acts", {"otherwise"}));
    all.push_back(key_of("while", "clocks", {"while"}));
    all.push_back(item_of("enter", "states", "enter"));
    all.push_back(item_of("exit", "states", "exit"));
    all.push_back({"edge", 2, false, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* on = at_path(root, {"records", path[0], "on"});
                       return on && remove_numbered(*on, path[1]);
                   }});
}

std::vector<Way> ways() {
    std::vector<Way> all{whole("rule", "rules"),
                         whole("clock", "clocks"),
                         item_of("need", "acts", "needs"),
                         item_of("effect", "acts", "then"),
                         item_of("pause", "clocks", "pauses"),
                         item_of("stop", "clocks", "stops"),
                         key_of("when", "acts", {"when", "why"}),
                         key_of("auto", "acts", {"auto"}),
                         key_of("exclude", "acts", {"exclude"}),
                         key_of("voters_exclude", "approvals", {"exclude"}),
                         key_of("quorum", "approvals", {"quorum"}),
                         key_of("expires", "approvals", {"expires"}),
                         key_of("breach", "clocks", {"breach"}),
                         key_of("starts_at", "clocks", {"starts_at"})};
    add_structure(all);
    add_automation(all);
    all.push_back({"required", 2, false, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* field = thing(root, path, "fields");
                       if (!field) field = thing(root, path, "parties");
                       return field && need_not_be_sent(root, *field);
                   }});
    all.push_back({"rows_from", 1, false, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* table = at_path(root, {"tables", path[0]});
                       return table && remove(*table, "rows_from");
                   }});
    all.push_back({"row", 1, false, [](YamlNode& root, const auto& path, const Foundation& part) {
                       YamlNode* table = at_path(root, {"tables", path[0]});
                       return table && replace_row(*table, part.in);
                   }});
    all.push_back({"by", 2, false, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* act = thing(root, path, "acts");
                       return act && open_to_all(root, *act);
                   }});
    // What becomes of a name: TYPE.states.OLD, TYPE.fields.OLD, TYPE.acts.OLD.
    all.push_back({"moves", 3, false, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* map = at_path(root, {"moves", path[0], path[1]});
                       return map && remove(*map, path[2]);
                   }});
    all.push_back({"sees", 1, false, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* role = at_path(root, {"roles", path[0]});
                       return role && sees_all(*role);
                   }});
    all.push_back({"calendar", 1, true, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* calendar = at_path(root, {"calendars", path[0]});
                       return calendar && always_open(*calendar);
                   }});
    all.push_back({"holiday", 2, true, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* calendar = at_path(root, {"calendars", path[0]});
                       YamlNode* holidays = calendar ? member(*calendar, "holidays") : nullptr;
                       return holidays && remove(*holidays, path[1]);
                   }});
    all.push_back({"agreement", 1, true, [](YamlNode& root, const auto& path, const Foundation&) {
                       YamlNode* agreements = member(root, "agreements");
                       return agreements && remove(*agreements, path[0]);
                   }});
    return all;
}

const std::vector<Way>& known_ways() {
    static const std::vector<Way> all = ways();
    return all;
}

bool some_type_has_clock(YamlNode& root, const std::string& clock) {
    YamlNode* types = member(root, "records");
    return types && std::ranges::any_of(types->items, [&](YamlNode& type) {
               YamlNode* clocks = member(type, "clocks");
               return clocks && member(*clocks, clock);
           });
}

// No desk starts with an agreement about a clock that is not there.
void forget_promises(YamlNode& demo, const std::string& clock) {
    YamlNode* agreements = member(demo, "agreements");
    if (!agreements) return;
    std::vector<std::string> empty;
    for (std::size_t i = 0; i < agreements->items.size(); ++i) {
        YamlNode* targets = member(agreements->items[i], "targets");
        if (!targets) continue;
        std::erase_if(targets->items, [&](YamlNode& target) {
            const YamlNode* of = member(target, "clock");
            return of && of->text == clock;
        });
        if (targets->items.empty()) empty.push_back(agreements->keys[i].name);
    }
    for (const std::string& name : empty) remove(*agreements, name);
    if (agreements->items.empty()) remove(demo, "agreements");
}

Outcome<YamlNode> tree_of(const process::SourceFile& file) {
    std::vector<Problem> problems;
    auto root = process::read_yaml(file.path, file.text, problems);
    if (!root || !problems.empty()) return refuse(RefusalKind::malformed, text(problems.front()));
    return std::move(*root);
}

// What else goes with it, in the demonstration's file.
Outcome<void> take_along(desk::ShippedProcess& process, const std::string& clock) {
    for (process::SourceFile& file : process.files) {
        if (file.path != "demo.yaml") continue;
        auto root = tree_of(file);
        if (!root) return std::unexpected(root.error());
        forget_promises(*root, clock);
        file.text = write_yaml(*root);
    }
    return {};
}

// A process that is spread over several files, in one: a part may lie in any of them, and what it is taken
// out by in another.
Outcome<void> gather(desk::ShippedProcess& process) {
    const auto further = [](const process::SourceFile& file) {
        return process::is_process_file(file.path) && file.path != "process.yaml";
    };
    const auto head = std::ranges::find(process.files, "process.yaml", &process::SourceFile::path);
    if (head == process.files.end() || std::ranges::none_of(process.files, further)) return {};
    auto whole = tree_of(*head);
    if (!whole) return std::unexpected(whole.error());
    for (const process::SourceFile& file : process.files) {
        if (!further(file)) continue;
        auto root = tree_of(file);
        if (!root) return std::unexpected(root.error());
        for (std::size_t i = 0; i < root->keys.size(); ++i) {
            YamlNode* section = member(*whole, root->keys[i].name);
            if (!section) {
                put(*whole, root->keys[i].name, std::move(root->items[i]));
                continue;
            }
            std::ranges::move(root->items[i].keys, std::back_inserter(section->keys));
            std::ranges::move(root->items[i].items, std::back_inserter(section->items));
            if (!section->keys.empty()) section->kind = YamlNode::Kind::map;
        }
    }
    head->text = write_yaml(*whole);
    std::erase_if(process.files, further);
    return {};
}

}  // namespace

const std::vector<std::string>& foundation_kinds() {
    static const std::vector<std::string> kinds = [] {
        std::vector<std::string> names;
        for (const Way& way : known_ways()) names.emplace_back(way.kind);
        return names;
    }();
    return kinds;
}

Outcome<desk::ShippedProcess> take_out(const desk::ShippedProcess& process, const Foundation& part) {
    const auto way = std::find_if(known_ways().begin(), known_ways().end(),
                                  [&](const Way& one) { return one.kind == part.kind; });
    if (way == known_ways().end()) return refuse(RefusalKind::malformed, "nothing is called " + part.kind);
    std::vector<std::string> path;
    for (const std::string_view name : split(part.path, '.')) path.emplace_back(name);
    if (path.size() != way->names)
        return refuse(RefusalKind::malformed, fmt::format("{}: '{}' must be {} names with dots between",
                                                          part.kind, part.path, way->names));
    desk::ShippedProcess changed = process;
    if (auto gathered = gather(changed); !gathered) return std::unexpected(gathered.error());
    for (process::SourceFile& file : changed.files) {
        if (file.path != (way->of_demo ? "demo.yaml" : "process.yaml")) continue;
        auto root = tree_of(file);
        if (!root) return std::unexpected(root.error());
        if (!way->take(*root, path, part)) break;
        file.text = write_yaml(*root);
        if (part.kind == "clock" && !some_type_has_clock(*root, path[1]))
            if (auto along = take_along(changed, path[1]); !along) return std::unexpected(along.error());
        return changed;
    }
    return refuse(RefusalKind::malformed, fmt::format("there is no {} to take out", part.text()));
}

}  // namespace reeve::rehearse
