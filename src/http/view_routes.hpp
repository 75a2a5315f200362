#pragma once

#include "http/api.hpp"

namespace reeve::http {

inline constexpr std::size_t view_title_max = 100;    // characters
inline constexpr std::size_t view_query_max = 2000;   // bytes
inline constexpr std::size_t views_counted_max = 50;  // in one call
inline constexpr std::int64_t view_count_max = 1000;  // counted no further

void list_views(Api& api, Call call, Reply reply);
void add_view(Api& api, Call call, Reply reply);
void change_view(Api& api, Call call, Reply reply);
void delete_view(Api& api, Call call, Reply reply);
void count_views(Api& api, Call call, Reply reply);

}  // namespace reeve::http
