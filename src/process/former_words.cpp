#include <algorithm>

#include "process/former_words_internal.hpp"

namespace reeve::process {
namespace {

// Gives what is there its new name, and notes what was there.
template <class Named>
void rename(std::vector<Named>& list, const MoveMap::Names& names, MoveMap::Names& there) {
    for (Named& one : list) {
        const auto found = names.find(one.name);
        if (found == names.end()) continue;
        there.insert(*found);
        one.name = found->second;
    }
}

// The choice of the field that is called so now, in the former version.
std::optional<Index> choice_of(const RecordType& before, const MoveMap::OfType& map, std::string_view now) {
    const auto field = before.field(map.former_name(now));
    if (!field || before.fields[*field].kind != FieldKind::choice) return std::nullopt;
    return before.fields[*field].choice;
}

void rename(cel::Value& value, const MoveMap::Names& names) {
    if (!value.is(cel::ValueKind::string)) return;
    const auto found = names.find(value.string());
    if (found != names.end()) value = cel::Value(found->second);
}

// Cells say values by their names.
void rename_cells(Table& table, Index choice, const MoveMap::Names& names) {
    const auto is_of = [&](const Column& column) {
        return column.type.kind == ColumnType::Kind::choice && column.type.choice == choice;
    };
    for (Row& row : table.rows) {
        for (std::size_t c = 0; c < row.in.size() && c < table.in.size(); ++c)
            if (is_of(table.in[c]))
                for (cel::Value& value : row.in[c].values) rename(value, names);
        for (std::size_t c = 0; c < row.out.size() && c < table.out.size(); ++c)
            if (is_of(table.out[c])) rename(row.out[c], names);
    }
}

}  // namespace

std::string_view MoveMap::OfType::former_name(std::string_view field) const {
    const auto former = std::ranges::find_if(fields, [&](const auto& one) { return one.second == field; });
    return former == fields.end() ? field : former->first;
}

FormerWords in_words_of(const Process& before, const Process& after) {
    FormerWords words{before, {}, {}};
    if (!after.moves || after.moves->from != before.version) return words;
    for (const auto& [name, map] : after.moves->types) {
        const auto index = before.type(name);
        if (!index) continue;
        for (const auto& [field, names] : map.values) {
            const auto choice = choice_of(before.types[*index], map, field);
            if (!choice) continue;
            rename(words.process.choices[*choice].values, names, words.values[before.choices[*choice].name]);
            for (Table& table : words.process.tables) rename_cells(table, *choice, names);
        }
        RecordType& type = words.process.types[*index];
        MoveMap::OfType& there = words.types[name];
        rename(type.states, map.states, there.states);
        rename(type.fields, map.fields, there.fields);
        rename(type.acts, map.acts, there.acts);
    }
    return words;
}

}  // namespace reeve::process
