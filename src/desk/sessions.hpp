#pragma once
// Who is asking: passwords (argon2id), session tokens (only their digests are kept), throttling. Real time,
// whatever the desk's clock says.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/outcome.hpp"
#include "base/sources.hpp"
#include "store/operational.hpp"

namespace reeve::desk {

// argon2id, 19 MiB, 2 passes (OWASP's figure). Slow on purpose: never on the writer's thread.
[[nodiscard]] std::string hash_password(std::string_view password);
[[nodiscard]] bool password_matches(std::string_view password, std::string_view hash);

struct SignedIn {
    std::string token;      // given once, to the caller
    store::SessionRow row;  // to be stored
};

// Safe to use from several threads.
class Sessions {
public:
    using Matches = std::function<bool(std::string_view password, std::string_view hash)>;
    explicit Sessions(Entropy& entropy, Matches matches = password_matches);
    ~Sessions();

    void load(std::vector<store::SessionRow> rows);  // at start
    void set_password(Id person, std::string hash);  // at start and on change

    // Throttled by account and by address with growing delay; the same work for unknown people. Refusal
    // unauthenticated, or throttled with the seconds to wait.
    [[nodiscard]] Outcome<SignedIn> sign_in(std::optional<Id> person, std::string_view name,
                                            std::string_view password, std::string_view address,
                                            Instant real_now, bool bearer);
    // The person behind a token, or nothing; idle 8 hours, at most 7 days.
    [[nodiscard]] std::optional<Id> person(std::string_view token, Instant real_now);
    // Whether the session of a token with this digest still holds; it is not used by asking.
    [[nodiscard]] bool holds(const Digest& token, Instant real_now);
    // Called after a person's session has ended, on the thread that ended it. Set once, before any is used.
    void on_end(std::function<void(Id person)> tell);
    // True when there was one; its digest, so that the stored row can be removed.
    [[nodiscard]] std::optional<Digest> sign_out(std::string_view token);
    // All of a person's, when her password changes or her account is closed.
    void sign_out(Id person);
    // Sessions used since they were last given here, by ten minutes or more: to be stored again, so that a
    // session in use outlives a restart.
    [[nodiscard]] std::vector<store::SessionRow> to_store();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace reeve::desk
