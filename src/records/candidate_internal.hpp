#pragma once
// The record as it would be with what was sent (semantics section 2, step e).

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/decision_internal.hpp"

namespace reeve::records {

// What came with an act or edit; fields as in the API, "title" and "description" among them or beside them.
struct Sent {
    JsonObject fields;
    std::optional<std::string> title, description;
};

// Which of its fields and own texts an act takes.
struct Form {
    std::function<bool(process::Index field)> takes_field;
    std::function<bool(std::string_view own)> takes_own;  // "title", "description"
    std::string title;                                    // of the act, for refusals
};
[[nodiscard]] Form form_of(const process::Act& act, std::string_view language);

// Sets what was sent, checked against the form and the fields' types. What cannot be taken is missed, all of
// it.
void take_fields(Decision& decision, Draft& draft, const Sent& sent, const Form& form);
// Of a new record: what was not sent and has a default.
void take_defaults(Decision& decision, Draft& draft, const Person* actor);
// Required fields without a value are missed.
void require_fields(Decision& decision, Draft& draft);

// The fields that an expression reads, by their own names or as members of `record`; in the type's order.
[[nodiscard]] std::vector<process::Index> fields_read(const process::RecordType& type,
                                                      const process::Expression& expression);
// Whether what it gives cannot be known yet, because a required field on which it rests has no value. A table
// may well have a row for no value; that is not what people mean who have not come to that field.
[[nodiscard]] bool waits_for_value(const Draft& draft, const process::Expression& expression);

// One field gets a value, as the record keeps it; nothing happens when it has that value.
void set_field(Decision& decision, Draft& draft, const process::Field& field, Json kept);
void set_own_text(Decision& decision, Draft& draft, std::string_view name, const std::string& text);
// Computed fields, then priority and organisation, follow from the others, where the open event set any.
void follow_fields(Decision& decision, Draft& draft);

}  // namespace reeve::records
