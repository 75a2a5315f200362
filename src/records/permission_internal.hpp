#pragma once
// Who may do what, judged on the record as it was before the act (semantics section 2, step c).

#include <string>
#include <string_view>

#include "records/decide.hpp"

namespace reeve::records {

// What a question of permission rests on.
struct Asking {
    const process::Process& process;
    const process::RecordType& type;
    const Directory& directory;
    const Person& person;
    std::string_view language;
};

// `record` as it was before; for an act that creates, only its reporter is read.
[[nodiscard]] bool may_do(const Asking& asking, const process::Act& act, const Record& record);
// A sentence for one whom `by` refuses; says to whom it was passed, and when, where she had it before.
[[nodiscard]] std::string why_not(const Asking& asking, const process::Act& act, const Record& record);

// Does she belong to those who have the record: the holder's role, there, in that team? Of a record that
// ended, the last holder's.
[[nodiscard]] bool is_holder(const Asking& asking, const Record& record);
[[nodiscard]] bool belongs_to(const Asking& asking, const Record& record, const Holder& holder,
                              const Person& person);
// Does she hold a role that works on such records (one that reads internal entries), for this record?
[[nodiscard]] bool handles(const Asking& asking, const Record& record);
// Does she hold a role of the process that reads internal entries, wherever it may be?
[[nodiscard]] bool reads_internal(const process::Process& process, const Person& person);

// "Only the holder (Central triage) may do this."
[[nodiscard]] std::string only_holder(const Asking& asking, const Record& record);
// "14:05 on 2014-01-20", in the time zone of the record's organisation; UTC where it has none.
[[nodiscard]] std::string said_at(const Directory& directory, const Record& record, Instant at);
[[nodiscard]] std::string role_title(const process::Process& process, std::string_view role,
                                     std::string_view language);

}  // namespace reeve::records
