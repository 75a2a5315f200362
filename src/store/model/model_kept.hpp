#pragma once
// Drafts and saved views of the model store: `seen` to read, `working` to change.

#include <functional>
#include <memory>

#include "store/model/model_state.hpp"

namespace reeve::store::model {

class ModelDrafts : public Drafts {
public:
    using Seen = std::function<std::shared_ptr<const State>()>;
    using Working = std::function<State&()>;
    ModelDrafts(Seen seen, Working working) : seen_(std::move(seen)), working_(std::move(working)) {}

    [[nodiscard]] std::optional<Draft> find(Id person, std::string_view number,
                                            std::string_view slot) override;
    [[nodiscard]] std::vector<Draft> of(Id person) override;
    [[nodiscard]] DraftsSize size_of(Id person) override;
    void put(const Draft& draft) override;
    void remove(Id person, std::string_view number, std::string_view slot) override;
    void purge(Instant saved_before) override;

private:
    Seen seen_;
    Working working_;
};

class ModelSavedViews : public SavedViews {
public:
    ModelSavedViews(ModelDrafts::Seen seen, ModelDrafts::Working working)
        : seen_(std::move(seen)), working_(std::move(working)) {}

    [[nodiscard]] std::optional<SavedView> find(Id id) override;
    [[nodiscard]] std::vector<SavedView> owned(Id owner) override;
    [[nodiscard]] std::vector<SavedView> of_team(Id team) override;
    [[nodiscard]] std::vector<SavedView> of_all() override;
    void put(const SavedView& view) override;
    void remove(Id id) override;

private:
    [[nodiscard]] std::vector<SavedView> those(const std::function<bool(const SavedView&)>& wanted);

    ModelDrafts::Seen seen_;
    ModelDrafts::Working working_;
};

}  // namespace reeve::store::model
