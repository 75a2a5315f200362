#include "verify/open_parts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "cel/parts.hpp"

namespace reeve::verify {
namespace {

using cel::Part;
using process::FieldKind;
using process::Function;
using process::Index;
using process::RecordMember;
using process::Slot;

// What is known of the values that a part of an expression may have.
enum class Known : std::uint8_t {
    literal,    // written there
    tabled,     // in a cell, and so among the samples
    listed,     // each that it can be
    none,       // null
    sampled,    // a field by samples that show whatever compares it with what is written
    length,     // of a text, the same
    instant,    // only whether there is one, and their order
    name,       // of somebody: alike or not
    names,      // a list of them
    unsampled,  // one for all: a title
    roughly,    // what a function makes of those
    record,     // the rest are things with members
    person,     // a team, too
    organisation,
    last,
    leg,
    links,
    linked,
    row,
    long_row,  // of a table whose cells are not among the samples
    other,     // what nothing is known of, and that is said already
};

bool is_free(Known known) {
    return known >= Known::sampled && known <= Known::roughly && known != Known::names;
}

bool is_finite(Known known) {
    return known == Known::literal || known == Known::tabled || known == Known::listed;
}

Known known_of_field(const process::RecordType& type, Index field) {
    switch (type.fields[field].kind) {
        case FieldKind::choice:
        case FieldKind::boolean: return Known::listed;
        case FieldKind::instant: return Known::instant;
        case FieldKind::person:
        case FieldKind::team: return Known::person;
        case FieldKind::organisation: return Known::organisation;
        default: return Known::sampled;
    }
}

Known known_of_member(const process::RecordType& type, std::uint32_t member) {
    constexpr auto first = static_cast<std::uint32_t>(RecordMember::first_field);
    if (member >= first) return known_of_field(type, member - first);
    switch (static_cast<RecordMember>(member)) {
        case RecordMember::number:
        case RecordMember::title:
        case RecordMember::description: return Known::unsampled;
        case RecordMember::reporter:
        case RecordMember::logged_by: return Known::person;
        case RecordMember::created:
        case RecordMember::updated: return Known::instant;
        case RecordMember::state:
        case RecordMember::holder:
        case RecordMember::rank:
        case RecordMember::waiting: return Known::listed;
        default: return Known::other;
    }
}

// Of two that are compared: whether the samples show all that it may come to.
bool is_shown(Part::Kind how, Known a, Known b) {
    if (a > b) std::swap(a, b);
    if (a == Known::roughly || b == Known::roughly) return false;
    if (!is_free(a) && !is_free(b)) return true;
    if (a == Known::none || b >= Known::record) return true;
    if (b == Known::sampled) return a == Known::literal || a == Known::tabled;
    if (b == Known::length) return a == Known::literal;
    if (a == Known::instant && b == Known::instant) return how == Part::Kind::order;
    return a == Known::name && (b == Known::name || b == Known::names);
}

Known either(Known a, Known b) {
    if (a > b) std::swap(a, b);
    if (a == b || b == Known::none) return a;
    if (is_finite(a) && is_finite(b)) return Known::listed;
    if (a == Known::none) return b;
    return is_free(a) || is_free(b) ? Known::roughly : Known::other;
}

class Opening {
public:
    Opening(const process::Process& process, const process::RecordType& type, const cel::Program& program)
        : process_(process), type_(type), parts_(cel::parts_of(program)) {}

    Opened run(const cel::Program& program) {
        if (program.result().is(cel::TypeKind::boolean))
            look_condition(parts_.root);
        else
            look_result(parts_.root);
        if (asked_.empty()) return {program, {}};
        return {cel::asking(program, asked_), std::move(open_)};
    }

private:
    const process::Process& process_;
    const process::RecordType& type_;
    const cel::Parts parts_;
    std::map<std::uint32_t, Known> locals_;
    std::map<std::uint32_t, Known> found_;
    std::vector<cel::AskedPart> asked_;
    std::vector<OpenPart> open_;

