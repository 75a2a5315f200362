#pragma once
// Passwords, sessions and uploads on the writer's connection.

#include "store/operational.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/draft_rows.hpp"
#include "store/sqlite/saved_view_rows.hpp"

namespace reeve::store::sqlite {

class OperationalRows : public Operational {
public:
    explicit OperationalRows(Connection& connection)
        : connection_(connection), drafts_(connection), views_(connection) {}

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
    void put_secret(std::string_view name, std::string_view bytes) override;
    [[nodiscard]] std::optional<std::string> secret(std::string_view name) override;
    [[nodiscard]] Drafts& drafts() override { return drafts_; }
    [[nodiscard]] SavedViews& saved_views() override { return views_; }

private:
    Connection& connection_;
    DraftRows drafts_;
    SavedViewRows views_;
};

}  // namespace reeve::store::sqlite
