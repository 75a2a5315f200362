#include "store/model/model_store.hpp"

#include <algorithm>

#include "store/model/model_reader.hpp"
#include "store/model/model_state.hpp"
#include "store/model/model_writer.hpp"

namespace reeve::store::model {

ModelStore::ModelStore()
    : committed_(std::make_shared<const State>()), writer_(std::make_unique<ModelWriter>(committed_)) {}

ModelStore::~ModelStore() = default;

Writer& ModelStore::writer() {
    return *writer_;
}

std::unique_ptr<Reader> ModelStore::reader() {
    return std::make_unique<ModelReader>([this] { return committed_; });
}

void ModelStore::each_event(const std::function<bool(const records::Event&)>& each,
                            std::span<const std::string_view> stream_kinds) {
    const std::shared_ptr<const State> state = committed_;
    for (const auto& event : state->journal) {
        if (!stream_kinds.empty() &&
            std::ranges::find(stream_kinds, event->stream_kind) == stream_kinds.end()) {
            continue;
        }
        if (!each(*event)) {
            return;
        }
    }
}

Instant ModelStore::last_recorded() {
    return committed_->last_recorded;
}

std::int64_t ModelStore::size_bytes() {
    return 0;
}

void ModelStore::on_step(std::function<void(std::string_view)> accident) {
    writer_->accident = std::move(accident);
}

}  // namespace reeve::store::model
