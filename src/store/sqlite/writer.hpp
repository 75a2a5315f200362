#pragma once
// The one connection that writes.

#include "store/operational.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/event_rows.hpp"
#include "store/sqlite/operational_rows.hpp"
#include "store/sqlite/search_rows.hpp"
#include "store/sqlite/shelves.hpp"
#include "store/store.hpp"

namespace reeve::store::sqlite {

class SqliteWriter : public Writer {
public:
    explicit SqliteWriter(const Opening& opening);

    void begin() override;
    void savepoint() override;
    void release() override;
    void rollback_to_savepoint() override;
    void commit() override;
    void rollback() noexcept override;
    [[nodiscard]] bool log_is_long() const override { return connection_.log_pages() >= long_from_; }
    void carry_log_over() override;

    [[nodiscard]] std::optional<records::Record> record(Id id) override;
    [[nodiscard]] std::optional<Id> find_record(std::string_view number) override;
    [[nodiscard]] std::int64_t version_of(Id stream) override;
    [[nodiscard]] Digest head_of(Id stream) override;
    [[nodiscard]] std::vector<records::Event> events_of(Id stream) override;
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
    [[nodiscard]] std::int64_t head() override { return last_seq(connection_); }
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
    [[nodiscard]] Operational& operational() override { return operational_; }

    [[nodiscard]] Connection& connection() { return connection_; }

private:
    void set_aside(Id stream, std::string_view reason);

    int log_limit_;
    int long_from_ = log_limit_;  // pages
    Connection connection_;
    OperationalRows operational_;
    SearchRows words_;  // of this transaction
    Shelves shelves_{connection_};
    // After a commit whose outcome is unknown nothing may be written on top of it: only opening the file anew
    // tells.
    bool closed_ = false;
};

}  // namespace reeve::store::sqlite
