#include "desk/sessions.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "desk/throttle.hpp"

namespace reeve::desk {
namespace {

constexpr Duration idle = Duration::hours(8);
constexpr Duration whole_life = Duration::days(7);
constexpr Duration worth_storing = Duration::minutes(10);
constexpr int hashes_at_once = 2;          // each takes 19 MiB and a core
constexpr std::size_t sessions_each = 50;  // of one person: then her oldest ends
constexpr std::size_t known_addresses = 10'000;

// What a password of nobody is held against, so that a name that does not exist costs the same.
constexpr std::string_view nobodys_hash =
    "$argon2id$v=19$m=19456,t=2,p=1$aCAwxscgxNwK4kbJ/cxvXw$rL5owKZgRP0UTUdoV+LnieSRAY5YsgilJrRcAE/AGQE";

Refusal wait_for(Duration span) {
    Refusal refusal{RefusalKind::throttled, "Too many attempts; wait a moment and try again.", {}, 0};
    refusal.retry_after_s = static_cast<int>((span.micros + 999'999) / 1'000'000);
    return refusal;
}

struct Session {
    store::SessionRow row;
    Instant stored_used;
};

}  // namespace

struct Sessions::State {
    State(Entropy& chance, Matches same) : entropy(chance), matches(std::move(same)) {}

    // Under which names an attempt is counted. Where she has signed in from that address before, her account
    // is counted for that address alone: nobody locks her out by guessing from elsewhere.
    struct Attempt {
        std::string account, address;
    };
    [[nodiscard]] Attempt attempt(std::string_view name, std::string_view address) const;
    [[nodiscard]] std::optional<Refusal> begin(const Attempt& attempt, Instant now);
    [[nodiscard]] SignedIn open(Id person, Instant now, bool bearer);
    void end_oldest(Id person, Instant now);
    void tell_ended(Id person) const {
        if (ended) {
            ended(person);
        }
    }

    std::mutex mutex;
    std::function<void(Id)> ended;
    Entropy& entropy;
    Matches matches;
    std::map<Digest, Session> sessions;
    std::unordered_map<Id, std::string> passwords;
    std::set<std::string, std::less<>> known;  // "account\naddress" with a right attempt in the past
    Throttle accounts{{}};
    Throttle addresses{{.free = 20, .longest = Duration::minutes(5)}};
    int hashing = 0;
};

Sessions::State::Attempt Sessions::State::attempt(std::string_view name, std::string_view address) const {
    std::string pair = lower_ascii(name) + '\n' + std::string(address);
    return {known.contains(pair) ? std::move(pair) : lower_ascii(name), std::string(address)};
}

// Counts the attempt as failed from the start, so that many at once are not all free.
std::optional<Refusal> Sessions::State::begin(const Attempt& attempt, Instant now) {
    const Duration span = std::max(accounts.wait(attempt.account, now), addresses.wait(attempt.address, now));
    if (span > Duration{}) {
        return wait_for(span);
    }
    if (hashing >= hashes_at_once) {
        return wait_for(Duration::seconds(1));
    }
    ++hashing;
    accounts.failed(attempt.account, now);
    addresses.failed(attempt.address, now);
    return std::nullopt;
}

void Sessions::State::end_oldest(Id person, Instant now) {
    std::erase_if(sessions, [&](const auto& entry) {
        const store::SessionRow& row = entry.second.row;
        return row.expires <= now || row.used + idle <= now;
    });
    const auto hers = [&](const auto& entry) { return entry.second.row.person == person; };
    while (static_cast<std::size_t>(std::ranges::count_if(sessions, hers)) >= sessions_each) {
        auto oldest = sessions.end();
        for (auto at = sessions.begin(); at != sessions.end(); ++at) {
            if (hers(*at) && (oldest == sessions.end() || at->second.row.used < oldest->second.row.used)) {
                oldest = at;
            }
        }
        sessions.erase(oldest);
    }
}

SignedIn Sessions::State::open(Id person, Instant now, bool bearer) {
    std::array<std::uint8_t, 32> chance{};
    entropy.fill(chance);
    SignedIn signed_in;
    signed_in.token = base64url({reinterpret_cast<const char*>(chance.data()), chance.size()});
    signed_in.row = {.token = sha256(signed_in.token),
                     .person = person,
                     .created = now,
                     .used = now,
                     .expires = now + whole_life,
                     .bearer = bearer};
    end_oldest(person, now);
    sessions[signed_in.row.token] = {signed_in.row, now};
    return signed_in;
}

Sessions::Sessions(Entropy& entropy, Matches matches)
    : state_(std::make_unique<State>(entropy, std::move(matches))) {}

Sessions::~Sessions() = default;

void Sessions::load(std::vector<store::SessionRow> rows) {
    const std::scoped_lock lock(state_->mutex);
    for (const store::SessionRow& row : rows) {
        state_->sessions[row.token] = {row, row.used};
    }
}

void Sessions::set_password(Id person, std::string hash) {
    const std::scoped_lock lock(state_->mutex);
    state_->passwords[person] = std::move(hash);
}

Outcome<SignedIn> Sessions::sign_in(std::optional<Id> person, std::string_view name,
                                    std::string_view password, std::string_view address, Instant real_now,
                                    bool bearer) {
    std::string hash(nobodys_hash);
    bool somebody = false;
    State::Attempt attempt;
    {
        const std::scoped_lock lock(state_->mutex);
        attempt = state_->attempt(name, address);
        if (std::optional<Refusal> refusal = state_->begin(attempt, real_now)) {
            return std::unexpected(std::move(*refusal));
        }
        if (person) {
            const auto found = state_->passwords.find(*person);
            somebody = found != state_->passwords.end() && !found->second.empty();
            hash = somebody ? found->second : hash;
        }
    }
    // The slow part, outside the lock; whatever happens in it, the place among the hashes is given back.
    struct Place {
        State& state;
        ~Place() {
            const std::scoped_lock lock(state.mutex);
            --state.hashing;
        }
    };
    const bool right = [&] {
        const Place place{*state_};
        return state_->matches(password, hash);
    }();
    if (!right || !somebody) {
        return refuse(RefusalKind::unauthenticated, "The name or the password is not right.");
    }
    const std::scoped_lock lock(state_->mutex);
    state_->accounts.forget(attempt.account);
    state_->addresses.take_back(attempt.address);
    if (state_->known.size() < known_addresses) {
        state_->known.insert(lower_ascii(name) + '\n' + std::string(address));
    }
    return state_->open(*person, real_now, bearer);
}

std::optional<Id> Sessions::person(std::string_view token, Instant real_now) {
    const Digest digest = sha256(token);
    const std::scoped_lock lock(state_->mutex);
    const auto found = state_->sessions.find(digest);
    if (found == state_->sessions.end()) {
        return std::nullopt;
    }
    store::SessionRow& row = found->second.row;
    if (row.expires <= real_now || row.used + idle <= real_now) {
        state_->sessions.erase(found);
        return std::nullopt;
    }
    row.used = std::max(row.used, real_now);
    return row.person;
}

bool Sessions::holds(const Digest& token, Instant real_now) {
    const std::scoped_lock lock(state_->mutex);
    const auto found = state_->sessions.find(token);
    return found != state_->sessions.end() && real_now < found->second.row.expires &&
           real_now < found->second.row.used + idle;
}

void Sessions::on_end(std::function<void(Id person)> tell) {
    state_->ended = std::move(tell);
}

std::optional<Digest> Sessions::sign_out(std::string_view token) {
    const Digest digest = sha256(token);
    Id person;
    {
        const std::scoped_lock lock(state_->mutex);
        const auto found = state_->sessions.find(digest);
        if (found == state_->sessions.end()) {
            return std::nullopt;
        }
        person = found->second.row.person;
        state_->sessions.erase(found);
    }
    state_->tell_ended(person);
    return digest;
}

void Sessions::sign_out(Id person) {
    {
        const std::scoped_lock lock(state_->mutex);
        std::erase_if(state_->sessions, [&](const auto& entry) { return entry.second.row.person == person; });
    }
    state_->tell_ended(person);
}

std::vector<store::SessionRow> Sessions::to_store() {
    const std::scoped_lock lock(state_->mutex);
    std::vector<store::SessionRow> rows;
    for (auto& [digest, session] : state_->sessions) {
        if (session.stored_used + worth_storing <= session.row.used) {
            session.stored_used = session.row.used;
            rows.push_back(session.row);
        }
    }
    return rows;
}

}  // namespace reeve::desk
