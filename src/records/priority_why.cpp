#include "records/priority_why.hpp"

#include "records/candidate_internal.hpp"

namespace reeve::records {
std::optional<PriorityWhy> priority_why(const process::Process& process, const process::RecordType& type,
                                        const Record& record, const Directory& directory) {
    if (!type.priority) return std::nullopt;
    const process::Field& field = type.fields[*type.priority];
    if (!field.is) return std::nullopt;
    View view(process, type, directory, record, nullptr, nullptr, record.updated);
    ChosenRows rows;
    view.note_rows(rows);
    const cel::Value value = view.evaluate(*field.is);
    // Of a record that has another priority, or none yet, this row is not the reason.
    const bool is_it = value.is(cel::ValueKind::string) && value.string() == record.priority;
    if (!is_it || rows.rows.empty()) return std::nullopt;
    const auto& [table, hits] = *rows.rows.begin();
    return PriorityWhy{&process.tables[table], *hits.begin(), fields_read(type, *field.is)};
}

}  // namespace reeve::records
