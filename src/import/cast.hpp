#pragma once
// The people, teams and organisations that a file names, as handles of this desk.

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "import/batch.hpp"

namespace reeve::import {

// A handle made of a name: "Beth Anglin" is beth_anglin. A name that does not fit into a handle's letters
// gets a mark of its own behind it, so that two names never share a handle.
[[nodiscard]] std::string handle_of(std::string_view prefix, std::string_view name);

// Says who a batch must bring along. Who was named before is not named again, as far as is remembered.
class Cast {
public:
    explicit Cast(std::string organisation) : organisation_(std::move(organisation)) {}

    // Each gives the handle, and adds the entry to the batch where it is new. An empty name gives "".
    std::string person(std::string_view prefix, std::string_view name, std::string_view role, Batch& batch);
    std::string team(std::string_view prefix, std::string_view name, Batch& batch);
    std::string organisation(std::string_view name, std::string_view kind, Batch& batch);

private:
    // Whether the entry is new; a great many are forgotten and said again, which does no harm.
    bool is_new(char sort, std::string_view handle, std::string_view role);

    std::string organisation_;
    std::unordered_set<std::string> named_;
};

}  // namespace reeve::import
