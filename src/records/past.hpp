#pragma once
// The past of a record as another version of its process asks for it: in the names of that version, and what
// was noted since an act, in this leg and round, folded anew from the journal (semantics section 10).

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "records/arrival.hpp"
#include "records/decide.hpp"
#include "records/event.hpp"
#include "records/record.hpp"

namespace reeve::records {

// What was noted of the record, with the names that the versions on the way give it.
[[nodiscard]] Record with_renamed_past(Record record, const Way& way);

// What an act that the record's version knows is called where the way leads.
[[nodiscard]] std::string act_called(std::string act, const Record& record, const Way& way);

// What the version at the end of the way asks of the journal, as it would be had it been asked from the
// beginning.
struct AskedPast {
    std::map<std::string, Scope, std::less<>> since;  // every scope of `since`, leg and round
    std::map<process::Index, Instant> owed;           // by clock: since when it would be running
};
// `clocks`: of rules `after … eventually`. Linked records and entries of registers are asked as they are now;
// of entries, those in effect at the time count. All outlive the call. Nothing where the journal does not
// lead to the record's version.
[[nodiscard]] std::optional<AskedPast> fold_past(const Record& record, std::span<const Event> journal,
                                                 const Way& way, const FindVersion& find,
                                                 const Directory& directory, Facts& facts,
                                                 std::span<const process::Index> clocks);

}  // namespace reeve::records
