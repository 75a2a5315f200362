#pragma once
// What the loader's parts share: the model as far as it is built, and where each piece of it was written.
//
// Loading goes in three rounds. First every name is declared, so that order in the file does not matter; then
// what refers to names is defined; last the whole is checked for sense. A broken piece stays in its list, so
// that the lists here and in the model stay aligned and one mistake does not cause others.

#include <string>
#include <string_view>
#include <vector>

#include "process/check_internal.hpp"
#include "process/model.hpp"
#include "process/reading_internal.hpp"
#include "process/scope_internal.hpp"
#include "process/touches_internal.hpp"

namespace reeve::process {

// The pieces of a record type in the file; the lists are aligned with the model's.
struct TypeSource {
    Entry entry;
    std::vector<Entry> fields, states, links, approvals, acts, clocks, rules, checklists, dossiers;
    std::vector<Entry> restrictions;  // those among the acts that every record has
};

// A length of time in a table's cell, or that a tree gives: for the clocks that take their limit from it.
struct SpanCell {
    std::optional<Index> table;
    std::string column;  // of a tree "TREE.OUTPUT"
    std::string_view file;
    Spot at;
    bool exact_days = false;    // `5d`
    bool working_days = false;  // `5wd`
};

struct Loading {
    Reading reading;
    Process process;
    Broken broken;
    std::vector<Entry> roles, choices, tables, trees, notices, types;
    std::vector<TypeSource> sources;  // of process.types
    std::vector<SpanCell> span_cells;
    std::vector<cel::Function> table_functions;  // once the tables are declared
};

// One record type while its parts are defined.
struct Defining {
    Loading& all;
    RecordType& type;
    const TypeSource& source;
    const Scopes& scopes;

    [[nodiscard]] Reading& reading() const { return all.reading; }
    [[nodiscard]] const Process& process() const { return all.process; }
};

// Round one.
void declare_roles(Loading& loading);
void declare_choices(Loading& loading);
void declare_tables(Loading& loading);
void declare_trees(Loading& loading);
void declare_notices(Loading& loading);
void declare_types(Loading& loading);
void declare_fields(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node,
                    const YamlNode* parties);
void declare_states(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node);
void declare_links(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node);
void declare_approvals(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node);
void declare_acts(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node);
void declare_clocks(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node);
// `outcomes` and `shares`: what other processes may know.
void declare_shares(Loading& loading, RecordType& type, const YamlNode& map);
// `register` and `effective`.
void declare_register(Loading& loading, RecordType& type, const YamlNode& map);
// The names of checklists and dossiers, which needs ask for.
void declare_checklists(Loading& loading, RecordType& type, TypeSource& source, const YamlNode& map);
// What a link to another process reads there: a field by its kind.
[[nodiscard]] std::optional<Field> declare_read(Loading& loading, const Entry& entry);
// The columns of a table or tree; `broken` where one is no type. A cell of what comes out.
[[nodiscard]] std::vector<Column> columns_of(Loading& loading, const YamlNode* node, std::string_view side,
                                             bool& broken);
[[nodiscard]] SpanCell span_cell(const Reading& in, const YamlNode& node, const Column& column, Span span);
[[nodiscard]] std::optional<cel::Value> output_of(Loading& in, const YamlNode& node, const Column& of);

// Between the rounds: links name record types.
void resolve_links(Loading& loading, Index type);
// Once every field has its type: what expressions see of links and registers.
void settle_links(Loading& loading, Index type);
void settle_registers(Loading& loading);
// Tables whose rows are a register's entries.
void settle_tables(Loading& loading);
// Once every expression is read: which fields of entries may be lengths in working days.
void settle_working_days(Loading& loading);

// Round two, type by type.
void define_fields(Loading& loading, Index type);  // before any other: computed fields' types come of it
void define_custody(const Defining& in, const YamlNode* node);
void define_checklists(const Defining& in);
void define_dossiers(const Defining& in);
void define_acts(const Defining& in);
void define_restrictions(const Defining& in);
// Who does the act, and the condition for it, as its map says.
void define_by(const Defining& in, const Entry& entry, Act& act);
void define_when(const Defining& in, const YamlNode& map, Place place, Act& act);
void define_parties(const Defining& in, Act& act, const YamlNode& map);  // `for` and `via`
void define_needs(const Defining& in, Act& act, const YamlNode* node);
void define_needs_of_step(const Defining& in, Act& tick, const YamlNode* node);
// The needs of a dossier, which no act asks for by itself.
[[nodiscard]] std::vector<Need> needs_of_dossier(const Defining& in, const YamlNode& node,
                                                 std::string_view name);
// A list of effects: an act's `then`, a state's `enter`, …
void define_effects(const Defining& in, std::vector<Effect>& onto, Place place, const YamlNode* node,
                    std::string_view what);
void define_states(const Defining& in);
void define_edges(const Defining& in, const YamlNode* node);
void define_limits(const Defining& in, const YamlNode* node);
void define_approvals(const Defining& in);  // after the acts: what is asked for is what is put to the vote
void define_clocks(const Defining& in);
void define_order(const Defining& in, const YamlNode* node);
void define_rules(const Defining& in, const YamlNode* node);

// Small readings that several parts need; nothing, with a problem, when the word does not fit.
[[nodiscard]] std::optional<Waiting> waiting_of(Reading& reading, const YamlNode& node);
[[nodiscard]] std::optional<Index> team_field(const Defining& in, const YamlNode& node);
[[nodiscard]] std::vector<Exclusion> exclusions_of(const Defining& in, const YamlNode& node);
[[nodiscard]] std::optional<Audience> audience_of(Reading& reading, const YamlNode& node);
// A state that can be entered: none with states in it.
[[nodiscard]] std::optional<Index> entered_state(Reading& reading, const RecordType& type,
                                                 std::string_view name, Spot at);
// "public" or "internal"; "5d" with the place of the mistake.
[[nodiscard]] std::optional<Span> span_of(Reading& reading, const YamlNode& node, std::string_view what);
// A length of time that is always the same, as a clock's limit.
[[nodiscard]] Expression constant_length(const Scopes& scopes, const Span& span, int line);

// Where a need or effect of the act was written: the item of its list from that line that names `word`.
[[nodiscard]] Spot spot_of(const Entry& act, std::string_view list, int line, std::string_view word);

// The name of a state, act, field … at that place; a problem when there is none.
template <class Named>
std::optional<Index> find_named(Reading& reading, std::string_view kind, const std::vector<Named>& list,
                                std::string_view name, Spot at) {
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i].name == name) return static_cast<Index>(i);
    const std::vector<std::string> names = names_of(list);
    reading.unknown(at, kind, name, names);
    return std::nullopt;
}

}  // namespace reeve::process
