#pragma once
// What is known of a version of a process beyond its words.

#include "http/api.hpp"

namespace reeve::http {

void read_findings(Api& api, Call call, Reply reply);
void list_rehearsals(Api& api, Call call, Reply reply);
void read_rehearsal(Api& api, Call call, Reply reply);
// While it is written: what is wrong with it as it was saved last.
void read_watch(Api& api, Call call, Reply reply);

}  // namespace reeve::http
