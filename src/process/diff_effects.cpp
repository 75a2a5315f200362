// What follows by itself, of two versions: of an act, of a state entered or left, of what comes to hold.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "process/diff_internal.hpp"

namespace reeve::process {
namespace {

using List = std::vector<const Json*>;

List items_of(const Json* list) {
    List items;
    if (list != nullptr && list->is_array())
        for (const Json& item : list->array()) items.push_back(&item);
    return items;
}

// Of the first list what the second has not, each as often as it is there once more.
List without(const List& all, List others) {
    List left;
    for (const Json* one : all) {
        const auto same = std::ranges::find_if(others, [&](const Json* other) { return *other == *one; });
        if (same == others.end())
            left.push_back(one);
        else
            others.erase(same);
    }
    return left;
}

std::string_view what_of(const Json& effect) {
    return effect.string_or_empty("what");
}

std::string_view entry_of(const Json& effect) {
    return effect.string_or_empty("audience") == "internal" ? "an internal entry" : "an entry for all";
}

// What is done to what: "the notice 'late'", "sent".
struct Phrase {
    std::string whom, done;

    [[nodiscard]] std::string text(std::string_view adverb = {}) const {
        return fmt::format("{} is {}{}{}", whom, adverb, adverb.empty() ? "" : " ", done);
    }
};

Phrase made_phrase(const Json& effect) {
    const auto word = [&](std::string_view member) { return effect.string_or_empty(member); };
    std::string done = fmt::format("made and linked as '{}'", word("link"));
    if (what_of(effect) == "for_each") {
        done = fmt::format("made for each of {}", word("rows"));
        if (!word("with").empty()) done += fmt::format(" with each of {}", word("with"));
        done += fmt::format(", known by {}, and linked as '{}'", word("key"), word("link"));
    }
    return {fmt::format("a record '{}'", word("type")), std::move(done)};
}

Phrase phrase_of(const Json& effect) {
    const auto word = [&](std::string_view member) { return effect.string_or_empty(member); };
    const auto named = [&](std::string_view noun, std::string_view member) {
        return fmt::format("{} '{}'", noun, word(member));
    };
    const std::string_view what = what_of(effect);
    if (what == "set" && word("text") == "null") return {named("field", "field"), "emptied"};
    if (what == "set") return {named("field", "field"), fmt::format("set to {}", word("text"))};
    if (what == "assign") return {"it", "assigned to whoever does this"};
    if (what == "unassign") return {"it", "taken from whom it is assigned to"};
    if (what == "create" || what == "for_each") return made_phrase(effect);
    if (what == "watch") return {"it", fmt::format("watched by {}", word("role"))};
    if (what == "link") return {"it", fmt::format("linked as '{}' to {}", word("link"), word("text"))};
    if (what == "unlink") return {named("what is linked as", "link"), "unlinked"};
    if (what == "open_approval") return {named("the approval", "approval"), "asked for"};
    if (what == "notify") return {named("the notice", "notice"), "sent"};
    if (what == "start") return {named("the clock", "clock"), "started"};
    if (what == "stop") return {named("the clock", "clock"), "stopped"};
    if (what == "pause") return {named("the clock", "clock"), "paused"};
    if (what == "resume") return {named("the clock", "clock"), "resumed"};
    if (what == "publish") return {std::string(entry_of(effect)), fmt::format("written: “{}”", word("text"))};
    return {named("the act", "act"),
            fmt::format("done on the {} linked as '{}'", word("type"), word("link"))};
}

// The same is done as before, with another value or text.
bool is_another(const Json& was, const Json& now) {
    const auto same = [&](std::string_view member) {
        return was.string_or_empty(member) == now.string_or_empty(member);
    };
    const auto emptied = [](const Json& effect) { return effect.string_or_empty("text") == "null"; };
    if (!same("what")) return false;
    if (what_of(now) == "publish") return same("audience");
    return what_of(now) == "set" && same("field") && !emptied(was) && !emptied(now);
}

// The same record is made, and what it is given may differ.
bool is_made_too(const Json& was, const Json& now) {
    const std::string_view what = what_of(now);
    return (what == "create" || what == "for_each") &&
           std::ranges::all_of(
               std::array<std::string_view, 6>{"what", "type", "link", "rows", "with", "key"},
               [&](std::string_view part) { return was.string_or_empty(part) == now.string_or_empty(part); });
}

std::string another(const Json& was, const Json& now) {
    const std::string_view before = was.string_or_empty("text"), after = now.string_or_empty("text");
    if (what_of(now) == "publish")
        return fmt::format("{} is written that says “{}” and no longer “{}”", entry_of(now), after, before);
    return fmt::format("{} and no longer to {}", phrase_of(now).text(), before);
}

std::string in_order(const List& effects) {
    std::vector<std::string> parts;
    for (const Json* effect : effects) parts.push_back(phrase_of(*effect).text());
    return join(parts, "; then ");
}

// What a record that is made is given, which stands beside that it is made.
void compare_made(const Json& before, const Json& now, std::string_view when, const Tell& tell) {
    const auto differs = [&](std::string_view said, const Json* was, const Json* is) {
        static const Json nothing;
        const Json& a = was == nullptr ? nothing : *was;
        const Json& b = is == nullptr ? nothing : *is;
        if (a != b)
            tell(fmt::format("{}, of the record '{}' that is made {} was {}, is now {}", when,
                             now.string_or_empty("type"), said, shown_value(a), shown_value(b)));
    };
    differs("the title", before.find("title"), now.find("title"));
    differs("the description", before.find("description"), now.find("description"));
    differs("the name of its row in expressions", before.find("as"), now.find("as"));
    differs("the name of its element in expressions", before.find("with_as"), now.find("with_as"));
    differs("the state for what is superfluous", before.find("superfluous"), now.find("superfluous"));
    static const Json none{JsonObject{}};
    const Json* was = before.find("fields");
    const Json* is = now.find("fields");
    const Json &a = was == nullptr ? none : *was, &b = is == nullptr ? none : *is;
    for (const auto& [field, value] : b.object())
        differs(fmt::format("field '{}'", field), a.find(field), &value);
    for (const auto& [field, value] : a.object())
        if (b.find(field) == nullptr) differs(fmt::format("field '{}'", field), &value, nullptr);
}

std::string_view becomes(const Json& edge) {
    return edge.string_or_empty("becomes");
}

std::string as_soon_as(const Json& edge) {
    return fmt::format("as soon as {}", becomes(edge));
}

// Something that followed still follows.
bool share_an_effect(const Json& one, const Json& other) {
    const List effects = items_of(one.find("effects"));
    return without(effects, items_of(other.find("effects"))).size() < effects.size();
}

// The edges of both that belong together: those that wait for the same; of the others, those that bring about
// the same.
struct Pairs {
    std::vector<std::pair<const Json*, const Json*>> both;
    List came, went;
};

Pairs paired(const List& before, const List& now) {
    Pairs pairs;
    pairs.went = before;
    pairs.came = now;
    const auto pair = [&](const auto& belong) {
        std::erase_if(pairs.came, [&](const Json* is) {
            const auto same =
                std::ranges::find_if(pairs.went, [&](const Json* was) { return belong(*was, *is); });
            if (same == pairs.went.end()) return false;
            pairs.both.emplace_back(*same, is);
            pairs.went.erase(same);
            return true;
        });
    };
    pair([](const Json& was, const Json& is) { return becomes(was) == becomes(is); });
    pair(share_an_effect);
    return pairs;
}

}  // namespace

void compare_effects(const Json& before, const Json& now, std::string_view when, std::string_view language,
                     const Tell& tell) {
    const List was = items_of(&before), is = items_of(&now);
    List came = without(is, was), went = without(was, is);
    const auto say = [&](const Json& about, const std::string& sentence) {
        const bool text = what_of(about) == "publish";
        if (language.empty() || text)
            tell(fmt::format("{}{}, {}", when, language.empty() ? "" : fmt::format(" ({})", language),
                             sentence));
    };
    if (came.empty() && went.empty() && !is.empty() && language.empty())
        return tell(fmt::format("what follows {} comes in another order: {}", when, in_order(is)));
    for (const Json* effect : came) {
        const auto like = std::ranges::find_if(
            went, [&](const Json* one) { return is_another(*one, *effect) || is_made_too(*one, *effect); });
        if (like == went.end()) {
            say(*effect, phrase_of(*effect).text("now"));
            continue;
        }
        if (is_another(**like, *effect))
            say(*effect, another(**like, *effect));
        else if (language.empty())
            compare_made(**like, *effect, when, tell);
        went.erase(like);
    }
    for (const Json* effect : went) say(*effect, phrase_of(*effect).text("no longer"));
}

void compare_edges(const Json& before, const Json& now, std::string_view language, const Tell& tell) {
    static const Json none{JsonArray{}};
    const auto effects = [](const Json& edge) -> const Json& {
        const Json* list = edge.find("effects");
        return list == nullptr ? none : *list;
    };
    const List was = items_of(&before), is = items_of(&now);
    const Pairs pairs = paired(was, is);
    for (const auto& [old, one] : pairs.both) {
        const List follow = items_of(&effects(*one));
        const bool other = becomes(*old) != becomes(*one);
        if (other && language.empty() && !follow.empty() && !what_of(*follow.front()).empty())
            tell(fmt::format("what followed {} follows now {}: {}", as_soon_as(*old), as_soon_as(*one),
                             in_order(follow)));
        if (effects(*old) != effects(*one))
            compare_effects(effects(*old), effects(*one), as_soon_as(*one), language, tell);
    }
    for (const Json* one : pairs.came) compare_effects(none, effects(*one), as_soon_as(*one), language, tell);
    for (const Json* one : pairs.went) compare_effects(effects(*one), none, as_soon_as(*one), language, tell);
    if (!language.empty() || !without(is, was).empty() || !without(was, is).empty()) return;
    std::vector<std::string> parts;
    for (const Json* one : is) parts.push_back(as_soon_as(*one));
    tell(fmt::format("what follows by itself is tried in another order: {}", join(parts, ", then ")));
}

}  // namespace reeve::process
