#pragma once
// The model store's reader: each question sees what was last committed when it was asked.

#include <functional>
#include <memory>

#include "store/model/model_flow.hpp"
#include "store/model/model_kept.hpp"
#include "store/model/model_state.hpp"

namespace reeve::store::model {

class ModelReader : public Reader {
public:
    using Snapshot = std::function<std::shared_ptr<const State>()>;
    explicit ModelReader(Snapshot snapshot)
        : snapshot_(snapshot), flow_(snapshot), drafts_(snapshot, {}), views_(snapshot, {}) {}

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
    Snapshot snapshot_;
    ModelFlow flow_;
    ModelDrafts drafts_;
    ModelSavedViews views_;
};

}  // namespace reeve::store::model
