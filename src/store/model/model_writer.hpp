#pragma once
// The model store's writer: a copy of the state that becomes the state at commit.

#include <functional>
#include <memory>
#include <vector>

#include "store/model/model_kept.hpp"
#include "store/model/model_state.hpp"
#include "store/model/model_store.hpp"

namespace reeve::store::model {

class ModelStore::ModelWriter : public Writer, private Operational {
public:
    explicit ModelWriter(std::shared_ptr<const State>& committed)
        : committed_(committed),
          drafts_([this] { return shown(); }, [this]() -> State& { return working(); }),
          views_([this] { return shown(); }, [this]() -> State& { return working(); }) {}

    void begin() override;
    void savepoint() override;
    void release() override;
    void rollback_to_savepoint() override;
    void commit() override;
    void rollback() noexcept override;

    [[nodiscard]] std::optional<records::Record> record(Id id) override;
    [[nodiscard]] std::optional<Id> find_record(std::string_view number) override;
    [[nodiscard]] std::int64_t version_of(Id stream) override;
    [[nodiscard]] std::vector<records::Event> events_of(Id stream) override;
    [[nodiscard]] Digest head_of(Id stream) override;
    [[nodiscard]] std::int64_t next_number(std::string_view series) override;
    [[nodiscard]] records::Ahead ahead(const records::Record& like,
                                       std::span<const std::string> states) override;
    [[nodiscard]] std::vector<Id> open_of(std::string_view process, std::string_view type,
                                          std::size_t most) override;
    [[nodiscard]] records::Ahead counting(const records::LimitKey& key, std::span<const Id> except) override;
    [[nodiscard]] bool append(std::span<const records::Expected> expects,
                              std::span<const records::Event> events,
                              std::span<const records::Record> records, const Written& written) override;
    using Writer::append;
    [[nodiscard]] std::int64_t head() override { return static_cast<std::int64_t>(seen().journal.size()); }
    [[nodiscard]] std::vector<Id> refused() override;
    [[nodiscard]] std::vector<TimerRow> timers(Instant acts_until, Instant clocks_until, std::size_t limit,
                                               std::optional<Id> record) override;
    [[nodiscard]] Instant next_due() override;
    [[nodiscard]] Instant first_follow_up() override;
    void add_follow_up(const FollowUpRow& row) override;
    [[nodiscard]] std::optional<Id> add_follow_ups(const ReachedOf& of, const FollowUpRow& row, Id after,
                                                   std::size_t look) override;
    [[nodiscard]] std::vector<FollowUpRow> follow_ups(std::size_t limit) override;
    void finish_follow_up(Id id) override;
    void fail_follow_up(Id id, bool park) override;
    [[nodiscard]] std::optional<Receipt> receipt(Id caller, std::string_view route,
                                                 std::string_view key) override;
    void put_receipt(const Receipt& receipt) override;
    void purge_receipts(Instant now) override;
    [[nodiscard]] Operational& operational() override { return *this; }

    std::function<void(std::string_view)> accident;

private:
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

    void step(std::string_view name) const;
    [[nodiscard]] State& working();
    [[nodiscard]] const State& seen() const { return working_ ? *working_ : *committed_; }
    // As seen(), for a moment: what is being worked on stays the writer's.
    [[nodiscard]] std::shared_ptr<const State> shown() const {
        return working_ ? std::shared_ptr<const State>(std::shared_ptr<const State>(), working_.get())
                        : committed_;
    }
    void add(const records::Event& event, std::map<Id, std::shared_ptr<const records::Record>>& touched);

    std::shared_ptr<const State>& committed_;
    std::unique_ptr<State> working_;
    std::vector<State> savepoints_;
    ModelDrafts drafts_;
    ModelSavedViews views_;
};

}  // namespace reeve::store::model
