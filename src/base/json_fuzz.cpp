// What the parser takes, the writer writes so that it reads back the same, and the canonical form is stable.
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = reeve::parse_json(text);
    if (!value) return 0;
    REEVE_CHECK(reeve::valid_utf8(text));
    const std::string written = reeve::write_json(*value);
    REEVE_CHECK(reeve::parse_json(written) == *value);
    const std::string canonical = reeve::canonical_json(*value);
    const auto again = reeve::parse_json(canonical);
    REEVE_CHECK(again && reeve::canonical_json(*again) == canonical);
    return 0;
}
