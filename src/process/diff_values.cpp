// The values of a process's members, as its differences say them.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "base/text.hpp"
#include "process/diff_internal.hpp"

namespace reeve::process {
namespace {

// A share of a clock's limit and what is done then; a seat, and whose people sit on it; when an act is done
// by itself.
std::string shown_at(const Json& value, const Json& at) {
    if (at.is_integer()) {
        const Json* act = value.find("do");
        return act == nullptr ? fmt::format("at {} %", at.integer())
                              : fmt::format("at {} %, act '{}'", at.integer(), act->string());
    }
    const Json* role = value.find("role");
    if (role == nullptr) return fmt::format("at {}", shown_value(at));
    return at.is_null() ? role->string() : fmt::format("{} of {}", role->string(), at.string());
}

const Json& nothing() {
    static const Json none;
    return none;
}

const Json* member(const Json& value, std::string_view name) {
    return value.is_object() ? value.find(name) : nullptr;
}

// Of both objects each name with what it has there.
void each_name(const Json& before, const Json& now,
               const std::function<void(const std::string&, const Json&, const Json&)>& see) {
    if (now.is_object())
        for (const auto& [name, value] : now.object()) {
            const Json* was = member(before, name);
            see(name, was == nullptr ? nothing() : *was, value);
        }
    if (!before.is_object()) return;
    for (const auto& [name, value] : before.object())
        if (member(now, name) == nullptr) see(name, value, nothing());
}

void compare_outcomes(const Json& before, const Json& now, const Tell& tell) {
    each_name(before, now, [&](const std::string& name, const Json& was, const Json& is) {
        if (was == is) return;
        if (was.is_null()) return tell(fmt::format("the outcome '{}' is new: {}", name, shown_value(is)));
        if (is.is_null()) return tell(fmt::format("the outcome '{}' is gone", name));
        const auto each = [&](const Json& all, const Json& others, std::string_view said) {
            for (const Json& state : all.array())
                if (std::ranges::find(others.array(), state) == others.array().end())
                    tell(fmt::format("the state '{}' {} the outcome '{}'", state.string(), said, name));
        };
        each(is, was, "now has");
        each(was, is, "no longer has");
    });
}

// {text, to: [{from, to}]}
void compare_hands(const Json& before, const Json& now, const Tell& tell) {
    const auto text = [](const Json& hands) {
        const Json* found = member(hands, "text");
        return found == nullptr ? std::string("nobody") : found->string();
    };
    if (text(before) != text(now))
        tell(fmt::format("whom it is handed to was {}, is now {}", text(before), text(now)));
    const auto ways = [](const Json& hands) {
        JsonObject all;
        if (const Json* to = member(hands, "to"))
            for (const Json& one : to->array())
                all.set(std::string(one.string_or_empty("from")), one.string_or_empty("to"));
        return Json(std::move(all));
    };
    each_name(ways(before), ways(now), [&](const std::string& from, const Json& was, const Json& is) {
        if (was != is)
            tell(fmt::format("from {} it is handed to {}, and no longer to {}", from, shown_value(is),
                             shown_value(was)));
    });
}

}  // namespace

std::string_view label_of(std::string_view member) {
    static const std::map<std::string_view, std::string_view> labels{
        {"from", "possible in"},
        {"to", "leads to"},
        {"by", "who may do it"},
        {"arrives", "where a hand-over arrives"},
        {"rows_from", "has its rows from"},
        {"outcomes", "the outcomes it reads"},
        {"hands", "hands over"},
        {"when", "only when"},
        {"why", "the sentence said"},
        {"automatic", "done by itself"},
        {"not_before", "not before"},
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
        {"keeps_state", "stays where it is"},
        {"reopens", "may leave an end"},
        {"team", "the team"},
        {"reasons", "the reasons of hand-overs"},
        {"effective_from", "in effect from"},
        {"effective_until", "in effect until"},
        {"gives", "what comes out"},
        {"via", "comes by way of"},
        {"within", "lies in"},
        {"where", "counts where"},
        {"reads_internal", "its members read what is internal"},
        {"disjoint", "nobody has it together with"},
    };
    const auto known = labels.find(member);
    return known == labels.end() ? member : known->second;
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
    if (const Json* at = value.find("at")) return shown_at(value, *at);
    std::vector<std::string> parts;
    for (const auto& [key, member] : value.object())
        parts.push_back(fmt::format("{} {}", label_of(key), shown_value(member)));
    return join(parts, " ");
}

bool compare_apart(std::string_view key, const Json& before, const Json& now, std::string_view language,
                   const Tell& tell) {
    static const std::map<std::string_view, std::string_view> effects{
        {"effects", "after it"}, {"enter", "on entering it"}, {"exit", "on leaving it"}};
    const bool objects = before.is_object() || now.is_object();
    if (const auto when = effects.find(key); when != effects.end()) {
        compare_effects(before, now, when->second, language, tell);
    } else if (key == "on") {
        compare_edges(before, now, language, tell);
    } else if (key == "root") {
        compare_questions(before, now, language, tell);
    } else if (key == "outcomes" && objects) {
        if (language.empty()) compare_outcomes(before, now, tell);
    } else if (key == "hands" && objects) {
        if (language.empty()) compare_hands(before, now, tell);
    } else if (key == "ranks" && objects) {
        if (language.empty())
            each_name(before, now, [&](const std::string& value, const Json& was, const Json& is) {
                if (was != is)
                    tell(fmt::format("the rank of {} was {}, is now {}", value, shown_value(was),
                                     shown_value(is)));
            });
    } else {
        return false;
    }
    return true;
}

}  // namespace reeve::process
