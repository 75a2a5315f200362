#pragma once
// Changes of the directory and of processes: who may make them, and how they are handed to the desk.

#include <functional>
#include <string>

#include "http/api.hpp"

namespace reeve::http {

[[nodiscard]] Outcome<void> administrator(const Call& call);

// What the desk answers with after the commit, in the world as it is then.
using Administered = std::move_only_function<Response(const desk::World&, const desk::Answer&)>;
// Hands the change to the desk, with the caller's key for repeats. Answers with `status`; a repeat with 200.
void administer(Api& api, const Call& call, Reply reply, desk::Administer::Kind kind, Json value, int status,
                Administered answered);
// The same of more than these: `change` but for its actor and key.
void administer(Api& api, const Call& call, Reply reply, desk::Administer change, int status,
                Administered answered);

}  // namespace reeve::http
