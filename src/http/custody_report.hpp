#pragma once
// The report of custody: who had records how long, how they came back, and why they were handed over.

#include <string>

#include "http/report_question.hpp"
#include "http/router.hpp"

namespace reeve::http {

// GET /api/v1/reports/custody?process=&type=&from=&to=&format=
void report_custody(Api& api, Call call, Reply reply);

}  // namespace reeve::http
