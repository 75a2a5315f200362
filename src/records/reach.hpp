#pragma once
// Who may know a record by what the record says itself (decision 0004): organisations that are party to it,
// and people. Processes whose every record somebody sees are not asked here.

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "records/change.hpp"
#include "records/record.hpp"

namespace reeve::records {

// Why an organisation is a party; more than one may hold.
inline constexpr std::int64_t party_own = 1;      // the record is hers
inline constexpr std::int64_t party_field = 2;    // a field names her
inline constexpr std::int64_t party_custody = 4;  // she has it, or had it last
inline constexpr std::int64_t party_seat = 8;     // a seat of an approval: its people are heard on the record
inline constexpr std::int64_t party_asked = 16;   // and nobody has voted for that seat yet
// Why a person may know it.
inline constexpr std::int64_t person_reported = 1;
inline constexpr std::int64_t person_logged = 2;
inline constexpr std::int64_t person_watches = 4;

struct Reach {
    std::map<Id, std::int64_t>
        parties;  // ids in fields that are not an organisation's are harmless: nobody asks by them
    std::map<Id, std::int64_t> people;
};

// A seat of an approval stands among the parties: a role of a process, at an organisation or (empty)
// anywhere.
[[nodiscard]] Id seat_party(std::string_view process, std::string_view role, Id organisation);

[[nodiscard]] Reach reach_of(const Record& record);

// False for changes after which the same people may know the record.
[[nodiscard]] bool may_change_reach(const Changes& changes);
// Organisations and people who were in the one and are not in the other.
[[nodiscard]] std::vector<Id> lost(const Reach& before, const Reach& after);

}  // namespace reeve::records
