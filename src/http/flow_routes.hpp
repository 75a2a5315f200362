#pragma once

#include "http/api.hpp"

namespace reeve::http {

// How the records that began in a period went on.
void report_flow(Api& api, Call call, Reply reply);
// The records behind one of its figures.
void list_flow_records(Api& api, Call call, Reply reply);
// Which of their transitions the process allows.
void report_conformance(Api& api, Call call, Reply reply);

}  // namespace reeve::http
