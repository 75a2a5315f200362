#pragma once
// Uploads on their way: what is known of each, shared by the threads that serve them. Kept 24 hours, its
// owner's alone.

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "store/operational.hpp"

namespace reeve::http {

class Uploads {
public:
    // Refused (nothing) when the person has too many or too much on the way: 200, or 2 GB a day.
    [[nodiscard]] bool begin(const store::UploadRow& row);
    [[nodiscard]] std::optional<store::UploadRow> find(Id id, Id person) const;
    void set(const store::UploadRow& row);
    // Takes one for a part that is arriving; false when another part is arriving already.
    [[nodiscard]] bool lease(Id id);
    void release(Id id);
    // Removes and returns those begun before.
    [[nodiscard]] std::vector<store::UploadRow> expired(Instant before);

private:
    struct Entry {
        store::UploadRow row;
        bool leased = false;
    };
    mutable std::mutex mutex_;
    std::map<Id, Entry> entries_;
};

}  // namespace reeve::http
