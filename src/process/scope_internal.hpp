#pragma once
// Which names an expression may use, by the place where it stands.

#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "cel/environment.hpp"
#include "process/model.hpp"
#include "process/reading_internal.hpp"

namespace reeve::process {

enum class Place : std::uint8_t {
    standard,  // a field's default: who, when, and what else was sent
    computed,  // a field's `is`: the fields it is a function of
    first,     // the first holder: who, when, the fields
    creation,  // the act that creates: no state, holder or past yet
    act,       // any other act: everything
    end,       // an act that may come from an end, where nobody holds the record any more
    limit,     // a clock: the record, nobody who acts and no present moment
    rule,      // the same; and the holder may be nobody, for a rule takes nothing for granted
    effect,    // what follows from a state or an edge, whoever acts: as in a rule, at the present moment
    passage,   // the same where a record was there before the act: a state that none is made in, any exit
};
inline constexpr std::size_t places_count = 10;

// Since when the expressions of a type ask what happened, besides over the whole life.
struct AskedSince {
    std::set<Index> acts;
    bool leg = false, round = false;
};

// What could not be understood and is `dyn` in expressions, so that one mistake does not cause others.
struct Broken {
    std::set<std::pair<Index, Index>> fields;  // type, field
    std::set<Index> tables;                    // its columns
    std::set<Index> table_rows;                // a cell: gaps and overlaps cannot be told
};

// The calls of the process's tables, the same in every scope.
[[nodiscard]] std::vector<cel::Function> table_functions(const Process& process, const Broken& broken);

[[nodiscard]] Place place_of(const RecordType& type, const Act& act);

class Scopes {
public:
    // The type's fields, states, acts and links must be declared. Which computed fields are ready is asked of
    // `computed`: one that is not has no name yet.
    Scopes(const Process& process, Index type, const Broken& broken,
           const std::vector<cel::Function>& tables);

    // Made when it is first asked for.
    [[nodiscard]] const cel::Environment& of(Place place) const;

    // Compiles the scalar; nothing, with problems at their places within it, when it does not hold.
    [[nodiscard]] std::optional<Expression> compile(Reading& reading, const YamlNode& node,
                                                    std::string_view what, Place place,
                                                    std::optional<cel::Type> expected) const;
    // The same, where more is seen: `linked`, or a row and what it is taken with by their names.
    [[nodiscard]] std::optional<Expression> compile_seeing(Reading& reading, const YamlNode& node,
                                                           std::string_view what, Place place,
                                                           const std::vector<cel::Variable>& also,
                                                           std::optional<cel::Type> expected) const;

    // By what was compiled so far.
    [[nodiscard]] const AskedSince& asked() const { return asked_; }

private:
    void add_variables(cel::Environment& environment, Place place) const;
    void add_fields(cel::Environment& environment, Place place) const;
    void add_history(cel::Environment& environment) const;
    void add_facts(cel::Environment& environment) const;
    [[nodiscard]] cel::Type field_or_dyn(Index field) const;
    void check_arguments(Reading& reading, const YamlNode& node, const cel::Program& program) const;
    void note_asked(const cel::Program& program) const;

    const Process& process_;
    Index type_;
    const Broken& broken_;
    const std::vector<cel::Function>& tables_;
    mutable std::array<std::optional<cel::Environment>, places_count> environments_;
    mutable AskedSince asked_;
};

// A problem within an expression is one within the file.
[[nodiscard]] std::optional<Expression> compile_in(Reading& reading, const YamlNode& node,
                                                   std::string_view what, const cel::Environment& environment,
                                                   std::optional<cel::Type> expected);

}  // namespace reeve::process
