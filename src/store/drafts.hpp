#pragma once
// What people type before they send it. A draft belongs to one person and nobody else is ever given it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"

namespace reeve::store {

struct Draft {
    Id person;
    std::string number;               // a record's, or "new"
    std::string slot;                 // which of its composers and forms
    std::optional<std::string> text;  // as typed
    std::string given = "{}";         // values of a form, a JSON object
    std::string device;               // whose word it is where she typed
    std::int64_t version = 0;         // grows with every save, over removals too
    Instant saved;                    // the desk's time
    bool operator==(const Draft&) const = default;

    // Of what she typed.
    [[nodiscard]] std::int64_t bytes() const {
        return static_cast<std::int64_t>((text ? text->size() : 0) + given.size());
    }
};

struct DraftsSize {
    std::int64_t count = 0, bytes = 0;
};

class DraftReader {
public:
    virtual ~DraftReader() = default;
    [[nodiscard]] virtual std::optional<Draft> find(Id person, std::string_view number,
                                                    std::string_view slot) = 0;
    // By number, then slot.
    [[nodiscard]] virtual std::vector<Draft> of(Id person) = 0;
    [[nodiscard]] virtual DraftsSize size_of(Id person) = 0;
};

class Drafts : public DraftReader {
public:
    virtual void put(const Draft& draft) = 0;
    virtual void remove(Id person, std::string_view number, std::string_view slot) = 0;
    virtual void purge(Instant saved_before) = 0;
};

}  // namespace reeve::store
