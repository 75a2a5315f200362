#pragma once
// Saved views on a connection; one that only reads is asked only to read.

#include "store/saved_views.hpp"
#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

class SavedViewRows : public SavedViews {
public:
    explicit SavedViewRows(Connection& connection) : connection_(connection) {}

    [[nodiscard]] std::optional<SavedView> find(Id id) override;
    [[nodiscard]] std::vector<SavedView> owned(Id owner) override;
    [[nodiscard]] std::vector<SavedView> of_team(Id team) override;
    [[nodiscard]] std::vector<SavedView> of_all() override;
    void put(const SavedView& view) override;
    void remove(Id id) override;

private:
    Connection& connection_;
};

}  // namespace reeve::store::sqlite
