#pragma once
// Lists that somebody saved: a title and the query that chooses the records.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"

namespace reeve::store {

struct SavedView {
    enum class Scope : std::uint8_t { mine, team, all };
    Id id;
    Id owner;
    Scope scope = Scope::mine;
    Id team;  // with Scope::team
    std::int64_t version = 0;
    Instant created;
    std::string title;
    std::string query;  // of a list, as in its address
    bool operator==(const SavedView&) const = default;
};

// Each list by when the views were made, then by id.
class SavedViewReader {
public:
    virtual ~SavedViewReader() = default;
    [[nodiscard]] virtual std::optional<SavedView> find(Id id) = 0;
    [[nodiscard]] virtual std::vector<SavedView> owned(Id owner) = 0;  // of every scope
    [[nodiscard]] virtual std::vector<SavedView> of_team(Id team) = 0;
    [[nodiscard]] virtual std::vector<SavedView> of_all() = 0;
};

class SavedViews : public SavedViewReader {
public:
    virtual void put(const SavedView& view) = 0;
    virtual void remove(Id id) = 0;
};

}  // namespace reeve::store
