#pragma once
// The store as a model: everything in memory, every question answered by looking at everything. Naive, but
// right: what the databases are held against, and what simulations run on. One thread.

#include <functional>
#include <memory>
#include <string_view>

#include "store/store.hpp"

namespace reeve::store::model {

struct State;

class ModelStore : public Store {
public:
    ModelStore();
    ~ModelStore() override;

    [[nodiscard]] Writer& writer() override;
    [[nodiscard]] std::unique_ptr<Reader> reader() override;
    void each_event(const std::function<bool(const records::Event&)>& each,
                    std::span<const std::string_view> stream_kinds = {}) override;
    [[nodiscard]] Instant last_recorded() override;
    [[nodiscard]] std::int64_t size_bytes() override;

    // Called before each step of the writer with its name ("begin", "append", "commit" …), and with
    // "committed" once a commit took hold: what it throws is the accident that happens there.
    void on_step(std::function<void(std::string_view step)> accident);

private:
    class ModelWriter;
    std::shared_ptr<const State> committed_;
    std::unique_ptr<ModelWriter> writer_;
};

}  // namespace reeve::store::model
