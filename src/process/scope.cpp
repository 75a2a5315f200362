#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "calendar/zone.hpp"
#include "cel/compile.hpp"
#include "process/scope_internal.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

using cel::Type;

int slot(Slot slot) {
    return static_cast<int>(slot);
}

bool has_actor(Place place) {
    return place == Place::standard || place == Place::first || place == Place::creation ||
           place == Place::act || place == Place::end;
}

// What follows from a state or an edge.
bool follows(Place place) {
    return place == Place::effect || place == Place::passage;
}

// A record that lives: it has a state, a holder and a past.
bool has_life(Place place) {
    return place == Place::act || place == Place::end || place == Place::limit || place == Place::rule ||
           follows(place);
}

// What is decided for a record at an instant: a rule or a clock may not change because a register did.
bool reads_registers(Place place) {
    return place == Place::first || place == Place::creation || place == Place::act || place == Place::end ||
           follows(place);
}

std::optional<int> zone_offset(std::string_view zone, std::int64_t epoch_seconds) {
    const auto loaded = calendar::Zone::load(zone);
    if (!loaded) return std::nullopt;
    return loaded->offset_seconds(epoch_seconds);
}

constexpr int per_scope = static_cast<int>(Function::leg_done) - static_cast<int>(Function::done);
static_assert(static_cast<int>(Function::since) == 4 * per_scope);

// Of the questions about the past: which one, and over what time.
std::optional<std::pair<Function, Function>> asked_of(int function) {
    if (function >= static_cast<int>(Function::since)) return std::nullopt;
    return std::pair(static_cast<Function>(function % per_scope),
                     static_cast<Function>(function - function % per_scope));
}

// Of the functions that take a name: the name is looked up at load, so it must stand there.
bool takes_names(int function) {
    return function < static_cast<int>(Function::first_table);
}

}  // namespace

Place place_of(const RecordType& type, const Act& act) {
    if (act.creates_record) return Place::creation;
    const auto ended = [&](Index state) { return type.states[state].end; };
    return std::any_of(act.from.begin(), act.from.end(), ended) ? Place::end : Place::act;
}

Scopes::Scopes(const Process& process, Index type, const Broken& broken,
               const std::vector<cel::Function>& tables)
    : process_(process), type_(type), broken_(broken), tables_(tables) {}

const cel::Environment& Scopes::of(Place place) const {
    std::optional<cel::Environment>& made = environments_[static_cast<std::size_t>(place)];
    if (made) return *made;
    cel::Environment& environment = made.emplace();
    environment.set_zones(zone_offset);
    add_variables(environment, place);
    add_fields(environment, place);
    for (const cel::Function& table : tables_) environment.add(table);
    if (has_life(place)) add_history(environment);
    if (has_actor(place) && place != Place::standard) add_facts(environment);
    return environment;
}

void Scopes::add_variables(cel::Environment& environment, Place place) const {
    const RecordType& type = process_.types[type_];
    environment.add({"reporter", person_type(), slot(Slot::reporter)});
    if (place != Place::standard && !process_.trees.empty())
        environment.add({"trees", process_.trees_object, slot(Slot::trees)});
    if (reads_registers(place) && !process_.registers_object.fields().empty())
        environment.add({"registers", process_.registers_object, slot(Slot::registers)});
    if (has_actor(place)) {
        environment.add({"actor", person_type(), slot(Slot::actor)});
        environment.add({"now", Type::timestamp(), slot(Slot::now)});
    }
    if (place == Place::creation) environment.add({"record", type.object, slot(Slot::record)});
    if (!has_life(place)) return;
    const Type role = role_type(process_);
    environment.add({"record", type.object, slot(Slot::record)});
    environment.add({"state", state_type(type), slot(Slot::state)});
    const bool may_have_ended = place == Place::rule || place == Place::end || follows(place);
    environment.add({"holder", may_have_ended ? Type::maybe(role) : role, slot(Slot::holder)});
    environment.add({"leg", leg_type(), slot(Slot::leg)});
    environment.add({"links", type.links_object, slot(Slot::links)});
    environment.add({"round", Type::integer(), slot(Slot::round)});
    if (follows(place)) environment.add({"now", Type::timestamp(), slot(Slot::now)});
    if (place == Place::act || place == Place::end || place == Place::passage)
        environment.add({"old", type.object, slot(Slot::old)});
    if (place == Place::effect) environment.add({"old", Type::maybe(type.object), slot(Slot::old)});
}

