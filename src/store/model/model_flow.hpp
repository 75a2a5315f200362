#pragma once
// The model store's figures of how records went on: every record looked at, each time.

#include <functional>
#include <memory>

#include "store/flow.hpp"
#include "store/model/model_state.hpp"

namespace reeve::store::model {

class ModelFlow : public FlowReader {
public:
    using Snapshot = std::function<std::shared_ptr<const State>()>;
    explicit ModelFlow(Snapshot snapshot) : snapshot_(std::move(snapshot)) {}

    [[nodiscard]] Flow flow(const Sight& sight, const FlowQuestion& question) override;
    [[nodiscard]] Moves moves(const Sight& sight, const FlowQuestion& question) override;
    [[nodiscard]] CustodyFlow custody(const Sight& sight, const FlowQuestion& question) override;
    [[nodiscard]] Hours hours(const Sight& sight, const HoursQuestion& question) override;
    [[nodiscard]] Page records(const Sight& sight, const FlowQuestion& question, const FlowTest& test,
                               std::string_view after, std::size_t limit, bool count) override;
    [[nodiscard]] FlowWalk walk(const Sight& sight, const FlowQuestion& question, std::string_view after,
                                std::int64_t most, const FlowVisit& visit) override;

private:
    Snapshot snapshot_;
};

}  // namespace reeve::store::model
