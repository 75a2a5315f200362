#pragma once
// What is neither journal nor derived from it: sessions, password hashes, uploads on their way, drafts, saved
// views.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/sha256.hpp"
#include "store/drafts.hpp"
#include "store/saved_views.hpp"

namespace reeve::store {

struct SessionRow {
    Digest token{};  // SHA-256 of the token: the token itself is never stored
    Id person;
    Instant created, used, expires;  // real time
    bool bearer = false;             // a token asked for, not a cookie
};

struct UploadRow {
    Id id;
    Id person;         // whose it is until an act names it
    std::string name;  // as shown
    std::string media_type;
    std::int64_t size = 0;     // received so far
    std::int64_t length = -1;  // announced; -1 = unknown
    bool complete = false;
    std::string sha256;     // when complete
    Instant created;        // real time; 24 hours
    bool attached = false;  // an entry refers to it: its bytes stay
};

class Operational {
public:
    virtual ~Operational() = default;
    virtual void put_password(Id person, std::string_view hash) = 0;
    [[nodiscard]] virtual std::optional<std::string> password(Id person) = 0;
    [[nodiscard]] virtual std::vector<std::pair<Id, std::string>> passwords() = 0;
    virtual void put_session(const SessionRow& row) = 0;
    [[nodiscard]] virtual std::vector<SessionRow> sessions() = 0;
    [[nodiscard]] virtual std::optional<SessionRow> session(const Digest& token) = 0;
    virtual void end_session(const Digest& token) = 0;
    virtual void end_sessions_of(Id person) = 0;
    virtual void purge_sessions(Instant now) = 0;
    virtual void put_upload(const UploadRow& row) = 0;
    [[nodiscard]] virtual std::optional<UploadRow> upload(Id id) = 0;
    virtual void remove_upload(Id id) = 0;
    [[nodiscard]] virtual std::vector<UploadRow> old_uploads(Instant before) = 0;
    // Bytes by name that must outlive a restart: keys, and how far something was told.
    virtual void put_secret(std::string_view name, std::string_view bytes) = 0;
    [[nodiscard]] virtual std::optional<std::string> secret(std::string_view name) = 0;
    [[nodiscard]] virtual Drafts& drafts() = 0;
    [[nodiscard]] virtual SavedViews& saved_views() = 0;
};

}  // namespace reeve::store
