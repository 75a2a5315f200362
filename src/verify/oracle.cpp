#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "process/moves.hpp"
#include "process/types.hpp"
#include "verify/lazy_internal.hpp"
#include "verify/oracle_internal.hpp"

namespace reeve::verify {
namespace {

using process::Function;
using process::RecordMember;
using process::Slot;

// Instants that lie on either side of everything that an expression may compare them with.
cel::Value sample_instant(std::uint32_t which, std::size_t salt) {
    constexpr std::int64_t day = 86'400;
    constexpr std::array<std::int64_t, 4> seconds{0, 20'699 * day + 36'000, 20'701 * day + 79'200,
                                                  47'482 * day};
    return Instant{(seconds[which % seconds.size()] + static_cast<std::int64_t>(salt % 60)) * 1'000'000};
}

}  // namespace

std::optional<std::uint32_t> Oracle::ask(Asked asked, std::uint32_t count) {
    if (question_) return std::nullopt;
    if (count == 1) return 0;
    for (const Answer& answer : answers_)
        if (answer.asked == asked) return answer.value;
    question_ = Question{asked, count};
    return std::nullopt;
}

std::optional<std::uint32_t> Oracle::ask(DimensionIndex dimension, Asked::Of of) {
    return ask({of, dimension}, model_.layout.size(dimension));
}

std::optional<std::uint32_t> Oracle::choose(std::string_view what, std::uint32_t count) {
    return ask({Asked::Of::free, static_cast<std::uint32_t>(std::hash<std::string_view>{}(what))}, count);
}

cel::Value Oracle::open() {
    return cel::Value::error(cel::ErrorKind::host, "not answered yet");
}

cel::Value Oracle::lost() {
    lost_ = true;
    return open();
}

cel::Value Oracle::lost(std::string what) {
    unexplored_ = std::move(what);
    return lost();
}

cel::Value Oracle::instant(const std::string& what) {
    const auto which = choose(what, 4);
    return which ? sample_instant(*which, std::hash<std::string>{}(what)) : open();
}

cel::Value Oracle::organisation(const std::string& what) {
    return lazy(process::organisation_type(), [this, what](std::size_t member) -> cel::Value {
        const auto which = choose("organisation " + what, 2);
        if (!which) return open();
        const std::string name = *which == 0 ? "one" : "another";
        switch (static_cast<process::OrganisationMember>(member)) {
            case process::OrganisationMember::id:
            case process::OrganisationMember::name: return name;
            default: return lost();
        }
    });
}

cel::Value Oracle::person(std::string_view who, std::optional<DimensionIndex> token) {
    return lazy(process::person_type(),
                [this, who = std::string(who), token](std::size_t member) -> cel::Value {
                    if (static_cast<process::PersonMember>(member) == process::PersonMember::organisation)
                        return organisation("of " + who);
                    const auto which = token ? ask(*token) : choose(who, 2);
                    if (!which) return open();
                    return cel::Value(fmt::format("person {}", *which));
                });
}

cel::Value Oracle::opaque(Index index, Asked::Of of) {
    const process::Field& field = model_.type->fields[index];
    const std::string what = fmt::format("{} {}", of == Asked::Of::former ? "old" : "field", field.name);
    switch (field.kind) {
        case process::FieldKind::instant: return instant(what);
        case process::FieldKind::person: return person(what, {});
        case process::FieldKind::organisation: return organisation(what);
        default: break;
    }
    return lazy(process::team_type(), [this, what](std::size_t member) -> cel::Value {
        if (static_cast<process::TeamMember>(member) == process::TeamMember::organisation)
            return organisation("of " + what);
        const auto which = choose(what, 2);
        return which ? cel::Value(*which == 0 ? "one" : "another") : open();
    });
}

cel::Value Oracle::field(Index index, Asked::Of of) {
    const auto value = ask(model_.fields[index], of);
    if (!value) return open();
    const Sample& sample = model_.domains[index].samples[*value];
    if (sample.seen.is_null() || !is_opaque(model_.type->fields[index])) return sample.seen;
    return opaque(index, of);
}

cel::Value Oracle::state(Asked::Of of) {
    if (place == Place::creation && of == Asked::Of::former) return lost();
    const auto value = ask(model_.state, of);
    return value ? cel::Value(model_.type->states[*value].name) : open();
}

cel::Value Oracle::holder(Asked::Of of) {
    const auto has = ask(model_.leg_open, of);
    if (!has) return open();
    if (*has == 0) return {};
    const auto value = ask(model_.holder, of);
    return value ? cel::Value(model_.process->roles[*value].name) : open();
}

cel::Value Oracle::member(std::size_t index, Asked::Of of) {
    constexpr auto first = static_cast<std::size_t>(RecordMember::first_field);
    if (index >= first) return field(static_cast<Index>(index - first), of);
    switch (static_cast<RecordMember>(index)) {
        case RecordMember::number: return place == Place::creation ? cel::Value() : cel::Value("X-1");
        case RecordMember::title: return "Something is wrong";
        case RecordMember::description: {
            const auto has = choose("description", 2);
            return has ? cel::Value(*has == 0 ? "" : "As it is.") : open();
        }
        case RecordMember::state: return state(of);
        case RecordMember::holder: return holder(of);
        case RecordMember::rank: {
            if (!model_.type->priority) return {};
            const auto value = ask(model_.fields[*model_.type->priority], of);
            if (!value) return open();
            const Sample& sample = model_.domains[*model_.type->priority].samples[*value];
            if (sample.seen.is_null()) return {};
            const auto place_of =
                model_.process->choices[model_.type->fields[*model_.type->priority].choice].find(
                    sample.seen.string());
            return place_of ? cel::Value(model_.type->ranks[*place_of]) : cel::Value();
        }
        case RecordMember::reporter: return person("reporter", model_.reporter);
        case RecordMember::logged_by: return person("logged by", {});
        case RecordMember::created: return instant("created");
        case RecordMember::updated: return instant("updated");
        case RecordMember::waiting: {
            const auto value = ask(model_.state, of);
            if (!value) return open();
            switch (model_.type->states[*value].waiting) {
                case process::Waiting::reporter: return "reporter";
                case process::Waiting::vendor: return "vendor";
                case process::Waiting::date: return "date";
                default: return "none";
            }
        }
        default: return lost();
    }
}

cel::Value Oracle::leg() {
    return lazy(process::leg_type(), [this](std::size_t index) -> cel::Value {
        switch (static_cast<process::LegMember>(index)) {
            case process::LegMember::number: {
                if (!model_.monitors.leg_number) return lost();
                return counted(*model_.monitors.leg_number);
            }
            case process::LegMember::cause: {
                if (!model_.monitors.leg_cause) return lost();
                const auto value = ask(*model_.monitors.leg_cause);
                return value ? cel::Value(model_.layout[*model_.monitors.leg_cause].values[*value]) : open();
            }
            case process::LegMember::since: return instant("leg since");
        }
        return lost();
    });
}

cel::Value Oracle::variable(int slot) {
    if (slot >= static_cast<int>(Slot::first_field))
        return field(static_cast<Index>(slot - static_cast<int>(Slot::first_field)), Asked::Of::present);
    switch (static_cast<Slot>(slot)) {
        case Slot::round: return model_.monitors.round ? counted(*model_.monitors.round) : lost();
        case Slot::record:
            return lazy(model_.type->object, [this](std::size_t m) { return member(m, Asked::Of::present); });
        case Slot::old:
            if (place == Place::follows) {
                const auto made = choose("there is no record before", 2);
                if (!made) return open();
                if (*made == 1) return {};
            }
            return lazy(model_.type->object, [this](std::size_t m) { return member(m, Asked::Of::former); });
        case Slot::actor: {
            const auto desk = ask(model_.desk);
            if (!desk) return open();
            if (*desk == 1) return cel::Value::error(cel::ErrorKind::host, "the desk itself acts");
            return person("actor", model_.tokens > 1 ? std::optional(model_.actor) : std::nullopt);
        }
        case Slot::now: return instant("now");
        case Slot::state: return state(Asked::Of::present);
        case Slot::holder: return holder(Asked::Of::present);
        case Slot::reporter: return person("reporter", model_.reporter);
        case Slot::leg: return leg();
        case Slot::links: return links();
        case Slot::trees: return lost("answers to question trees");
        case Slot::registers: return lost("the entries of registers");
        case Slot::row: return linked_ ? *linked_ : lost();
        default: return lost();
    }
}

cel::Value Oracle::flag(const std::map<Index, DimensionIndex>& of, std::optional<Index> key) {
    const auto found = key ? of.find(*key) : of.end();
    if (found == of.end()) return lost();
    const auto value = ask(found->second);
    return value ? cel::Value(*value != 0) : open();
}

cel::Value Oracle::number(const std::map<Index, DimensionIndex>& of, std::optional<Index> key) {
    const auto found = key ? of.find(*key) : of.end();
    if (found == of.end()) return lost();
    return counted(found->second);
}

// The last number stands for itself and for all above it: the next ones, where more was compared than is told
// apart, and one beyond all that is compared.
cel::Value Oracle::counted(DimensionIndex dimension) {
    constexpr std::uint32_t next = 50;
    const auto value = ask(dimension);
    if (!value) return open();
    if (*value + 1 < model_.layout.size(dimension)) return cel::Value(static_cast<long>(*value));
    const std::uint32_t steps = *value >= static_cast<std::uint32_t>(counted_max) ? next : 1;
    const auto far = choose(model_.layout[dimension].name, steps + 1);
    return far ? cel::Value(static_cast<long>(*value) + (*far < steps ? *far : 1'000'000)) : open();
}

// Those who did it; where all of whom one tells apart did, there may be any number more.
cel::Value Oracle::people_at(const std::vector<DimensionIndex>& tokens) {
    cel::List people;
    for (std::size_t token = 0; token < tokens.size(); ++token) {
        const auto did = ask(tokens[token]);
        if (!did) return open();
        if (*did != 0) people.emplace_back(fmt::format("person {}", token));
    }
    if (people.size() < tokens.size()) return people;
    constexpr std::array<int, 8> more{0, 1, 2, 3, 4, 5, 6, 100};
    const auto which = choose("more of " + model_.layout[tokens.front()].name, more.size());
    if (!which) return open();
    for (int i = 0; i < more[*which]; ++i) people.emplace_back(fmt::format("another person {}", i));
    return people;
}

cel::Value Oracle::people_by(Index act) {
    const auto found = model_.monitors.by.find(act);
    return found == model_.monitors.by.end() ? lost() : people_at(found->second);
}

cel::Value Oracle::acting_as(Index role) {
    const auto found = model_.acting.find(role);
    if (found == model_.acting.end()) return lost();
    const auto value = ask(found->second);
    return value ? cel::Value(*value != 0) : open();
}

// Null where it was never done; else when, and by whom.
cel::Value Oracle::last_of(const PartOfPast& part) {
    const auto who = ask(part.at.front());
    if (!who) return open();
    if (*who == 0) return {};
    return lazy(process::last_type(), [this, who = *who, &part](std::size_t member) -> cel::Value {
        if (static_cast<process::LastMember>(member) == process::LastMember::at)
            return instant("last " + model_.layout[part.at.front()].name);
        return who == 1 ? cel::Value() : cel::Value(fmt::format("person {}", who - 2));
    });
}

// What is asked of a part of the past, or of the whole what only parts are asked otherwise.
cel::Value Oracle::part_of_past(int function, std::span<const cel::Value> arguments) {
    constexpr int per_scope = static_cast<int>(Function::leg_done);
    const auto asked = static_cast<Function>(function % per_scope);
    const auto scope = static_cast<Function>(function - function % per_scope);
    Index since = 0;
    if (scope == Function::since_done) {
        const auto act = arguments[0].is(cel::ValueKind::object)
                             ? model_.type->act(arguments[0].object().field(0).string())
                             : std::nullopt;
        if (!act) return lost();
        since = *act;
        arguments = arguments.subspan(1);
    }
    const std::string name = arguments[0].is(cel::ValueKind::string) ? arguments[0].string() : "";
    const bool was = asked == Function::was;
    const auto what = asked == Function::ever ? model_.type->state(name)
                      : was                   ? model_.type->field(name)
                                              : model_.type->act(name);
    const std::string value = was && arguments[1].is(cel::ValueKind::string) ? arguments[1].string() : "";
    const PartOfPast* part = what ? model_.monitors.part(scope, since, asked, *what, value) : nullptr;
    if (part == nullptr) return lost();
    if (asked == Function::by) return people_at(part->at);
    if (asked == Function::last) return last_of(*part);
    if (asked == Function::times) return counted(part->at.front());
    const auto is = ask(part->at.front());
    return is ? cel::Value(*is != 0) : open();
}

cel::Value Oracle::is_within(const std::string& whole) {
    const auto around = model_.type->state(whole);
    const auto value = ask(model_.state);
    if (!around) return lost();
    return value ? cel::Value(process::is_within(*model_.type, *value, *around)) : open();
}

cel::Value Oracle::history(Function function, std::span<const cel::Value> arguments) {
    const Monitors& monitors = model_.monitors;
    const std::string name =
        !arguments.empty() && arguments[0].is(cel::ValueKind::string) ? arguments[0].string() : "";
    switch (function) {
        case Function::done: return flag(monitors.done, model_.type->act(name));
        case Function::times: return number(monitors.times, model_.type->act(name));
        case Function::leg_done: return flag(monitors.leg_done, model_.type->act(name));
        case Function::leg_times: return number(monitors.leg_times, model_.type->act(name));
        case Function::ever: return flag(monitors.ever, model_.type->state(name));
        case Function::by: {
            const auto act = model_.type->act(name);
            return act ? people_by(*act) : lost();
        }
        case Function::was: {
            const auto index = model_.type->field(name);
            const auto found = index && arguments[1].is(cel::ValueKind::string)
                                   ? monitors.was.find({*index, arguments[1].string()})
                                   : monitors.was.end();
            if (found == monitors.was.end()) return lost();
            const auto value = ask(found->second);
            return value ? cel::Value(*value != 0) : open();
        }
        case Function::staffed: {
            const auto is = choose("staffed " + name, 2);
            return is ? cel::Value(*is != 0) : open();
        }
        case Function::acting_as: {
            const auto role = model_.process->role(name);
            return role ? acting_as(*role) : lost();
        }
        case Function::since: return cel::Value::object(process::since_type(), {arguments[0]});
        case Function::inside: return is_within(name);
        case Function::derived: return flag(monitors.derived, model_.type->link(name));
        case Function::approved:
        case Function::approval: return approval(function, name);
        default: break;
    }
    return function < Function::since ? part_of_past(static_cast<int>(function), arguments) : lost();
}

cel::Value Oracle::part(std::size_t index, std::span<const cel::Value> arguments) {
    const OpenPart& part = open_[index];
    for (const std::uint32_t table : part.tables)
        for (std::uint32_t row = 0; row < model_.process->tables[table].rows.size(); ++row)
            rows_.emplace_back(table, row);
    if (!part.condition) return any_value(part.nullable);
    if (part.compares != OpenPart::Compares::nothing) {
        const bool none = arguments[0].is_null() || arguments[1].is_null();
        const bool differ = part.compares == OpenPart::Compares::field_and_former || none;
        if (differ && !(arguments[0] == arguments[1])) return part.negated;
        if (none) return !part.negated;
    }
    const std::string which = part.each ? fmt::format("#{}", ++asked_of_each_[index]) : std::string();
    const auto answer = choose("part " + part.text + which, part.may_err ? 3 : 2);
    if (!answer) return open();
    return *answer == 2 ? cel::Value::error(cel::ErrorKind::invalid_argument, "it has no such value")
                        : cel::Value(*answer == 1);
}

cel::Value Oracle::call(int function, std::span<const cel::Value> arguments) {
    if (function >= first_open_part)
        return part(static_cast<std::size_t>(function - first_open_part), arguments);
    if (function < static_cast<int>(Function::first_table))
        return history(static_cast<Function>(function), arguments);
    const auto index = static_cast<std::size_t>(function - static_cast<int>(Function::first_table));
    if (index >= model_.process->tables.size()) return lost();
    const process::Table& table = model_.process->tables[index];
    for (const std::size_t row : table.hits(arguments))
        rows_.emplace_back(static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(row));
    if (table.from) return lost("the entries of registers");
    return table.call(arguments);
}

}  // namespace reeve::verify
