#pragma once

#include "http/api.hpp"

namespace reeve::http {

inline constexpr std::size_t report_rows_max = 50;  // of organisations and of people: the largest
inline constexpr std::size_t report_days = 14;

void list_reports(Api& api, Call call, Reply reply);
// Where things stand: what is open, by whom and how late, and how much came in.
void report_standing(Api& api, Call call, Reply reply);

}  // namespace reeve::http
