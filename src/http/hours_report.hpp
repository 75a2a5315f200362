#pragma once
// The report of hours: how long people worked on which records.

#include "http/router.hpp"

namespace reeve::http {

// GET /api/v1/reports/hours?process=&type=&from=&to=&format=
void report_hours(Api& api, Call call, Reply reply);

}  // namespace reeve::http
