#pragma once

#include "http/api.hpp"

namespace reeve::http {

void log_record(Api& api, Call call, Reply reply);
void read_record(Api& api, Call call, Reply reply);
void list_records(Api& api, Call call, Reply reply);
void edit_record(Api& api, Call call, Reply reply);
void act_on_record(Api& api, Call call, Reply reply);
void vote_on_record(Api& api, Call call, Reply reply);
void comment_on_record(Api& api, Call call, Reply reply);
void log_time_on_record(Api& api, Call call, Reply reply);
void read_timeline(Api& api, Call call, Reply reply);

}  // namespace reeve::http
