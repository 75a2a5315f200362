#include "http/administer.hpp"

#include "http/serving.hpp"

namespace reeve::http {

Outcome<void> administrator(const Call& call) {
    if (person_of(call).administrator) return {};
    return refuse(RefusalKind::not_allowed, "Only an administrator of this desk may do this.");
}

void administer(Api& api, const Call& call, Reply reply, desk::Administer::Kind kind, Json value, int status,
                Administered answered, std::string password_hash) {
    auto repeat = repeat_key(call);
    if (!repeat) return reply(problem(repeat.error()));
    desk::Administer change;
    change.kind = kind;
    change.actor = {records::ActorKind::person, call.person};
    change.value = std::move(value);
    change.key = std::move(repeat->key);
    change.route = std::move(repeat->route);
    change.body = repeat->body;
    change.password_hash = std::move(password_hash);
    submit(api, std::move(change), std::move(reply),
           [&api, status, answered = std::move(answered)](const desk::Answer& done) mutable {
               Response response = answered(*api.parts().desk.world(), done);
               response.status = done.replayed ? 200 : status;
               if (done.replayed) response.headers.emplace_back("Idempotent-Replay", "true");
               return response;
           });
}

}  // namespace reeve::http
