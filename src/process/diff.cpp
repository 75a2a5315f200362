#include "process/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "process/describe.hpp"
#include "process/describe_internal.hpp"
#include "process/diff_internal.hpp"
#include "process/former_words_internal.hpp"

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
        {"documents", "kind of document"},
        {"trees", "question tree"},
        {"wholes", "state with states in it"},
        {"notices", "notice"},
        {"in", "column"},
        {"out", "output"},
    };
    const auto known = nouns.find(list);
    return known == nouns.end() ? list : known->second;
}

// Of members that say something else of the things of one list.
std::string_view label(std::string_view list, std::string_view member) {
    if (member == "by" && list == "limits") return "counted by";
    if (member == "by" && list == "needs") return "logged by";
    if (member == "answers" && list == "rules") return "the clauses it keeps";
    return label_of(member);
}

// What stands between quotes, where that is all; empty where it is not.
std::string_view quoted(std::string_view text) {
    const bool whole =
        text.size() > 2 && text.front() == '\'' && text.find_first_of("'\\", 1) == text.size() - 1;
    return whole ? text.substr(1, text.size() - 2) : std::string_view();
}

// Of an expression that is no more than a value, that: "later" of 'later', "4h" of duration('14400s').
std::string value_of(const std::string& expression) {
    constexpr std::string_view length = "duration(";
    if (const std::string_view text = quoted(expression); !text.empty()) return std::string(text);
    if (!expression.starts_with(length) || !expression.ends_with(')')) return expression;
    const std::string_view inner = std::string_view(expression).substr(length.size());
    const auto span = parse_duration(quoted(inner.substr(0, inner.size() - 1)));
    return span ? text(*span) : expression;
}

// Members that are expressions and often no more than a value.
bool may_be_value(std::string_view member) {
    return member == "default" || member == "limit" || member == "first_holder";
}

