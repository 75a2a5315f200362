#pragma once
// The clocks of a record as their lives went, packed like the rest of a row of flow: what they are told anew
// by when another calendar is tried on them (records/recount.hpp), without the record.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "records/record.hpp"

namespace reeve::store {

[[nodiscard]] std::string pack_lives(const records::Record& record);

// One clock after the other. What is read back is data: what cannot be read ends the reading.
class ClockLives {
public:
    // `created`: of the record, from which its instants are counted.
    ClockLives(std::string_view packed, Instant created);
    [[nodiscard]] bool next();

    std::int64_t process_version = 0;  // of the record; 0 where that cannot be read
    // As it was packed: name, state, cause, calendar and its version, limit and how that was said, and the
    // instants at which it was due, stopped and breached; its stretches without their causes; former limits;
    // since when it was known.
    records::ClockInstance clock;

private:
    [[nodiscard]] bool read_clock();
    [[nodiscard]] bool read_spans();
    [[nodiscard]] bool read_former_limits();
    [[nodiscard]] bool take(std::int64_t& number);
    [[nodiscard]] bool take(Instant& at);
    [[nodiscard]] bool take(std::string& text);
    [[nodiscard]] bool take_calendar(std::string& calendar);
    [[nodiscard]] bool take(unsigned char& byte);

    std::string_view left_;
    Instant created_;
    unsigned char has_ = 0;  // what the clock has of what not all have
};

}  // namespace reeve::store
