#pragma once
// What of a record expressions read, and effects and acts write.

#include <set>
#include <string>
#include <vector>

#include "process/model.hpp"

namespace reeve::process {

// Of a computed field, what it is computed from too.
struct Touches {
    std::set<Index> fields, links, approvals;
    bool standing = false;  // state, holder, legs, and what was done
    [[nodiscard]] bool meets(const Touches& other) const;
    // The fields, links and approvals that both touch, for people.
    [[nodiscard]] std::string common(const RecordType& type, const Touches& other) const;
};
[[nodiscard]] Touches read_by(const RecordType& type, const Expression& expression);
[[nodiscard]] Touches written_by(const std::vector<Effect>& effects);
// What an act may change, with its form and what it enters and leaves.
[[nodiscard]] Touches written_by(const RecordType& type, const Act& act);

}  // namespace reeve::process