    void look_condition(std::uint32_t at) {
        const Part& part = parts_.all[at];
        const bool through = part.kind == Part::Kind::logic || part.kind == Part::Kind::inversion ||
                             part.kind == Part::Kind::conditional;
        if (through)
            for (const std::uint32_t child : part.children) look_condition(child);
        else if (is_free(look(at)))
            ask(at, true);
    }

    void look_result(std::uint32_t at) {
        const Part& part = parts_.all[at];
        if (part.kind == Part::Kind::conditional) {
            look_condition(part.children[0]);
            look_result(part.children[1]);
            look_result(part.children[2]);
        } else if (const Known known = look(at); known == Known::roughly || known == Known::length) {
            ask(at, false);
        }
    }

    Known look(std::uint32_t at) {
        const Known known = known_at(parts_.all[at], at);
        found_[at] = known;
        return known;
    }

    Known known_at(const Part& part, std::uint32_t at) {
        switch (part.kind) {
            case Part::Kind::constant: return part.word == "null" ? Known::none : Known::literal;
            case Part::Kind::variable: return known_of_slot(part.operand);
            case Part::Kind::local: {
                const auto local = locals_.find(part.operand);
                return local == locals_.end() ? Known::other : local->second;
            }
            case Part::Kind::field: return member_of(look(part.children[0]), part);
            case Part::Kind::order:
            case Part::Kind::equality:
            case Part::Kind::in: {
                const Known left = look(part.children[0]);
                const Known right = look(part.children[1]);
                return is_shown(part.kind, left, right) ? Known::listed : Known::roughly;
            }
            case Part::Kind::inversion:
            case Part::Kind::logic: look_condition(at); return Known::listed;
            case Part::Kind::conditional: {
                look_condition(part.children[0]);
                const Known yes = look(part.children[1]);
                return either(yes, look(part.children[2]));
            }
            case Part::Kind::host_call: return answer_of(part);
            case Part::Kind::arithmetic:
            case Part::Kind::standard_call: return made_by(part);
            case Part::Kind::list: return list_of(part);
            case Part::Kind::condition_of_each:
            case Part::Kind::list_of_each: return each_of(part);
            default: break;
        }
        bool free = false;
        for (const std::uint32_t child : part.children) free = is_free(look(child)) || free;
        return free ? Known::roughly : Known::other;
    }

    [[nodiscard]] Known known_of_slot(std::uint32_t slot) const {
        if (slot >= static_cast<std::uint32_t>(Slot::first_field))
            return known_of_field(type_,
                                  static_cast<Index>(slot - static_cast<std::uint32_t>(Slot::first_field)));
        switch (static_cast<Slot>(slot)) {
            case Slot::record:
            case Slot::old: return Known::record;
            case Slot::actor:
            case Slot::reporter: return Known::person;
            case Slot::now: return Known::instant;
            case Slot::state:
            case Slot::holder:
            case Slot::round: return Known::listed;
            case Slot::leg: return Known::leg;
            case Slot::links: return Known::links;
            default: return Known::other;
        }
    }

    [[nodiscard]] Known member_of(Known of, const Part& part) const {
        switch (of) {
            case Known::record: return known_of_member(type_, part.operand);
            case Known::person:
                return part.operand == static_cast<std::uint32_t>(process::PersonMember::organisation)
                           ? Known::organisation
                           : Known::name;
            case Known::organisation:
                return part.operand == static_cast<std::uint32_t>(process::OrganisationMember::kind)
                           ? Known::other
                           : Known::name;
            case Known::last:
                return part.operand == static_cast<std::uint32_t>(process::LastMember::at) ? Known::instant
                                                                                           : Known::name;
            case Known::leg:
                return part.operand == static_cast<std::uint32_t>(process::LegMember::since) ? Known::instant
                                                                                             : Known::listed;
            case Known::links: return Known::linked;
            case Known::linked:
                return part.operand == static_cast<std::uint32_t>(process::LinkedMember::number)
                           ? Known::unsampled
                           : Known::other;
            case Known::row: return Known::tabled;
            case Known::long_row: return Known::listed;
            default: return is_free(of) ? Known::roughly : Known::other;
        }
    }