Type Scopes::field_or_dyn(Index field) const {
    if (broken_.fields.contains({type_, field})) return Type::dyn();
    return field_type(process_, process_.types[type_].fields[field]);
}

void Scopes::add_fields(cel::Environment& environment, Place place) const {
    const RecordType& type = process_.types[type_];
    for (Index i = 0; i < type.fields.size(); ++i) {
        const Field& field = type.fields[i];
        const bool broken = broken_.fields.contains({type_, i});
        const bool ready = std::find(type.computed.begin(), type.computed.end(), i) != type.computed.end();
        if (field.is && !ready && !broken) continue;
        if (place == Place::standard && field.is) continue;
        Type seen = field_or_dyn(i);
        // Nothing says yet that what is required was sent.
        if (place == Place::standard && !broken) seen = Type::maybe(seen);
        environment.add({field.name, seen, slot(Slot::first_field) + static_cast<int>(i)});
    }
}

// Each question over the whole life, and with `leg.`, `round.` or `since(act).` before it over a part.
void Scopes::add_history(cel::Environment& environment) const {
    const RecordType& type = process_.types[type_];
    const Type act = Type::choice("act", names_of(type.acts));
    const Type state = state_type(type);
    std::vector<std::string> choices;
    for (const Field& field : type.fields)
        if (field.kind == FieldKind::choice) choices.push_back(field.name);
    const Type field = Type::choice("choice field", std::move(choices));
    const auto add = [&](const std::string& before, bool member, Function first) {
        int id = static_cast<int>(first);
        const auto one = [&](const char* name, std::vector<Type> parameters, Type result) {
            if (member) parameters.insert(parameters.begin(), since_type());
            environment.add({before + name, std::move(parameters), std::move(result), id++, member});
        };
        one("done", {act}, Type::boolean());
        one("times", {act}, Type::integer());
        one("by", {act}, Type::list(Type::string()));
        one("ever", {state}, Type::boolean());
        one("was", {field, Type::string()}, Type::boolean());
        one("last", {act}, Type::maybe(last_type()));
    };
    add("", false, Function::done);
    add("leg.", false, Function::leg_done);
    add("round.", false, Function::round_done);
    add("", true, Function::since_done);
    if (!type.approvals.empty()) {
        const Type approval = Type::choice("approval", names_of(type.approvals));
        environment.add(
            {"approved", {approval}, Type::boolean(), static_cast<int>(Function::approved), false});
        environment.add({"approval",
                         {approval},
                         Type::choice("outcome", {"none", "open", "yes", "no", "void"}),
                         static_cast<int>(Function::approval),
                         false});
    }
    if (!type.links.empty())
        environment.add({"derived",
                         {Type::choice("link", names_of(type.links))},
                         Type::boolean(),
                         static_cast<int>(Function::derived),
                         false});
    environment.add({"since", {act}, since_type(), static_cast<int>(Function::since), false});
    std::vector<std::string> wholes;
    for (const State& one : type.states)
        if (!one.leaf) wholes.push_back(one.name);
    environment.add({"within",
                     {Type::choice("state with states in it", std::move(wholes))},
                     Type::boolean(),
                     static_cast<int>(Function::inside),
                     false});
}

void Scopes::add_facts(cel::Environment& environment) const {
    const Type role = role_type(process_);
    environment.add({"staffed",
                     {role, organisation_type()},
                     Type::boolean(),
                     static_cast<int>(Function::staffed),
                     false});
    environment.add({"acting_as", {role}, Type::boolean(), static_cast<int>(Function::acting_as), false});
}

namespace {

// A step is worth a few cells.
std::int64_t steps_of(const Table& table) {
    constexpr std::size_t cells_in_a_step = 4;
    return static_cast<std::int64_t>(1 + table.rows.size() * table.in.size() / cells_in_a_step);
}

}  // namespace

std::vector<cel::Function> table_functions(const Process& process, const Broken& broken_pieces) {
    std::vector<cel::Function> functions;
    for (Index i = 0; i < process.tables.size(); ++i) {
        const Table& table = process.tables[i];
        const bool broken = broken_pieces.tables.contains(i);
        cel::Function call{
            "tables." + table.name, {}, Type::dyn(), static_cast<int>(Function::first_table), false};
        call.id += static_cast<int>(i);
        call.cost = steps_of(table);
        for (const Column& column : table.in)
            call.parameters.push_back(broken ? Type::dyn() : column_type(process, column.type));
        if (!broken) call.result = table.hit == Hit::collect ? Type::list(table.result) : table.result;
        functions.push_back(std::move(call));
    }
    return functions;
}

