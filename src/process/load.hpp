#pragma once
// YAML in, a checked model or every mistake out.

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "process/model.hpp"

namespace reeve::process {

struct SourceFile {
    std::string path;  // relative to the process's folder: "process.yaml"
    std::string text;
};

inline constexpr std::size_t problems_max = 200;

struct Loaded {
    ProcessPtr process;
    std::vector<Problem> warnings;
};

// Whether a file of the folder belongs to the process itself: not demo.yaml, nothing in a folder such as
// rehearsals/.
[[nodiscard]] bool is_process_file(std::string_view path);

// What a desk has in use was judged when it came, perhaps by an earlier release: what is refused only since
// then is a warning.
enum class Text : std::uint8_t { proposed, in_use };

// All mistakes of meaning at once (at most problems_max, then one that says how many were left out); a syntax
// error alone ends its file. `id` is the folder's name. Of `files` those count that are process files.
[[nodiscard]] std::expected<Loaded, std::vector<Problem>> load_process(std::string_view id,
                                                                       const std::vector<SourceFile>& files,
                                                                       Text text = Text::proposed);

}  // namespace reeve::process
