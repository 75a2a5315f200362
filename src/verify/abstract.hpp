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

// Whether that state of the model is the real record's, as far as the model knows it.
[[nodiscard]] bool stands_for(const Model& model, const Vector& known, const Vector& real);

}  // namespace reeve::verify
