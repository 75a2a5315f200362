#pragma once
// The desk's own words where a text may be read in more than one language.

#include <string_view>

namespace reeve::records {

// In English, and in Portuguese where that is read; as own notices have them (process/own_notices.hpp).
[[nodiscard]] inline std::string_view own_words(std::string_view language, std::string_view english,
                                                std::string_view portuguese) {
    return language == "pt" || language.starts_with("pt-") ? portuguese : english;
}

}  // namespace reeve::records