// Worked out of the rest, or said elsewhere; a field's choices stand with the choice.
bool is_derived(std::string_view member, bool within) {
    static constexpr std::string_view derived[] = {"name",   "diagram", "decided_by", "digest",    "version",
                                                   "onward", "line",    "shown",      "put_aside", "columns"};
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

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

// Where we are on the way through both, and whom what is found there concerns.
struct Place {
    std::string words;  // "act 'resolve' of incident"; empty at the top
    std::string list;   // in which it is: "acts"
    std::string type;
    std::vector<std::string> states;
    std::string clock;
    std::string choice;
};

// What people read, which each language says in its own words.
bool is_text(std::string_view member) {
    return member == "title" || member == "why" || member == "ask" || member == "text";
}

class Comparison {
public:
    Comparison(const Process& before, const FormerWords& former) : before_(before), former_(former) {}

    // What is compared from now on is said in this language; empty: in the reader's. Of what was told already
    // only other texts are told again.
    void speak(std::string language) { language_ = std::move(language); }

    // Of every name of the later version what it was called.
    void say_former_names(const Json& after) {
        for (const auto& [list, inner] :
             {std::pair("choices", std::vector<std::string>{"values"}),
              std::pair("types", std::vector<std::string>{"fields", "states", "acts"})})
            for (const Json& thing : after.find(list)->array())
                for (const std::string& key : inner) {
                    const Place place = place_of({}, list, thing, thing);
                    for (const Json& item : thing.find(key)->array()) say_former_names(place, key, item);
                }
    }

    void compare_things(const Place& place, const Json& before, const Json& after) {
        for (const auto& [key, now] : after.object())
            if (!is_derived(key, !place.words.empty())) compare(place, key, before.find(key), now);
        for (const auto& [key, was] : before.object())
            if (!is_derived(key, !place.words.empty()) && after.find(key) == nullptr)
                compare(place, key, &was, Json());
    }

    [[nodiscard]] std::vector<Difference> take() { return std::move(found_); }

private:
    const Process& before_;
    const FormerWords& former_;
    std::string language_;
    std::vector<Difference> found_;
    std::set<std::string, std::less<>> told_;  // sentences, and members of which something was said
    std::set<std::pair<std::string, std::string>> texts_;  // members, with what each was and is

    void add(const Place& place, Kind kind, std::string sentence) {
        if (sentence.ends_with("..")) sentence.pop_back();  // a text's own end
        if (!told_.insert(sentence).second) return;
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
        const bool apart = compare_apart(key, before, now, language_, [&](const std::string& sentence) {
            add(place, Kind::changed, fmt::format("{}: {}.", whose(place), sentence));
        });
        if (apart) return;
        if (key == "when" && (before.is_object() || now.is_object())) return compare_when(place, before, now);
        if (!is_news(place, key, before, now)) return;
        if (before.is_array() && now.is_array()) return compare_lists(place, key, before, now);
        const auto [was_shown, is_shown] = shown_both(key, before, now);
        add(place, Kind::changed,
            fmt::format("{}: {}: was {}, is now {}.", whose(place), label_in(place, key), was_shown,
                        is_shown));
    }

    // The condition and the sentence for it.
    void compare_when(const Place& place, const Json& before, const Json& now) {
        const auto member = [](const Json& when, std::string_view name) {
            const Json* found = when.is_object() ? when.find(name) : nullptr;
            return found == nullptr ? Json() : *found;
        };
        const Json was = member(before, "text"), is = member(now, "text");
        compare(place, "when", &was, is);
        const Json why_was = member(before, "why"), why_is = member(now, "why");
        compare(place, "why", &why_was, why_is);
    }

    // Values without their quotes, unless that would show an expression and a value alike.
    static std::pair<std::string, std::string> shown_both(std::string_view key, const Json& before,
                                                          const Json& now) {
        std::pair as_written{shown_value(before), shown_value(now)};
        if (!may_be_value(key)) return as_written;
        std::pair values{value_of(as_written.first), value_of(as_written.second)};
        return values.first == values.second ? as_written : values;
    }

    [[nodiscard]] std::string label_in(const Place& place, std::string_view key) const {
        const std::string_view said = label(place.list, key);
        const bool other = !language_.empty() && is_text(key);
        return other ? fmt::format("{} ({})", said, language_) : std::string(said);
    }

    // Nothing was said of the member yet, or it says something else in this language.
    bool is_news(const Place& place, const std::string& key, const Json& before, const Json& now) {
        const std::string member = fmt::format("{}: {}", whose(place), key);
        const bool first = told_.insert(member).second;
        const bool other = texts_.emplace(member, shown_value(before) + "\n" + shown_value(now)).second;
        return first || (is_text(key) && other);
    }

    // What names of the list that are gone are called now.
    [[nodiscard]] const MoveMap::Names& renamed(const Place& place, std::string_view list) const {
        static const MoveMap::Names none;
        if (list == "values") {
            const auto choice = former_.values.find(place.choice);
            return choice == former_.values.end() ? none : choice->second;
        }
        const auto type = former_.types.find(place.type);
        if (type == former_.types.end()) return none;
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

    [[nodiscard]] Place place_of(const Place& outer, std::string_view key, const Json& was,
                                 const Json& now) const {
        Place place = outer;
        const Json& thing = now.is_null() ? was : now;
        const std::string_view name = name_of(thing);
        place.words = called(outer, key, name);
        place.list = key;
        if (key == "types") {
            place.type = name;
            place.words = name;
        }
        if (key == "choices") place.choice = name;
        if (key == "states") add_states(place, name);
        if (key == "clocks") place.clock = name;
        if (key == "acts")
            for (const Json* side : {&was, &now})
                if (const Json* from = side->find("from"))
                    for (const Json& state : from->array()) add_states(place, state.string());
        return place;
    }

    [[nodiscard]] static std::string called(const Place& outer, std::string_view key, std::string_view name) {
        return outer.words.empty() ? fmt::format("{} '{}'", noun(key), name)
                                   : fmt::format("{} '{}' of {}", noun(key), name, outer.words);
    }

    // By the name under which records are in it: that of the former version, where there is one.
    void add_states(Place& place, std::string_view name) const {
        const auto add = [&](std::string_view state) {
            if (std::ranges::find(place.states, state) == place.states.end())
                place.states.emplace_back(state);
        };
        bool other = false;
        for (const auto& [old, now] : renamed(place, "states"))
            if (now == name) {
                add(old);
                other = true;
            }
        const auto type = before_.type(place.type);
        if (!other || (type && before_.types[*type].state(name))) add(name);
    }

    // Says of each that it is called what the item is called.
    void say_former_names(const Place& place, const std::string& key, const Json& item) {
        for (const auto& [old, now] : renamed(place, key)) {
            if (now != name_of(item)) continue;
            const Place inner = place_of(place, key, item, item);
            add(inner, Kind::changed, fmt::format("{} is called '{}' now.", called(place, key, old), now));
        }
    }

    // Of several that came to the same name, the one that differs least.
    static const Json* find_like(const Json& list, const Json& item) {
        if (list.is_array() && std::ranges::find(list.array(), item) != list.array().end()) return &item;
        return find(list, name_of(item));
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
                const Json* was = find_like(before, item);
                if (was == nullptr)
                    said(nothing, item);
                else if (*was != item)
                    compare_things(place_of(place, key, *was, item), *was, item);
            }
        if (before.is_array())
            for (const Json& item : before.array())
                if (find(now, name_of(item)) == nullptr) said(item, nothing);
        if (now.is_array() && before.is_array()) compare_order(place, key, before, now);
    }

    // The order says something: of states and values, which comes first.
    void compare_order(const Place& place, const std::string& key, const Json& before, const Json& now) {
        std::vector<std::string_view> was, is;
        for (const Json& item : before.array())
            if (find(now, name_of(item)) && std::ranges::find(was, name_of(item)) == was.end())
                was.push_back(name_of(item));
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

    static JsonArray each_once(const Json& list) {
        JsonArray once;
        for (const Json& item : list.array())
            if (std::ranges::find(once, item) == once.end()) once.push_back(item);
        return once;
    }

    // What came and what went; where only the order changed, both as they are. Several of the former names
    // may have become one.
    void compare_lists(const Place& place, const std::string& key, const Json& before, const Json& now) {
        if (each_once(before) == each_once(now)) return;
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
        add(place, Kind::changed,
            fmt::format("{}: {}: {}.", whose(place), label(place.list, key), join(parts, "; ")));
    }
};

}  // namespace

std::vector<Difference> differences(const Process& before, const Process& after, std::string_view language) {
    const FormerWords former = in_words_of(before, after);
    const bool follows = after.moves && after.moves->from == before.version;
    Comparison comparison(before, former);
    const auto compare = [&](std::string_view in) {
        comparison.compare_things({}, describe(former.process, in), describe(after, in));
        comparison.compare_things({}, describe_details(former.process, in, !follows),
                                  describe_details(after, in, !follows));
    };
    comparison.say_former_names(describe(after, language));
    compare(language);
    std::set<std::string> others(before.languages.begin(), before.languages.end());
    others.insert(after.languages.begin(), after.languages.end());
    for (const std::string& other : others) {
        if (other == language) continue;
        comparison.speak(other);
        compare(other);
    }
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
