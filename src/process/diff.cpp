#include "process/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "process/describe.hpp"

namespace reeve::process {
namespace {

using Kind = Difference::Kind;

// Of lists of named things: what one of them is called.
std::string_view noun(std::string_view list) {
    static const std::map<std::string_view, std::string_view> nouns{
        {"roles", "role"},
        {"choices", "choice"},
        {"values", "value"},
        {"tables", "table"},
        {"types", "record type"},
        {"fields", "field"},
        {"states", "state"},
        {"acts", "act"},
        {"clocks", "clock"},
        {"links", "link"},
        {"rules", "rule"},
        {"needs", "need"},
        {"form", "field of the form"},
        {"approvals", "approval"},
        {"limits", "limit"},
        {"checklists", "checklist"},
        {"steps", "step"},
        {"dossiers", "dossier"},
        {"trees", "question tree"},
        {"notices", "notice"},
        {"in", "column"},
        {"out", "output"},
    };
    const auto known = nouns.find(list);
    return known == nouns.end() ? list : known->second;
}

// Of members: what they say of a thing.
std::string_view label(std::string_view member) {
    static const std::map<std::string_view, std::string_view> labels{
        {"from", "possible in"},
        {"to", "leads to"},
        {"by", "who may do it"},
        {"effects", "what follows"},
        {"hands", "hands over"},
        {"when", "only when"},
        {"why", "the sentence said"},
        {"automatic", "done by itself"},
        {"text", "says"},
        {"is", "worked out as"},
        {"default", "when nothing was sent"},
        {"max", "at most"},
        {"min", "at least"},
        {"sees", "its members see"},
        {"holders", "who may hold it"},
        {"first_holder", "who holds a new one"},
        {"title", "called"},
        {"limit", "limit"},
        {"stops", "stopped by"},
        {"pauses", "paused by"},
        {"starts", "starts"},
        {"condition", "holds when"},
    };
    const auto known = labels.find(member);
    return known == labels.end() ? member : known->second;
}

// Worked out of the rest, or said elsewhere; a field's choices stand with the choice.
bool is_derived(std::string_view member, bool within) {
    static constexpr std::string_view derived[] = {"name",    "diagram", "decided_by", "digest",
                                                   "version", "onward",  "line",       "shown"};
    return std::ranges::find(derived, member) != std::end(derived) || (within && member == "choices");
}

std::string_view name_of(const Json& thing) {
    const Json* name = thing.is_object() ? thing.find("name") : nullptr;
    return name != nullptr && name->is_string() ? std::string_view(name->string()) : std::string_view();
}

bool is_list_of_named(const Json& list) {
    return list.is_array() &&
           std::ranges::all_of(list.array(), [](const Json& item) { return !name_of(item).empty(); });
}

std::string shown_value(const Json& value) {
    if (value.is_null()) return "nothing";
    if (value.is_bool()) return value.boolean() ? "yes" : "no";
    if (value.is_string()) return value.string().empty() ? "nothing" : value.string();
    if (value.is_array()) {
        if (value.array().empty()) return "nothing";
        std::vector<std::string> parts;
        for (const Json& item : value.array()) parts.push_back(shown_value(item));
        return join(parts, ", ");
    }
    if (!value.is_object()) return write_json(value);
    std::vector<std::string> parts;
    for (const auto& [key, member] : value.object())
        parts.push_back(fmt::format("{} {}", label(key), shown_value(member)));
    return join(parts, " ");
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

// Where we are on the way through both, and whom what is found there concerns.
struct Place {
    std::string words;  // "act 'resolve' of incident"; empty at the top
    std::string type;
    std::vector<std::string> states;
    std::string clock;
};

class Comparison {
public:
    // `moves`: what names of the former version are called; empty where nothing says so.
    explicit Comparison(MoveMap moves) : moves_(std::move(moves)) {}

    void compare_things(const Place& place, const Json& before, const Json& after) {
        for (const auto& [key, now] : after.object())
            if (!is_derived(key, !place.words.empty())) compare(place, key, before.find(key), now);
        for (const auto& [key, was] : before.object())
            if (!is_derived(key, !place.words.empty()) && after.find(key) == nullptr)
                compare(place, key, &was, Json());
    }

    [[nodiscard]] std::vector<Difference> take() { return std::move(found_); }

private:
    MoveMap moves_;
    std::vector<Difference> found_;

    void add(const Place& place, Kind kind, std::string sentence) {
        found_.push_back({kind, capitalised(std::move(sentence)), place.type, place.states, place.clock});
    }

    static std::string whose(const Place& place) { return place.words.empty() ? "the process" : place.words; }

    void compare(const Place& place, const std::string& key, const Json* was, const Json& now) {
        static const Json nothing;
        const Json& before = was == nullptr ? nothing : *was;
        if (before == now) return;
        const bool named = (before.is_null() || is_list_of_named(before)) &&
                           (now.is_null() || is_list_of_named(now)) && (before.is_array() || now.is_array());
        if (named) return compare_named(place, key, before, now);
        if (before.is_array() && now.is_array()) return compare_lists(place, key, before, now);
        add(place, Kind::changed,
            place.words.empty() ? fmt::format("the process: {}: was {}, is now {}.", label(key),
                                              shown_value(before), shown_value(now))
                                : fmt::format("{}: {}: was {}, is now {}.", place.words, label(key),
                                              shown_value(before), shown_value(now)));
    }

    // What names of the list that are gone are called now.
    [[nodiscard]] const MoveMap::Names& renamed(const Place& place, std::string_view list) const {
        static const MoveMap::Names none;
        const auto type = moves_.types.find(place.type);
        if (type == moves_.types.end()) return none;
        if (list == "states") return type->second.states;
        if (list == "fields") return type->second.fields;
        return list == "acts" ? type->second.acts : none;
    }

    static const Json* find(const Json& list, std::string_view name) {
        if (!list.is_array()) return nullptr;
        for (const Json& item : list.array())
            if (name_of(item) == name) return &item;
        return nullptr;
    }

    [[nodiscard]] static Place place_of(const Place& outer, std::string_view key, const Json& was,
                                        const Json& now) {
        Place place = outer;
        const Json& thing = now.is_null() ? was : now;
        const std::string_view name = name_of(thing);
        place.words = outer.words.empty() ? fmt::format("{} '{}'", noun(key), name)
                                          : fmt::format("{} '{}' of {}", noun(key), name, outer.words);
        if (key == "types") {
            place.type = name;
            place.words = name;
        }
        if (key == "states") place.states = {std::string(name_of(was.is_null() ? now : was))};
        if (key == "clocks") place.clock = name;
        if (key == "acts")
            for (const Json* side : {&was, &now})
                if (const Json* from = side->find("from"))
                    for (const Json& state : from->array())
                        if (std::ranges::find(place.states, state.string()) == place.states.end())
                            place.states.push_back(state.string());
        return place;
    }

    // Says of each that it is called what the item is called; the first of them, where there is any.
    const Json* say_former_names(const Place& place, const std::string& key, const Json& before,
                                 const Json& item) {
        static const Json nothing;
        const Json* first = nullptr;
        for (const auto& [old, now] : renamed(place, key)) {
            const Json* was = now == name_of(item) ? find(before, old) : nullptr;
            if (was == nullptr) continue;
            const Place former = place_of(place, key, *was, nothing);
            add(former, Kind::changed, fmt::format("{} is called '{}' now.", former.words, now));
            if (first == nullptr) first = was;
        }
        return first;
    }

    void compare_named(const Place& place, const std::string& key, const Json& before, const Json& now) {
        static const Json nothing;
        const auto said = [&](const Json& was, const Json& is) {
            const Place inner = place_of(place, key, was, is);
            const std::string words =
                key == "types" ? fmt::format("record type '{}'", inner.words) : inner.words;
            add(inner, was.is_null() ? Kind::added : Kind::removed,
                fmt::format("{} is {}.", words, was.is_null() ? "new" : "gone"));
        };
        if (now.is_array())
            for (const Json& item : now.array()) {
                const Json* former = say_former_names(place, key, before, item);
                const Json* was = find(before, name_of(item));
                if (was == nullptr) was = former;
                if (was == nullptr)
                    said(nothing, item);
                else if (*was != item)
                    compare_things(place_of(place, key, *was, item), *was, item);
            }
        const MoveMap::Names& names = renamed(place, key);
        if (before.is_array())
            for (const Json& item : before.array())
                if (find(now, name_of(item)) == nullptr && !names.contains(name_of(item)))
                    said(item, nothing);
        if (now.is_array() && before.is_array()) compare_order(place, key, before, now);
    }

    // The order says something: of states and values, which comes first.
    void compare_order(const Place& place, const std::string& key, const Json& before, const Json& now) {
        std::vector<std::string_view> was, is;
        for (const Json& item : before.array())
            if (find(now, name_of(item))) was.push_back(name_of(item));
        for (const Json& item : now.array())
            if (find(before, name_of(item))) is.push_back(name_of(item));
        if (was == is) return;
        add(place, Kind::changed,
            fmt::format("{}: in another order: {}.", whose(place), shown_names(key, is)));
    }

    static std::string shown_names(std::string_view key, const std::vector<std::string_view>& names) {
        std::vector<std::string> parts;
        for (const std::string_view name : names) parts.emplace_back(name);
        return fmt::format("{}s {}", noun(key), join(parts, ", "));
    }

    // What came and what went; where only the order changed, both as they are.
    void compare_lists(const Place& place, const std::string& key, const Json& before, const Json& now) {
        const auto less = [](const Json& all, const Json& without) {
            std::vector<std::string> left;
            for (const Json& item : all.array())
                if (std::ranges::find(without.array(), item) == without.array().end())
                    left.push_back(shown_value(item));
            return left;
        };
        const std::vector<std::string> came = less(now, before), went = less(before, now);
        std::vector<std::string> parts;
        for (const std::string& one : came) parts.push_back(fmt::format("{} is new", one));
        for (const std::string& one : went) parts.push_back(fmt::format("{} is gone", one));
        if (parts.empty()) parts.push_back(fmt::format("in another order: {}", shown_value(now)));
        add(place, Kind::changed, fmt::format("{}: {}: {}.", whose(place), label(key), join(parts, "; ")));
    }
};

}  // namespace

std::vector<Difference> differences(const Process& before, const Process& after, std::string_view language) {
    const bool follows = after.moves && after.moves->from == before.version;
    Comparison comparison(follows ? *after.moves : MoveMap{});
    comparison.compare_things({}, describe(before, language), describe(after, language));
    return comparison.take();
}

bool concerns(const Difference& difference, std::string_view type, std::string_view state,
              std::span<const std::string_view> clocks) {
    const auto among = [](const auto& names, std::string_view name) {
        return std::ranges::find(names, name) != names.end();
    };
    return (difference.type.empty() || difference.type == type) &&
           (difference.states.empty() || among(difference.states, state)) &&
           (difference.clock.empty() || among(clocks, difference.clock));
}

}  // namespace reeve::process
