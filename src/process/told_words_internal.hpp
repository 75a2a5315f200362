#pragma once
// Texts for people with places that the record fills: of notices, and of what an effect publishes.

#include <string>
#include <string_view>
#include <vector>

#include "process/reading_internal.hpp"
#include "process/words.hpp"

namespace reeve::process {

// "record.number" and the others that every record fills; its fields are the caller's to add.
[[nodiscard]] std::vector<std::string> places_of_records();
// What stands between braces is one of these.
void check_places(Reading& reading, const Words& text, Spot at, std::string_view what,
                  const std::vector<std::string>& known);
// Whoever is told is told in her own language.
void check_languages(Reading& reading, const Words& text, Spot at, std::string_view whose);

}  // namespace reeve::process
