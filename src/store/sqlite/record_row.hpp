#pragma once
// What lists filter and sort by, of one record: the columns of `record`, some of which `record_party` copies.

#include <array>
#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>

#include "records/reach.hpp"
#include "records/record.hpp"
#include "store/sqlite/statement.hpp"

namespace reeve::store::sqlite {

inline constexpr std::int64_t rank_none = 9;  // sorts after all ranks

enum class Column : std::uint8_t {
    number_key,
    type,
    kind,
    state,
    waiting,
    priority,
    rank,
    holder_role,
    holder_organisation,
    holder_team,
    holder_person,
    organisation,
    service,
    reporter,
    reopened,
    created,
    updated,
    due,
    open,  // up to here copied to record_party
    number,
    process,
    reach
};
inline constexpr std::size_t column_count = 22;
inline constexpr std::size_t copied_count = 19;

[[nodiscard]] std::string_view name_of(Column column);

using Columns = std::bitset<column_count>;

struct RecordRow {
    std::array<Value, column_count> values;

    [[nodiscard]] const Value& operator[](Column column) const {
        return values[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] Columns differing(const RecordRow& other) const;
};

[[nodiscard]] RecordRow row_of(const records::Record& record, const records::Reach& reach);

// The reach as bytes: equal for equal reaches. What is read back is data: what is not such bytes gives an
// empty reach.
[[nodiscard]] std::string pack(const records::Reach& reach);
[[nodiscard]] records::Reach unpack(std::string_view bytes);

}  // namespace reeve::store::sqlite
