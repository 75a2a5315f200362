#pragma once

#include "http/api.hpp"

namespace reeve::http {

// The whole entry as the body says that it is to be: what is not sent is empty. Refused where it says more.
[[nodiscard]] Outcome<Json> whole_agreement(const Json& body);

void list_agreements(Api& api, Call call, Reply reply);
void read_agreement(Api& api, Call call, Reply reply);
void add_agreement(Api& api, Call call, Reply reply);
void change_agreement(Api& api, Call call, Reply reply);
void agree_to_agreement(Api& api, Call call, Reply reply);

}  // namespace reeve::http