    Known answer_of(const Part& part) {
        const auto table = static_cast<std::int64_t>(part.operand) - static_cast<int>(Function::first_table);
        if (table >= 0) return row_of(process_.tables[static_cast<std::size_t>(table)], part);
        constexpr int per_scope = static_cast<int>(Function::leg_done);
        const auto function = static_cast<Function>(part.operand);
        if (function >= Function::since) return Known::listed;
        switch (static_cast<Function>(static_cast<int>(part.operand) % per_scope)) {
            case Function::by: return Known::names;
            case Function::last: return Known::last;
            default: return Known::listed;
        }
    }

    Known row_of(const process::Table& table, const Part& part) {
        if (table.from) return Known::other;
        bool shown = true;
        for (std::size_t i = 0; i < part.children.size(); ++i) {
            const Known given = look(part.children[i]);
            const bool plain = i < table.in.size() &&
                               table.in[i].type.kind != process::ColumnType::Kind::duration &&
                               is_sampled(table);
            shown = shown && (!is_free(given) || (given == Known::sampled && plain));
        }
        if (!shown) return Known::roughly;
        return is_sampled(table) ? Known::row : Known::long_row;
    }

    Known made_by(const Part& part) {
        const bool size = part.word == "size" && part.children.size() == 1;
        bool free = false;
        bool other = false;
        for (const std::uint32_t child : part.children) {
            const Known known = look(child);
            if (size && known == Known::sampled) return Known::length;
            free = free || is_free(known);
            other = other || known == Known::other;
        }
        return free ? Known::roughly : other ? Known::other : Known::listed;
    }

    Known list_of(const Part& part) {
        Known all = Known::literal;
        for (std::size_t i = 0; i < part.children.size(); ++i) {
            const Known one = look(part.children[i]);
            all = i == 0 ? one : either(all, one);
        }
        if (all == Known::name) return Known::names;
        return is_free(all) ? Known::roughly : all;
    }

    Known each_of(const Part& part) {
        const Known over = look(part.children[0]);
        const Known one = over == Known::names ? Known::name : over;
        locals_[part.operand] = locals_[part.operand + 1] = one;
        const bool lists = part.kind == Part::Kind::list_of_each;
        Known body = Known::listed;
        for (std::size_t i = 1; i < part.children.size(); ++i)
            if (lists && i + 1 == part.children.size())
                body = look(part.children[i]);
            else
                look_condition(part.children[i]);
        if (is_free(over)) return Known::roughly;
        if (body == Known::name) return Known::names;
        return is_free(body) ? Known::roughly : body;
    }

    template <class Test>
    [[nodiscard]] bool any_within(std::uint32_t at, const Test& test) const {
        const Part& part = parts_.all[at];
        return test(part, at) || std::ranges::any_of(part.children, [&](std::uint32_t child) {
                   return any_within(child, test);
               });
    }

    [[nodiscard]] bool is_bound_within(std::uint32_t at, std::uint32_t local) const {
        return any_within(at, [&](const Part& part, std::uint32_t) {
            return (part.kind == Part::Kind::condition_of_each || part.kind == Part::Kind::list_of_each) &&
                   (part.operand == local || part.operand + 1 == local);
        });
    }

    // The field that the part reads, of the record as it is or as it was.
    [[nodiscard]] std::optional<Index> field_at(std::uint32_t at) const {
        const Part& part = parts_.all[at];
        constexpr auto first_slot = static_cast<std::uint32_t>(Slot::first_field);
        constexpr auto first_member = static_cast<std::uint32_t>(RecordMember::first_field);
        const bool variable = part.kind == Part::Kind::variable;
        if (variable && part.operand >= first_slot) return part.operand - first_slot;
        if (part.kind != Part::Kind::field || part.operand < first_member) return std::nullopt;
        const auto of = found_.find(part.children[0]);
        if (of == found_.end() || of->second != Known::record) return std::nullopt;
        return part.operand - first_member;
    }

