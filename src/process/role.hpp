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
    bool reads_internal = true;  // internal entries; false is the default where sees is own
    bool is_reporter = false;    // `is: reporter`: the person who reported the record
    std::optional<Index> at;     // the organisation field whose organisation the membership must be of
    std::string at_name;         // as written; fields belong to types, so each type resolves it by name
};

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
