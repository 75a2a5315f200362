#pragma once
// Who there is, and which words there are.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "process/index.hpp"
#include "process/words.hpp"

namespace reeve::process {

// What a role's members may know: wholly, of their organisations' records, or only their own (decision 0004).
enum class Sees : std::uint8_t { all, organisation, own };

struct Role {
    std::string name;
    Words title;
    Sees sees = Sees::all;
    bool reads_internal = true;   // internal entries; false is the default where sees is own
    bool is_reporter = false;     // `is: reporter`: the person who reported the record
    std::optional<Index> at;      // the organisation field whose organisation the membership must be of
    std::string at_name;          // as written; fields belong to types, so each type resolves it by name
    std::vector<Index> disjoint;  // roles that nobody has together with it; each of them says it of this one
};

[[nodiscard]] bool are_disjoint(const std::vector<Role>& roles, Index one, Index other);
// As many roles as one person may have who has these, ascending; of two that are disjoint the first.
[[nodiscard]] std::vector<Index> held_with(const std::vector<Role>& roles, const std::vector<Index>& these);

struct ChoiceValue {
    std::string name;
    Words title;
};

struct Choice {
    std::string name;
    Words title;
    std::vector<ChoiceValue> values;  // in order: for a priority the first is the most pressing
    [[nodiscard]] std::optional<Index> find(std::string_view value) const;
};

}  // namespace reeve::process
