#include "process/types.hpp"

#include "base/check.hpp"

namespace reeve::process {
namespace {

using cel::Type;

std::vector<std::string> names_of(const std::vector<Role>& roles) {
    std::vector<std::string> names;
    for (const Role& role : roles) names.push_back(role.name);
    return names;
}

const std::vector<std::string>& waiting_names() {
    static const std::vector<std::string> names{"none", "reporter", "vendor", "date"};
    return names;
}

}  // namespace

const Type& organisation_type() {
    static const Type type = Type::object(
        "organisation", {{"id", Type::string()}, {"name", Type::string()}, {"kind", Type::string()}});
    return type;
}

const Type& person_type() {
    static const Type type = Type::object(
        "person", {{"id", Type::string()}, {"name", Type::string()}, {"organisation", organisation_type()}});
    return type;
}

const Type& team_type() {
    static const Type type = Type::object(
        "team", {{"id", Type::string()}, {"name", Type::string()}, {"organisation", organisation_type()}});
    return type;
}

const Type& leg_type() {
    static const Type type = Type::object(
        "leg", {{"number", Type::integer()}, {"since", Type::timestamp()}, {"cause", Type::string()}});
    return type;
}

const Type& span_type() {
    static const Type type =
        Type::object("span", {{"micros", Type::integer()}, {"working_days", Type::integer()}});
    return type;
}

const Type& last_type() {
    static const Type type =
        Type::object("last", {{"at", Type::timestamp()}, {"by", Type::maybe(Type::string())}});
    return type;
}

const Type& since_type() {
    static const Type type = Type::object("since", {{"act", Type::string()}});
    return type;
}

Type choice_type(const Choice& choice) {
    std::vector<std::string> values;
    for (const ChoiceValue& value : choice.values) values.push_back(value.name);
    return Type::choice(choice.name, std::move(values));
}

Type role_type(const Process& process) {
    return Type::choice("role", names_of(process.roles));
}

Type state_type(const RecordType& type) {
    std::vector<std::string> names;
    for (const State& state : type.states)
        if (state.leaf) names.push_back(state.name);
    return Type::choice("state", std::move(names));
}

Type value_type(const Process& process, const Field& field) {
    switch (field.kind) {
        case FieldKind::text: return Type::string();
        case FieldKind::choice:
            // While a process is loaded a field may name a choice that there is not; it is said elsewhere.
            return field.choice < process.choices.size() ? choice_type(process.choices[field.choice])
                                                         : Type::dyn();
        case FieldKind::integer: return Type::integer();
        case FieldKind::boolean: return Type::boolean();
        case FieldKind::instant: return Type::timestamp();
        case FieldKind::duration: return Type::duration();
        case FieldKind::person: return person_type();
        case FieldKind::team: return team_type();
        case FieldKind::organisation: return organisation_type();
    }
    REEVE_CHECK(false);
    return Type::dyn();
}

Type field_type(const Process& process, const Field& field) {
    const Type value = value_type(process, field);
    if (field.required) return value;
    if (field.is && !field.is->program.result().is(cel::TypeKind::maybe)) return value;
    return Type::maybe(value);
}

Type column_type(const Process& process, const ColumnType& column) {
    const auto plain = [&] {
        switch (column.kind) {
            case ColumnType::Kind::choice: return choice_type(process.choices[column.choice]);
            case ColumnType::Kind::role: return role_type(process);
            case ColumnType::Kind::boolean: return Type::boolean();
            case ColumnType::Kind::integer: return Type::integer();
            case ColumnType::Kind::text: return Type::string();
            case ColumnType::Kind::duration: return span_type();
        }
        REEVE_CHECK(false);
        return Type::dyn();
    }();
    return column.maybe ? Type::maybe(plain) : plain;
}

Type record_object(const Process& process, const RecordType& type) {
    const bool ranked =
        type.priority && field_type(process, type.fields[*type.priority]).kind() != cel::TypeKind::maybe;
    std::vector<cel::Field> members{
        {"number", Type::maybe(Type::string())},
        {"title", Type::string()},
        {"description", Type::string()},
        {"state", state_type(type)},
        {"holder", Type::maybe(role_type(process))},
        {"rank", ranked ? Type::integer() : Type::maybe(Type::integer())},
        {"reporter", person_type()},
        {"logged_by", person_type()},
        {"channel", Type::string()},
        {"created", Type::timestamp()},
        {"updated", Type::timestamp()},
        {"version", Type::integer()},
        {"waiting", Type::choice("waiting", waiting_names())},
    };
    REEVE_CHECK(members.size() == static_cast<std::size_t>(RecordMember::first_field));
    for (const Field& field : type.fields) members.push_back({field.name, field_type(process, field)});
    return Type::object(type.name, std::move(members));
}

Type linked_object(const Process& process, const Link& link) {
    std::vector<cel::Field> members{{"number", Type::string()},
                                    {"type", Type::string()},
                                    {"kind", Type::string()},
                                    {"open", Type::boolean()}};
    const auto add = [&](const std::string& name, Type type) { members.push_back({name, std::move(type)}); };
    if (link.is_remote()) {
        if (!link.outcomes.empty()) add("outcome", Type::choice("outcome", link.outcomes));
        for (const Field& field : link.reads) add(field.name, Type::maybe(value_type(process, field)));
        return Type::object("linked " + link.target_name, std::move(members));
    }
    const RecordType& target = process.types[link.target_type];
    add("state", state_type(target));
    if (!target.outcomes.empty()) add("outcome", Type::choice("outcome", target.outcomes));
    for (const Index shared : target.shares)
        add(target.fields[shared].name, field_type(process, target.fields[shared]));
    return Type::object("linked " + target.name, std::move(members));
}

Type register_entry(const Process& process, const RecordType& type) {
    std::vector<cel::Field> members{{"number", Type::string()}, {"title", Type::string()}};
    for (const Field& field : type.fields) members.push_back({field.name, field_type(process, field)});
    return Type::object("entry of " + type.name, std::move(members));
}

Type links_object(const RecordType& type) {
    std::vector<cel::Field> members;
    for (const auto* links : {&type.links, &type.inverses})
        for (const Link& link : *links) members.push_back({link.name, Type::list(link.linked)});
    return Type::object("links", std::move(members));
}

}  // namespace reeve::process