    void note_compared(const Part& part, OpenPart& made, cel::AskedPart& asked) const {
        if (part.kind != Part::Kind::equality) return;
        const auto left = field_at(part.children[0]);
        const auto right = field_at(part.children[1]);
        if (!left || !right) return;
        const bool former = left == right && found_.at(part.children[0]) == Known::sampled;
        made.compares = former ? OpenPart::Compares::field_and_former : OpenPart::Compares::two;
        made.negated = part.word == "!=";
        asked.arguments = part.children;
    }

    void ask(std::uint32_t at, bool condition) {
        constexpr std::array<std::string_view, 9> never_err{"contains",   "startsWith", "endsWith",
                                                            "size",       "string",     "trim",
                                                            "lowerAscii", "upperAscii", "join"};
        const Part& part = parts_.all[at];
        OpenPart made;
        cel::AskedPart asked{at, first_open_part + static_cast<int>(open_.size()), {}};
        made.text = parts_.text(at);
        made.condition = condition;
        made.nullable = part.kind == Part::Kind::field || part.kind == Part::Kind::host_call;
        const auto calls = [&](const Part& one, std::uint32_t) {
            return one.kind == Part::Kind::standard_call;
        };
        made.may_err = any_within(at, [&](const Part& one, std::uint32_t) {
            const bool safe = one.word.starts_with("get") || one.word.starts_with("matches") ||
                              std::ranges::find(never_err, one.word) != never_err.end();
            const bool divides = one.kind == Part::Kind::arithmetic && (one.word == "/" || one.word == "%") &&
                                 parts_.all[one.children.back()].kind != Part::Kind::constant;
            return divides || (one.kind == Part::Kind::standard_call && !safe);
        });
        made.each = any_within(at, [&](const Part& one, std::uint32_t) {
            return one.kind == Part::Kind::local && !is_bound_within(at, one.operand);
        });
        // That instants and people are only known to be there is so of all of them, and not told each time.
        made.is_told =
            condition && (any_within(at, calls) || any_within(at, [&](const Part&, std::uint32_t of) {
                              const auto known = found_.find(of);
                              return known != found_.end() &&
                                     (known->second == Known::sampled || known->second == Known::unsampled);
                          }));
        static_cast<void>(any_within(at, [&](const Part& one, std::uint32_t) {
            constexpr auto first = static_cast<std::uint32_t>(Function::first_table);
            if (one.kind == Part::Kind::host_call && one.operand >= first)
                made.tables.push_back(one.operand - first);
            return false;
        }));
        note_compared(part, made, asked);
        open_.push_back(std::move(made));
        asked_.push_back(std::move(asked));
    }
};

}  // namespace

bool is_sampled(const process::Table& table) {
    constexpr std::size_t most = 40;
    std::size_t values = 0;
    const auto counts = [](const process::Column& column) {
        return column.type.kind == process::ColumnType::Kind::integer ||
               column.type.kind == process::ColumnType::Kind::text;
    };
    for (const auto* columns : {&table.in, &table.out})
        values += table.rows.size() * static_cast<std::size_t>(std::ranges::count_if(*columns, counts));
    return !table.from && values <= most;
}

Opened opened(const process::Process& process, const process::RecordType& type, const cel::Program& program) {
    return Opening(process, type, program).run(program);
}

cel::Value any_value(bool nullable) {
    return cel::Value::type(nullable ? "any or none" : "any");
}

bool is_any(const cel::Value& value) {
    return value.is(cel::ValueKind::type) && value.type_name().starts_with("any");
}

bool is_any_or_none(const cel::Value& value) {
    return is_any(value) && value.type_name() != "any";
}

}  // namespace reeve::verify
