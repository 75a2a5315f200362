#pragma once

#include <string_view>

#include "base/json.hpp"
#include "process/model.hpp"
#include "process/tree.hpp"
#include "process/words.hpp"

namespace reeve::process {

[[nodiscard]] Json describe_type(const Process& process, const RecordType& type, std::string_view language);
// Of an act that every record has, what the process says of it.
[[nodiscard]] Json describe_restriction(const Process& process, const Act& act, std::string_view language);
[[nodiscard]] Json describe_act(const Process& process, const RecordType& type, const Act& act,
                                std::string_view language);
[[nodiscard]] Json describe_approval(const Process& process, const RecordType& type, const Approval& approval,
                                     std::string_view language);
// "assignee", "act build".
[[nodiscard]] JsonArray describe_exclusions(const RecordType& type, const std::vector<Exclusion>& list);
[[nodiscard]] Json describe_effect(const Process& process, const RecordType& type, const Effect& effect,
                                   std::string_view language);
[[nodiscard]] Json describe_clock(const Process& process, const RecordType& type, const Clock& clock,
                                  std::string_view language);
// "facility.hours", a calendar's name, "always".
[[nodiscard]] std::string calendar_word(const RecordType& type, const CalendarChoice& choice);
// What of the process the API does not tell, in the shape of what is shown: for comparing. Without `moves`
// where the comparison goes by these.
[[nodiscard]] Json describe_details(const Process& process, std::string_view language, bool with_moves);
// The type of a table's column: "level", "maybe role".
[[nodiscard]] std::string column_text(const Process& process, const ColumnType& type);
[[nodiscard]] Json describe_table(const Process& process, const Table& table, std::string_view language);
// Each column by its name, with what people call it and its type.
[[nodiscard]] JsonArray describe_columns(const Process& process, const std::vector<Column>& list,
                                         std::string_view language);
// What comes out in a column of that type, as people read it.
[[nodiscard]] Json describe_outcome(const Process& process, const ColumnType& type, const cel::Value& value,
                                    std::string_view language);
// {text, why} of the act's condition.
[[nodiscard]] Json when_json(const Act& act, std::string_view language);
[[nodiscard]] Json describe_need(const RecordType& type, const Need& need, std::string_view language);
[[nodiscard]] Json describe_tree(const Process& process, const Tree& tree, std::string_view language);
[[nodiscard]] JsonArray describe_checklists(const Process& process, const RecordType& type,
                                            std::string_view language);
[[nodiscard]] JsonArray describe_dossiers(const Process& process, const RecordType& type,
                                          std::string_view language);
// {outcomes, shares, register}
[[nodiscard]] JsonObject describe_shares(const RecordType& type);
[[nodiscard]] std::string by_word(const Process& process, const By& by);
// What of the type asks tables, and the text of each input: [{table, what, name, inputs}].
[[nodiscard]] JsonArray describe_uses(const Process& process, const RecordType& type);
// What a form needs to ask for the field.
[[nodiscard]] JsonObject describe_asked(const Process& process, const Field& field,
                                        std::string_view language);
[[nodiscard]] std::string_view waiting_word(Waiting waiting);
// Nobody but the desk may do it.
[[nodiscard]] bool by_desk_alone(const Act& act);
// Each of the list by its name, with what people call it.
template <class Named>
[[nodiscard]] JsonArray describe_named(const std::vector<Named>& list, std::string_view language) {
    JsonArray all;
    for (const Named& one : list)
        all.emplace_back(JsonObject{{"name", one.name}, {"title", shown(one.title, one.name, language)}});
    return all;
}

}  // namespace reeve::process
