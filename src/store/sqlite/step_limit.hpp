#pragma once
// A bound on how much work a question may be: statements of the connection end with StoppedEarly once
// SQLite's machine has made so many steps. A row that is looked at costs some 20 of them.

#include <cstdint>
#include <exception>

#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

struct StoppedEarly : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "the bound on the work was reached"; }
};

class StepLimit {
public:
    StepLimit(Connection& connection, std::int64_t steps);
    ~StepLimit();
    StepLimit(const StepLimit&) = delete;
    StepLimit& operator=(const StepLimit&) = delete;

private:
    static int on_progress(void* self);

    Connection& connection_;
    std::int64_t left_;  // in strides
};

inline constexpr std::int64_t rows_most = 100'000;  // looked at for one count, or one part of a report

// False when the bound was reached before the end.
template <class Work>
bool within_bounds(Connection& connection, Work work, std::int64_t rows = rows_most) {
    constexpr std::int64_t steps_per_row = 20;
    const StepLimit limit(connection, rows * steps_per_row);
    try {
        work();
    } catch (const StoppedEarly&) {
        return false;
    }
    return true;
}

}  // namespace reeve::store::sqlite
