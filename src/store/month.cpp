#include "store/month.hpp"

#include <chrono>

namespace reeve::store {
namespace {

using std::chrono::year_month;

Instant beginning(year_month month) {
    const std::chrono::sys_days first{month / 1};
    return {std::chrono::duration_cast<std::chrono::microseconds>(first.time_since_epoch()).count()};
}

}  // namespace

Month month_of(Instant at) {
    const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds{at.micros}};
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
    const year_month month = day.year() / day.month();
    const Instant from = beginning(month);
    return {text(from).substr(0, 7), from, beginning(month + std::chrono::months(1))};
}

std::optional<Month> read_month(std::string_view name) {
    const std::optional<Instant> from = parse_instant(std::string(name) + "-01T00:00:00Z");
    return from && name.size() == 7 ? std::optional(month_of(*from)) : std::nullopt;
}

}  // namespace reeve::store
