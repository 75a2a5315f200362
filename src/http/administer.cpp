#include "http/administer.hpp"

#include "http/serving.hpp"

namespace reeve::http {

Outcome<void> administrator(const Call& call) {
    if (person_of(call).administrator) return {};
    return refuse(RefusalKind::not_allowed, "Only an administrator of this desk may do this.");
}

void administer(Api& api, const Call& call, Reply reply, desk::Administer::Kind kind, Json value, int status,
                Administered answered) {
    desk::Administer change;
    change.kind = kind;
    change.value = std::move(value);
    administer(api, call, std::move(reply), std::move(change), status, std::move(answered));
}

void administer(Api& api, const Call& call, Reply reply, desk::Administer change, int status,
                Administered answered) {
    auto repeat = repeat_key(call);
    if (!repeat) return reply(problem(repeat.error()));
    change.actor = {records::ActorKind::person, call.person};
    change.key = std::move(repeat->key);
    change.route = std::move(repeat->route);
    change.body = repeat->body;
    submit(api, std::move(change), std::move(reply),
           [&api, status, answered = std::move(answered)](const desk::Answer& done) mutable {
               Response response = answered(*api.parts().desk.world(), done);
               response.status = done.replayed ? 200 : status;
               if (done.replayed) response.headers.emplace_back("Idempotent-Replay", "true");
               return response;
           });
}

}  // namespace reeve::http
