#pragma once
// A real record as a state of the model.

#include <functional>
#include <optional>

#include "records/record.hpp"
#include "verify/model.hpp"

namespace reeve::verify {

// Which token a person is.
using TokenOf = std::function<std::uint32_t(Id person)>;

// Nothing where the record has a value that stands in no class of the model: a text that nobody wrote down.
[[nodiscard]] std::optional<Vector> abstract_of(const Model& model, const records::Record& record,
                                                const TokenOf& token_of);

// What the linked record showed when it was last looked at, as far as the link tells it apart.
[[nodiscard]] Shown shown_by(const LinkModel& link, const records::LinkEnd& end);
// The same of a state of its own model.
[[nodiscard]] Shown shown_at(const LinkModel& link, const Model& there, const Vector& vector);

// Whether that state of the model is the real record's, as far as the model knows it.
[[nodiscard]] bool stands_for(const Model& model, const Vector& known, const Vector& real);

}  // namespace reeve::verify
