#pragma once

#include "http/api.hpp"

namespace reeve::http {

inline constexpr std::size_t draft_bytes_max = 64 * 1024;  // of the body that saves one

void put_draft(Api& api, Call call, Reply reply);
void read_draft(Api& api, Call call, Reply reply);
void delete_draft(Api& api, Call call, Reply reply);
void list_drafts(Api& api, Call call, Reply reply);

}  // namespace reeve::http