std::optional<Expression> Scopes::compile(Reading& reading, const YamlNode& node, std::string_view what,
                                          Place place, std::optional<Type> expected) const {
    auto compiled = compile_in(reading, node, what, of(place), std::move(expected));
    if (!compiled) return compiled;
    check_arguments(reading, node, compiled->program);
    note_asked(compiled->program);
    return compiled;
}

std::optional<Expression> Scopes::compile_seeing(Reading& reading, const YamlNode& node,
                                                 std::string_view what, Place place,
                                                 const std::vector<cel::Variable>& also,
                                                 std::optional<Type> expected) const {
    cel::Environment environment = of(place);
    for (const cel::Variable& one : also) environment.add(one);
    auto compiled = compile_in(reading, node, what, environment, std::move(expected));
    if (!compiled) return compiled;
    check_arguments(reading, node, compiled->program);
    note_asked(compiled->program);
    return compiled;
}

void Scopes::note_asked(const cel::Program& program) const {
    for (const cel::FunctionRead& read : program.reads().functions) {
        if (const auto asked = asked_of(read.id)) {
            asked_.leg = asked_.leg || asked->second == Function::leg_done;
            asked_.round = asked_.round || asked->second == Function::round_done;
        }
        if (read.id != static_cast<int>(Function::since) || read.arguments.empty()) continue;
        const auto& name = read.arguments.front();
        if (name && name->is(cel::ValueKind::string))
            if (const auto act = process_.types[type_].act(name->string())) asked_.acts.insert(*act);
    }
}

// What the types cannot say: names are written out, and the value asked of `was` is one of that field.
void Scopes::check_arguments(Reading& reading, const YamlNode& node, const cel::Program& program) const {
    const RecordType& type = process_.types[type_];
    for (const cel::FunctionRead& read : program.reads().functions) {
        if (!takes_names(read.id)) continue;
        const auto asked = asked_of(read.id);
        const bool was = asked && asked->first == Function::was;
        // Of what is asked since an act, the act stands in a call of its own.
        const std::size_t first = asked && asked->second == Function::since_done ? 1 : 0;
        const bool named = read.arguments.size() > first && read.arguments[first] &&
                           (!was || (read.arguments.size() == first + 2 && read.arguments[first + 1]));
        if (!named) {
            reading.error(node, "a name here is worked out",
                          "the name itself in quotes, as in done('resolve')");
            continue;
        }
        if (!was || !read.arguments[first]->is(cel::ValueKind::string) ||
            !read.arguments[first + 1]->is(cel::ValueKind::string))
            continue;
        const auto field = type.field(read.arguments[first]->string());
        if (!field || broken_.fields.contains({type_, *field})) continue;
        const Choice& choice = process_.choices[type.fields[*field].choice];
        const std::string& value = read.arguments[first + 1]->string();
        if (!choice.find(value))
            reading.unknown(node, "value of " + choice.name, value, names_of(choice.values));
    }
}

std::optional<Expression> compile_in(Reading& reading, const YamlNode& node, std::string_view what,
                                     const cel::Environment& environment, std::optional<Type> expected) {
    if (!node.is_scalar() || trim(node.text).empty()) {
        reading.error(node, fmt::format("{} is {}", what, node.is_scalar() ? "empty" : node.shape()),
                      "an expression in CEL");
        return std::nullopt;
    }
    cel::CompileOptions options;
    options.file = std::string(reading.file());
    options.line = node.text_line;
    options.column = node.text_column;
    options.indent = node.text_indent;
    options.expected = std::move(expected);
    options.cost_max = cel::steps_max;
    options.weigh_calls = !reading.in_use();  // earlier releases took each for one step
    auto program = cel::compile(node.text, environment, options);
    if (!program) {
        for (Problem& problem : program.error()) reading.add(std::move(problem));
        return std::nullopt;
    }
    for (Problem warning : program->warnings()) {
        warning.warning = true;
        reading.add(std::move(warning));
    }
    reading.note(program->reads());
    return Expression{std::move(*program), node.text, node.text_line, node.text_column};
}

}  // namespace reeve::process
