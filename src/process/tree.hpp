#pragma once
// Question trees: walked by answers, each leading on to the next question or to what comes out (N4, N8).

#include <expected>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "cel/value.hpp"
#include "process/model.hpp"

namespace reeve::process {

struct Walk {
    Json answers;  // [{"ask": …, "answer": …}], as they were put and said in the language
    Json result;   // the leaf's outputs by name
};

// From the root to a leaf; a sentence for a person where the answers do not lead there.
[[nodiscard]] std::expected<Walk, std::string> walk(const Process& process, const Tree& tree,
                                                    const std::vector<std::string>& answers,
                                                    std::string_view language);
// What expressions see of a result that was kept: an object of the outputs.
[[nodiscard]] cel::Value result_of(const Tree& tree, const Json& result);
// An output as it is kept, and shown.
[[nodiscard]] Json kept_output(const Column& column, const cel::Value& value);
// The type of that object.
[[nodiscard]] cel::Type tree_type(const Process& process, const Tree& tree);

}  // namespace reeve::process
