#pragma once
// How another desk's file becomes records of this one: the checked model of processes/ID/imports/NAME.yaml
// (docs/processes/imports.md). Every name in it is resolved; what the columns hold is known only with the
// file.

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "calendar/date_form.hpp"
#include "calendar/zone.hpp"
#include "process/load.hpp"
#include "process/model.hpp"
#include "process/source_words.hpp"

namespace reeve::process {

// A column by its names in the file: the first of them that is there, and filled in the row, counts.
struct Columns {
    std::vector<std::string> names;
    int line = 0;  // of the mapping
    [[nodiscard]] bool empty() const { return names.empty(); }
};

// "{category}, {subcategory}": words, and columns in braces.
struct TemplatePiece {
    bool column = false;
    std::string text;  // the words, or the column's name
};
using Template = std::vector<TemplatePiece>;

// The first of them counts all of whose columns are filled in the row.
struct TextFrom {
    std::vector<Template> alternatives;
    int line = 0;
    [[nodiscard]] bool empty() const { return alternatives.empty(); }
};

// What becomes of a value that the mapping does not know.
enum class Otherwise : std::uint8_t {
    keep,     // what stood there stays, and the row is flagged
    reject,   // the row is rejected
    nothing,  // it is taken for nothing, and nobody is told
    value,    // this one is taken
};

struct ValueMap {
    SourceWords words;
    std::vector<std::string> targets;  // by what `words` finds
    Otherwise otherwise = Otherwise::keep;
    std::string otherwise_value;
};

struct ImportedState {
    Index state = 0;
    std::vector<std::pair<Index, Json>>
        sets;  // fields; one that another state sets and this one does not is emptied
};

struct StateFrom {
    Columns columns;
    SourceWords words;
    std::vector<ImportedState> targets;  // by what `words` finds
    Otherwise otherwise = Otherwise::keep;
    ImportedState otherwise_state;
    std::vector<Index> set_by_states;  // the fields that some state sets
};

// A count or an instant of the source's own, held against what its rows show.
struct Compare {
    enum class What : std::uint8_t { changes /* of a field */, reopenings, entered /* a state, last */ };
    What what = What::changes;
    Index of = 0;  // the field or state
};

struct FieldFrom {
    Index field = 0;
    Columns columns;
    TextFrom text;                 // of a text field: instead of a column
    std::optional<Json> constant;  // instead of a column
    ValueMap values;               // of a choice always, of others where `values` says so
    std::vector<Index> in;         // states in which the row's value counts; empty: in all
    std::optional<Compare> compare;
    int line = 0;
};

struct PersonFrom {
    Columns columns;
    std::string role;    // of the process, that a person who is made gets; may be empty
    std::string prefix;  // of the handle
};

struct ImportedOrganisation {
    std::string name, title, kind;
    // Its working hours, made where the desk has no calendar of that name; empty where it has none.
    std::string calendar;
    Json hours;  // as calendar/read_working_times.hpp reads them; null: the calendar must be there
};

struct ImportMapping {
    enum class Form : std::uint8_t { csv, xes };

    std::string name;
    Index type = 0;
    Form form = Form::csv;
    std::string source;  // with the key it finds a record again

    std::vector<std::string> nulls;
    std::string separator;  // of labels; empty: the file has none
    std::vector<calendar::DateForm> dates;
    calendar::Zone zone;
    bool windows_1252 = false;  // what is no UTF-8 is this

    std::optional<ImportedOrganisation> organisation;
    std::string team_prefix;  // of the handles of teams
    Columns key, at, born;
    TextFrom record_title, description, comment;
    Audience comment_audience = Audience::internal;
    Columns channel;
    ValueMap channels;
    PersonFrom reporter, logged_by, by, assignee;
    StateFrom state;
    std::vector<FieldFrom> fields;
    Columns priority;
    ValueMap priorities;
    std::vector<std::string> ignored;  // columns left out

    // Of the file, sorted, each once: what it uses or leaves out.
    [[nodiscard]] std::vector<std::string> known_columns() const;
};

// Whether a file of the process's folder is a mapping: "imports/NAME.yaml".
[[nodiscard]] bool is_import_file(std::string_view path);

// All mistakes at once (at most problems_max), each with its line.
[[nodiscard]] std::expected<ImportMapping, std::vector<Problem>> load_import(const Process& process,
                                                                             const SourceFile& file);

}  // namespace reeve::process
