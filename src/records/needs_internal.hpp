#pragma once
// What an act asks for before it is done (semantics section 2, steps f and g).

#include "records/decision_internal.hpp"

namespace reeve::records {

inline constexpr std::size_t comment_length_max = 20'000;  // code points

// The comment that comes with an act, its audience settled.
struct Said {
    std::string text;
    std::string audience;  // "public" or "internal"
};

// Whether the condition holds; where it does not, that is missed, of the field.
void check_condition(Decision& decision, Draft& draft, const process::Expression& condition,
                     const process::Words& why, const std::string& field, const Person* actor);
// Whether the act's condition holds; what does not is missed.
void check_when(Decision& decision, Draft& draft, const process::Act& act, const Person* actor);
// All needs of the act that count; those that are not met are missed.
void check_needs(Decision& decision, Draft& draft, const process::Act& act, const Person* actor,
                 const std::optional<Said>& said);

// A need on a record as it is, for showing: does it count, and is it met already?
struct NeedState {
    bool counts = true;
    bool met = false;
    std::string why;  // where it is not met
};
[[nodiscard]] NeedState state_of(Decision& decision, Draft& draft, const process::Act& act,
                                 const process::Need& need, const Person* actor,
                                 const std::optional<Said>& said);
[[nodiscard]] std::string_view word(process::Audience audience);

}  // namespace reeve::records
