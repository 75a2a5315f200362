#pragma once
// Passwords, sessions and uploads on the writer's connection.

#include "store/operational.hpp"
#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

class OperationalRows : public Operational {
public:
    explicit OperationalRows(Connection& connection) : connection_(connection) {}

    void put_password(Id person, std::string_view hash) override;
    [[nodiscard]] std::optional<std::string> password(Id person) override;
    [[nodiscard]] std::vector<std::pair<Id, std::string>> passwords() override;
    void put_session(const SessionRow& row) override;
    [[nodiscard]] std::vector<SessionRow> sessions() override;
    [[nodiscard]] std::optional<SessionRow> session(const Digest& token) override;
    void end_session(const Digest& token) override;
    void end_sessions_of(Id person) override;
    void purge_sessions(Instant now) override;
    void put_upload(const UploadRow& row) override;
    [[nodiscard]] std::optional<UploadRow> upload(Id id) override;
    void remove_upload(Id id) override;
    [[nodiscard]] std::vector<UploadRow> old_uploads(Instant before) override;

private:
    Connection& connection_;
};

}  // namespace reeve::store::sqlite
