#include <fmt/format.h>

#include "base/text.hpp"
#include "process/span.hpp"
#include "process/types.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

using process::FieldKind;
using Kept = std::expected<Json, std::string>;

std::unexpected<std::string> wrong(std::string why) {
    return std::unexpected(std::move(why));
}

template <class Entry>
const Entry* by_id_or_name(const Entry* (Directory::*by_id)(Id) const,
                           const Entry* (Directory::*by_name)(std::string_view) const,
                           const Directory& directory, std::string_view text) {
    if (const auto id = Id::parse(text)) return (directory.*by_id)(*id);
    return (directory.*by_name)(text);
}

Kept kept_text(const process::Field& field, const std::string& text) {
    if (text.empty()) return Json();
    if (std::string why = wrong_text(text, field.length_max, !field.long_text); !why.empty())
        return wrong(std::move(why));
    return text;
}

Kept kept_choice(const process::Process& process, const process::Field& field, const std::string& text) {
    const process::Choice& choice = process.choices[field.choice];
    if (choice.find(text)) return text;
    std::vector<std::string> known;
    for (const process::ChoiceValue& value : choice.values) known.push_back(value.name);
    const std::string_view near = nearest(text, known);
    if (near.empty()) return wrong(fmt::format("It is one of {}.", join(known, ", ")));
    return wrong(fmt::format("It is one of {}; did you mean '{}'?", join(known, ", "), near));
}

Kept kept_reference(const process::Field& field, const std::string& text, const Directory& directory) {
    if (field.kind == FieldKind::person) {
        const Person* person = find_person(directory, text);
        if (person == nullptr || !person->active) return wrong(fmt::format("There is no person '{}'.", text));
        return person->id.text();
    }
    if (field.kind == FieldKind::team) {
        const Team* team = by_id_or_name<Team>(&Directory::team, &Directory::team, directory, text);
        if (team == nullptr) return wrong(fmt::format("There is no team '{}'.", text));
        return team->id.text();
    }
    const Organisation* organisation =
        by_id_or_name<Organisation>(&Directory::organisation, &Directory::organisation, directory, text);
    if (organisation == nullptr) return wrong(fmt::format("There is no organisation '{}'.", text));
    if (!field.organisation_kind.empty() && organisation->kind != field.organisation_kind)
        return wrong(fmt::format("{} is no {}.",
                                 organisation->display.empty() ? organisation->name : organisation->display,
                                 field.organisation_kind));
    return organisation->id.text();
}

// As it was said: only the calendar of what counts by it knows how long that is.
Kept kept_working_days(const process::Field& field, const std::string& text) {
    const auto span = process::parse_span(text);
    if (!span) return wrong("It is a length of time, such as 1h30m.");
    if (field.takes_working_days)
        return fmt::format("{}wd{}", span->working_days,
                           span->exact == Duration{} ? std::string() : text_in_hours(span->exact));
    return wrong(
        fmt::format("'{}' is working days, which count here in no calendar; say hours, such as 8h.", text));
}

Kept kept_string(const process::Process& process, const process::Field& field, const std::string& text,
                 const Directory& directory) {
    switch (field.kind) {
        case FieldKind::text: return kept_text(field, text);
        case FieldKind::choice: return kept_choice(process, field, text);
        case FieldKind::instant:
            if (const auto at = parse_instant(text)) return reeve::text(*at);
            return wrong("It is a date and time with an offset, such as 2014-01-20T09:00:00+02:00.");
        case FieldKind::duration:
            // Hours stay hours: of working time a day is none of 24.
            if (const auto span = parse_duration(text))
                return text.find('d') == std::string::npos ? text_in_hours(*span) : reeve::text(*span);
            return kept_working_days(field, text);
        case FieldKind::person:
        case FieldKind::team:
        case FieldKind::organisation: return kept_reference(field, text, directory);
        case FieldKind::integer: return wrong("It is a whole number.");
        case FieldKind::boolean: return wrong("It is true or false.");
    }
    return wrong("It is of no known kind.");
}

std::string id_of(const cel::Value& object) {
    const cel::Value id = object.object().field(0);
    return id.is(cel::ValueKind::string) ? id.string() : std::string();
}

}  // namespace

