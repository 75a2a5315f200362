#pragma once
// Reading on a connection of its own; every question is answered from one snapshot.

#include "store/query.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/decoded.hpp"
#include "store/sqlite/draft_rows.hpp"
#include "store/sqlite/flow_rows.hpp"
#include "store/sqlite/lists.hpp"
#include "store/sqlite/saved_view_rows.hpp"

namespace reeve::store::sqlite {

class SqliteReader : public Reader {
public:
    SqliteReader(const Opening& opening, const ListLimits& limits)
        : connection_(opening),
          lists_{connection_, {}, limits},
          flow_(lists_),
          drafts_(connection_),
          views_(connection_) {}

    [[nodiscard]] std::optional<records::Record> record(const Sight& sight, std::string_view number) override;
    [[nodiscard]] std::optional<records::Record> record(const Sight& sight, Id id) override;
    [[nodiscard]] Page list(const Sight& sight, const Filter& filter, std::string_view after,
                            std::size_t limit, bool count) override;
    [[nodiscard]] Counted count_up_to(const Sight& sight, const Filter& filter, std::int64_t most) override;
    [[nodiscard]] TimelinePage timeline(const Sight& sight, Id record, std::string_view after,
                                        std::size_t limit) override;
    [[nodiscard]] std::optional<records::Attachment> attachment(const Sight& sight, Id record,
                                                                Id attachment) override;
    [[nodiscard]] records::Ahead ahead(const records::Record& like,
                                       std::span<const std::string> states) override;
    [[nodiscard]] std::vector<Id> open_of(std::string_view process, std::string_view type,
                                          std::size_t most) override;
    [[nodiscard]] records::Ahead counting(const records::LimitKey& key, std::span<const Id> except) override;
    [[nodiscard]] Standing standing(const Sight& sight, const StandingQuestion& question) override;
    [[nodiscard]] FlowReader& flow() override { return flow_; }
    [[nodiscard]] DraftReader& drafts() override { return drafts_; }
    [[nodiscard]] SavedViewReader& saved_views() override { return views_; }
    [[nodiscard]] Since since(const Sight& sight, std::int64_t after, SinceLimits limits) override;
    [[nodiscard]] std::vector<NoticeRow> notices(const Sight& sight, Id person, std::int64_t before,
                                                 std::size_t limit) override;
    [[nodiscard]] std::int64_t head() override;
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> figures() override;

private:
    [[nodiscard]] std::optional<records::Record> load(std::int64_t key);

    Connection connection_;
    ListReading lists_;
    Decoded records_{256};
    FlowRows flow_;
    DraftRows drafts_;
    SavedViewRows views_;
};

// The same for the writer, which asks within its transaction.
[[nodiscard]] records::Ahead find_counting(Connection& connection, const records::LimitKey& key,
                                           std::span<const Id> except);
[[nodiscard]] records::Ahead find_ahead(Connection& connection, const records::Record& like,
                                        std::span<const std::string> states);
[[nodiscard]] std::vector<Id> find_open(Connection& connection, std::string_view process,
                                        std::string_view type, std::size_t most);

}  // namespace reeve::store::sqlite
