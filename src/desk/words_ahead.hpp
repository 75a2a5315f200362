#pragma once
// Words of agreements that were agreed for later: which come into force next, as far as they were told.

#include <optional>

#include "records/clocks_moved.hpp"
#include "records/directory.hpp"
#include "store/operational.hpp"

namespace reeve::desk {

class WordsAhead {
public:
    // What came into force until then was told.
    void start(Instant since) { since_ = committed_ = since; }
    // Reckoned anew where the directory or what was told is another; one that is still written to is another
    // after `changed`.
    [[nodiscard]] const records::LaterWords& next(const records::DirectoryPtr& directory);
    void changed() { of_.reset(); }
    void told(const records::LaterWords& words) { since_ = words.at; }
    void commit() { committed_ = since_; }
    void take_back() {
        since_ = committed_;
        changed();
    }

private:
    Instant since_, committed_, after_;
    records::DirectoryPtr of_;
    records::LaterWords next_;
};

// How far words were told, kept with what is told: what is due and cannot be done does not have all of them
// told anew at each start.
void keep_told(store::Operational& operational, Instant until);
[[nodiscard]] std::optional<Instant> kept_told(store::Operational& operational);

}  // namespace reeve::desk
