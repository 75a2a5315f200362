#include <array>

#include "cel/standard_internal.hpp"

namespace reeve::cel {
namespace {

bool accepts(const Type& parameter, const Value& value) {
    switch (parameter.kind()) {
        case TypeKind::dyn:
        case TypeKind::variable: return true;
        case TypeKind::boolean: return value.is(ValueKind::boolean);
        case TypeKind::integer: return value.is(ValueKind::integer);
        case TypeKind::unsigned_integer: return value.is(ValueKind::unsigned_integer);
        case TypeKind::real: return value.is(ValueKind::real);
        case TypeKind::string: return value.is(ValueKind::string);
        case TypeKind::bytes: return value.is(ValueKind::bytes);
        case TypeKind::timestamp: return value.is(ValueKind::timestamp);
        case TypeKind::duration: return value.is(ValueKind::duration);
        case TypeKind::list: return value.is(ValueKind::list);
        case TypeKind::map: return value.is(ValueKind::map);
        case TypeKind::optional: return value.is(ValueKind::optional);
        default: return false;
    }
}

bool accepts(const Overload& overload, std::span<const Value> arguments) {
    if (overload.parameters.size() != arguments.size()) return false;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        if (!accepts(overload.parameters[i], arguments[i])) return false;
    return true;
}

const StandardTable& standard_table() {
    static const StandardTable table = [] {
        StandardTable all;
        add_conversions(all);
        add_optionals(all);
        add_sizes_and_tests(all);
        add_strings(all);
        add_format(all);
        add_times(all);
        return all;
    }();
    return table;
}

using Overloads = std::vector<Overload>;

Overloads arithmetic() {
    const Type i = Type::integer();
    const Type u = Type::unsigned_integer();
    const Type d = Type::real();
    return {{{i, i}, i}, {{u, u}, u}, {{d, d}, d}};
}

Overloads operands_of(Operator op) {
    const Type boolean = Type::boolean();
    const Type time = Type::timestamp();
    const Type span = Type::duration();
    const Type any = Type::variable(0);
    const Type list = Type::list(any);
    Overloads all;
    switch (op) {
        case Operator::negate: return {{{Type::integer()}, Type::integer()}, {{Type::real()}, Type::real()}};
        case Operator::invert: return {{{boolean}, boolean}};
        case Operator::multiply:
        case Operator::divide: return arithmetic();
        case Operator::modulo:
            all = arithmetic();
            all.pop_back();
            return all;
        case Operator::add:
            all = arithmetic();
            for (const Type& type : {Type::string(), Type::bytes(), list, span})
                all.push_back({{type, type}, type});
            all.push_back({{time, span}, time});
            all.push_back({{span, time}, time});
            return all;
        case Operator::subtract:
            all = arithmetic();
            all.push_back({{time, time}, span});
            all.push_back({{time, span}, time});
            all.push_back({{span, span}, span});
            return all;
        case Operator::less:
        case Operator::less_equal:
        case Operator::greater:
        case Operator::greater_equal:
            for (const Type& type : {boolean, Type::integer(), Type::unsigned_integer(), Type::real(),
                                     Type::string(), Type::bytes(), time, span})
                all.push_back({{type, type}, boolean});
            return all;
        case Operator::equal:
        case Operator::unequal: return {{{any, any}, boolean}};
        case Operator::in:
            return {{{any, list}, boolean}, {{any, Type::map(any, Type::variable(1))}, boolean}};
        default: return {};
    }
}

}  // namespace

void StandardTable::add(std::string_view name, bool member, std::vector<Type> parameters, Type result,
                        Run run) {
    StandardFunction& function = (member ? members_ : functions_)[std::string(name)];
    function.name = name;
    function.overloads.push_back({std::move(parameters), std::move(result), run});
}

const StandardFunction* StandardTable::find(std::string_view name, bool member) const {
    const auto& all = member ? members_ : functions_;
    const auto found = all.find(name);
    return found == all.end() ? nullptr : &found->second;
}

std::vector<std::string> StandardTable::names(bool member) const {
    std::vector<std::string> all;
    for (const auto& [name, function] : member ? members_ : functions_) all.push_back(name);
    return all;
}

const StandardFunction* find_standard(std::string_view name, bool member) {
    return standard_table().find(name, member);
}

std::vector<std::string> standard_names(bool member) {
    return standard_table().names(member);
}

const Overloads& operator_overloads(Operator op) {
    static const auto all = [] {
        std::array<Overloads, 16> table;
        for (std::size_t i = 0; i < table.size(); ++i) table[i] = operands_of(static_cast<Operator>(i));
        return table;
    }();
    return all[static_cast<std::size_t>(op)];
}

bool affords_search(CallContext& context, std::string_view text, std::string_view wanted) {
    constexpr std::size_t comparisons_per_step = 1'024;
    return context.budget.spend_bytes(text.size() + wanted.size()) &&
           context.budget.spend(text.size() * wanted.size() / comparisons_per_step);
}

Value no_overload(std::string_view name, std::span<const Value> arguments) {
    std::string kinds;
    for (const Value& one : arguments) kinds += (kinds.empty() ? "" : ", ") + std::string(type_name(one));
    return Value::error(ErrorKind::no_overload, "no such overload: " + std::string(name) + "(" + kinds + ")");
}

Value call_standard(const StandardFunction& function, CallContext& context,
                    std::span<const Value> arguments) {
    for (const Overload& overload : function.overloads)
        if (accepts(overload, arguments)) return overload.run(context, arguments);
    return no_overload(function.name, arguments);
}

}  // namespace reeve::cel
