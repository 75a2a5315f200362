#pragma once
// How a model is made: its dimensions first, then every expression over them.

#include "verify/expressions_internal.hpp"

namespace reeve::verify {

// The dimensions, for the domains that the model has already.
void add_dimensions(Model& model, const Outcomes& outcomes);
// What is linked to its records, and where they come from that others make.
void add_links(Model& model, const Outcomes& outcomes);
// Whether the model would be another one, were partners known to go so.
[[nodiscard]] bool depends_on(const Model& model, const Outcomes& outcomes);
// "0", "1", … up to that many or more.
[[nodiscard]] std::vector<std::string> counted(std::uint32_t most);
// All expressions as diagrams.
void add_diagrams(Model& model);

// How approvals stand, where something asks for it.
void add_approvals(Model& model);
// Whether its last round said yes, and that of what it follows.
[[nodiscard]] Root approved(Model& model, Index approval);
// After everything was compiled: what need not be known of them.
void forget_rounds(Model& model);

// What passes without a word otherwise.
void tell_what_is_not_explored(Model& model);

// Of what is sent in large forms.
void add_late_fields(Model& model);

// How many other records count under the same key of a limit.
void add_limits(Model& model);
// Whether all that the field's class stands for is one and the same value.
[[nodiscard]] bool is_one_value(const Model& model, Index field);

// Whether writing to it what nothing tells from what is there may make another key of a limit.
[[nodiscard]] bool makes_key(const Model& model, Index field);

// Whether one more record may be linked. `get`: how many of a class there are; of those that nothing asks for
// there may be any number.
template <class Get>
[[nodiscard]] bool has_room(const Model& model, const LinkModel& link, const Get& get) {
    std::uint64_t least = 0;
    for (const DimensionIndex count : link.counts)
        if (model.layout[count].used) least += get(count);
    return !link.own || least < link.of->max;
}

// One diagram with what may read it.
struct Use {
    Root root = 0;
    const ActModel* act = nullptr;  // null: of no act
    bool creates = false;
};
// Whether such an act is ever possible on records of the type, as far as its file says it without conditions.
[[nodiscard]] bool is_ever_allowed(const process::RecordType& type, process::BuiltIn act);

[[nodiscard]] std::vector<Use> uses_of(const Model& model);

}  // namespace reeve::verify