std::string text_in_hours(Duration span) {
    constexpr std::int64_t hour = 3'600'000'000;
    if (span.micros < hour) return text(span);
    const Duration rest{span.micros % hour};
    return fmt::format("{}h{}", span.micros / hour, rest.micros == 0 ? std::string() : text(rest));
}

std::string wrong_text(std::string_view text, std::size_t length_max, bool one_line) {
    if (const std::size_t length = length_utf8(text); length > length_max)
        return fmt::format("It has {} characters; at most {} fit.", length, length_max);
    if (text.find('\0') != std::string_view::npos) return "It contains a character that no text has (NUL).";
    if (one_line && text.find_first_of("\n\r") != std::string_view::npos) return "It is a single line.";
    return {};
}

const Person* find_person(const Directory& directory, std::string_view id_or_name) {
    return by_id_or_name<Person>(&Directory::person, &Directory::person, directory, id_or_name);
}

Kept kept_value(const process::Process& process, const process::Field& field, const Json& sent,
                const Directory& directory) {
    if (sent.is_null()) return Json();
    if (field.kind == FieldKind::boolean) {
        if (sent.is_bool()) return sent;
        return wrong("It is true or false.");
    }
    if (field.kind == FieldKind::integer) {
        if (!sent.is_integer()) return wrong("It is a whole number.");
        if (sent.integer() > integer_max || sent.integer() < -integer_max)
            return wrong(fmt::format("It lies between -{0} and {0}.", integer_max));
        return sent;
    }
    if (!sent.is_string()) return wrong(fmt::format("It is a text, not a {}.", sent.kind()));
    return kept_string(process, field, sent.string(), directory);
}

Kept kept_value(const process::Process& process, const process::Field& field, const cel::Value& value,
                const Directory& directory) {
    switch (value.kind()) {
        case cel::ValueKind::null: return Json();
        case cel::ValueKind::boolean: return kept_value(process, field, Json(value.boolean()), directory);
        case cel::ValueKind::integer: return kept_value(process, field, Json(value.integer()), directory);
        case cel::ValueKind::string: return kept_value(process, field, Json(value.string()), directory);
        case cel::ValueKind::timestamp:
            return kept_value(process, field, Json(text(value.instant())), directory);
        case cel::ValueKind::duration: return kept_value(process, field, Json(text(value.span())), directory);
        case cel::ValueKind::object: return kept_value(process, field, Json(id_of(value)), directory);
        case cel::ValueKind::error:
            return wrong(fmt::format("It cannot be evaluated: {}.", value.error().message));
        default: return wrong(fmt::format("'{}' is no value for it.", cel::text(value)));
    }
}

cel::Value seen_organisation(Id id, const Directory& directory) {
    const Organisation* organisation = directory.organisation(id);
    return cel::Value::object(
        process::organisation_type(),
        {id.text(), organisation ? organisation->name : "", organisation ? organisation->kind : ""});
}

cel::Value seen_person(Id id, const Directory& directory) {
    const Person* person = directory.person(id);
    return cel::Value::object(process::person_type(),
                              {id.text(), person ? person->name : "",
                               seen_organisation(person ? person->organisation : Id{}, directory)});
}

cel::Value seen_value(const process::Field& field, const Json* kept, const Directory& directory) {
    if (kept == nullptr || kept->is_null()) return {};
    if (kept->is_bool()) return kept->boolean();
    if (kept->is_integer()) return kept->integer();
    if (!kept->is_string()) return {};
    const std::string& text = kept->string();
    switch (field.kind) {
        case FieldKind::instant:
            if (const auto at = parse_instant(text)) return *at;
            return {};
        case FieldKind::duration:
            if (const auto span = parse_duration(text)) return *span;
            if (process::parse_span(text))
                return cel::Value::error(
                    cel::ErrorKind::host,
                    fmt::format("'{}' is working days, which no expression counts", text));
            return {};
        case FieldKind::person: return seen_person(Id::parse(text).value_or(Id{}), directory);
        case FieldKind::organisation: return seen_organisation(Id::parse(text).value_or(Id{}), directory);
        case FieldKind::team: {
            const Id id = Id::parse(text).value_or(Id{});
            const Team* team = directory.team(id);
            return cel::Value::object(process::team_type(),
                                      {text, team ? team->name : "",
                                       seen_organisation(team ? team->organisation : Id{}, directory)});
        }
        default: return text;
    }
}

}  // namespace reeve::records
