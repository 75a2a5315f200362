#include "process/agreement_terms.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "calendar/date.hpp"
#include "calendar/working_time.hpp"
#include "process/span.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t shown_most = 60;
constexpr int longest_days = 3'660;  // ten years; of working days no more are read

std::string cut(std::string_view text) {
    return std::string(text.substr(0, shown_most));
}

template <class Named>
std::string listed(const std::vector<Named>& list) {
    std::vector<std::string> names;
    for (const Named& one : list) names.push_back(one.name);
    return join(names, ", ");
}

}  // namespace

std::string wrong_day(std::string_view day) {
    return calendar::Date::parse(day) ? "" : fmt::format("'{}' is no day: say it as '2024-05-17'.", cut(day));
}

std::string wrong_order(std::string_view from, std::string_view until) {
    const auto first = calendar::Date::parse(from);
    const auto last = calendar::Date::parse(until);
    return first && last && *last < *first ? "It ends before it begins." : "";
}

std::string wrong_count(std::size_t targets) {
    if (targets == 0) return "An agreement without a target promises nothing: name a clock and its limit.";
    return targets > targets_most ? fmt::format("An agreement has at most {} targets.", targets_most) : "";
}

std::vector<const RecordType*> types_promised(const Process& process, AgreementKind kind,
                                              std::string_view clock) {
    std::vector<const RecordType*> types;
    for (const RecordType& type : process.types)
        if (std::ranges::any_of(type.clocks,
                                [&](const Clock& one) { return one.agreement == kind && one.name == clock; }))
            types.push_back(&type);
    return types;
}

std::string wrong_clock(const Process& process, AgreementKind kind, std::string_view clock) {
    std::vector<std::string> known;
    for (const RecordType& type : process.types)
        for (const Clock& one : type.clocks)
            if (one.agreement == kind && std::ranges::find(known, one.name) == known.end())
                known.push_back(one.name);
    if (std::ranges::find(known, clock) != known.end()) return {};
    if (known.empty())
        return fmt::format("No clock of '{}' rests on an agreement of the kind '{}'.", process.id,
                           word(kind));
    return fmt::format("There is no clock '{}' that rests on an agreement of the kind '{}'; there is {}.",
                       cut(clock), word(kind), join(known, ", "));
}

std::string wrong_holder(const Process& process, const Json& role) {
    if (role.is_string() && process.role(role.string())) return {};
    return fmt::format("There is no role '{}'; there is {}.", role.is_string() ? cut(role.string()) : "",
                       listed(process.roles));
}

std::string never_holds(const Process& process, const std::vector<const RecordType*>& types,
                        std::string_view role) {
    const auto index = process.role(role);
    std::vector<std::string> holders;
    for (const RecordType* type : types)
        for (const Index holder : type->custody.holders)
            if (holder == index)
                return {};
            else if (std::ranges::find(holders, process.roles[holder].name) == holders.end())
                holders.push_back(process.roles[holder].name);
    return fmt::format("'{}' never holds such a record; {} do.", cut(role), join(holders, ", "));
}

std::string wrong_term(const Process& process, const RecordType& type, std::string_view name,
                       const Json& value) {
    const auto index = type.field(name);
    if (!index) return fmt::format("'{}' has no field '{}'.", type.name, cut(name));
    const Field& field = type.fields[*index];
    const std::string shown = value.is_string() ? cut(value.string()) : "this";
    if (field.personal) return fmt::format("'{}' is personal; no target may depend on it.", name);
    const bool truth =
        value.is_bool() || (value.is_string() && (value.string() == "true" || value.string() == "false"));
    if (field.kind == FieldKind::organisation || (field.kind == FieldKind::boolean && truth)) return {};
    if (field.kind != FieldKind::choice)
        return fmt::format(
            "'{}' is no value of '{}' that a target can ask for: choices, yes or no, and organisations are.",
            shown, name);
    const Choice& choice = process.choices[field.choice];
    if (value.is_string() &&
        std::ranges::find(choice.values, value.string(), &ChoiceValue::name) != choice.values.end())
        return {};
    return fmt::format("'{}' is no value of '{}'; there is {}.", shown, name, listed(choice.values));
}

const RecordType* type_asked(const Process& process, const std::vector<const RecordType*>& types,
                             const Json& terms) {
    const auto first = [&](auto&& fits) {
        const auto found = std::ranges::find_if(types, [&](const RecordType* type) {
            return std::ranges::all_of(terms.object(), [&](const auto& term) {
                return term.first == "holder" || fits(*type, term.first, term.second);
            });
        });
        return found == types.end() ? nullptr : *found;
    };
    if (const RecordType* all =
            first([&](const RecordType& type, const std::string& name, const Json& value) {
                return wrong_term(process, type, name, value).empty();
            }))
        return all;
    if (const RecordType* named = first([](const RecordType& type, const std::string& name, const Json&) {
            return type.field(name).has_value();
        }))
        return named;
    return types.empty() ? nullptr : types.front();
}

CountedIn counted_in(std::string title, const calendar::WorkingTime& time) {
    return {std::move(title), time.is_always_open(), time.day_length() > Duration{}};
}

std::string wrong_units(std::string_view limit, const CountedIn& calendar) {
    if (calendar.title.empty()) return {};
    std::string exact(limit);
    const std::size_t working = exact.find("wd");
    if (working != std::string::npos) exact.erase(working, 2);
    if (calendar.always_open && working != std::string::npos)
        return fmt::format("'{}' has no working days: say '24h'.", calendar.title);
    if (!calendar.has_days && working != std::string::npos)
        return fmt::format("'{}' has no hours of the week, so its working day has no length: say 'h'.",
                           calendar.title);
    if (!calendar.always_open && exact.find('d') != std::string::npos)
        return fmt::format("'{}' would be 24 hours a day, but '{}' counts working time: say 'wd' or 'h'.",
                           cut(limit), calendar.title);
    return {};
}

std::string wrong_limit(std::string_view limit, std::string_view clock, const CountedIn& calendar) {
    const std::string of = clock.empty() ? "it" : "'" + cut(clock) + "'";
    if (limit.empty())
        return fmt::format(
            "The target of {} has no figure, so nobody can measure it: say how long, such as '4h'.", of);
    const std::string shown = cut(limit);
    if (std::ranges::all_of(limit, [](char c) { return c >= '0' && c <= '9'; }))
        return fmt::format("'{0}' has no unit: say '{0}h', '{0}m' or '{0}wd'.", shown);
    const auto span = parse_span(limit);
    if (!span)
        return fmt::format(
            "'{}' is no length of time: say a figure with its unit, such as '4h', '30m' or '1wd'.", shown);
    if (*span == Span{}) return fmt::format("The target of {} allows no time at all.", of);
    if (span->exact > Duration::days(longest_days))
        return fmt::format("The target of {} is longer than ten years: nobody would see it missed.", of);
    return wrong_units(limit, calendar);
}

std::string wrong_shares(const std::vector<int>& percent) {
    const bool whole = std::ranges::all_of(percent, [](int one) { return one >= 1 && one <= 99; });
    const bool ascending = std::ranges::adjacent_find(percent, std::greater_equal{}) == percent.end();
    return whole && ascending ? "" : "Shares are whole per cents from 1 to 99, ascending.";
}

std::string said_twice(std::string_view clock) {
    return fmt::format("Another target says the same of '{}'; leave one of them out.", clock);
}

std::string said_before(std::string_view clock) {
    return fmt::format(
        "No record comes to it: a target of '{}' above it fits all that it fits. Put this one first.", clock);
}

}  // namespace reeve::process
