#pragma once

#include "http/api.hpp"

namespace reeve::http {

// The person behind the request's bearer token or cookie, while she is active; null when there is none.
[[nodiscard]] const records::Person* signed_in(Api& api, const Request& request, const desk::World& world);
// The digest of the session's token that the request bears.
[[nodiscard]] Digest session_of(Api& api, const Request& request);

// Who is signed in, or nobody: the page's first question, which is no error to ask without a session.
void read_session(Api& api, Call call, Reply reply);
void sign_in(Api& api, Call call, Reply reply);
void sign_out(Api& api, Call call, Reply reply);
void read_me(Api& api, Call call, Reply reply);
// Who votes in her place, and for how long; nobody any more.
void put_delegate(Api& api, Call call, Reply reply);
void delete_delegate(Api& api, Call call, Reply reply);

}  // namespace reeve::http
