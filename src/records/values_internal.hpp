#pragma once
// A field's value in its three forms: as people send it, as the record keeps it, as an expression sees it.
//
// Kept: texts and choices as strings, integers, booleans, instants as RFC 3339 in UTC, durations as "1h30m",
// in days where days were sent, people, teams and organisations as their id's text. Absent and null are the
// same.

#include <expected>
#include <string>

#include "base/json.hpp"
#include "cel/value.hpp"
#include "process/model.hpp"
#include "records/directory.hpp"

namespace reeve::records {

// The greatest integer that canonical JSON keeps exactly.
inline constexpr std::int64_t integer_max = 9'007'199'254'740'991;

// What was sent as the record keeps it (null for null and for an empty text), or a sentence that says what is
// wrong.
[[nodiscard]] std::expected<Json, std::string> kept_value(const process::Process& process,
                                                          const process::Field& field, const Json& sent,
                                                          const Directory& directory);
// What an expression came to, as the record keeps it: checked like what was sent.
[[nodiscard]] std::expected<Json, std::string> kept_value(const process::Process& process,
                                                          const process::Field& field,
                                                          const cel::Value& value,
                                                          const Directory& directory);
// What the record keeps, as an expression sees it; null when absent.
[[nodiscard]] cel::Value seen_value(const process::Field& field, const Json* kept,
                                    const Directory& directory);

// "40h", where text() says "1d16h".
[[nodiscard]] std::string text_in_hours(Duration span);

// A title or description that was sent: what is wrong with it, or nothing.
[[nodiscard]] std::string wrong_text(std::string_view text, std::size_t length_max, bool one_line);

[[nodiscard]] cel::Value seen_person(Id id, const Directory& directory);
[[nodiscard]] cel::Value seen_organisation(Id id, const Directory& directory);

// By id, else by handle; null when there is none.
[[nodiscard]] const Person* find_person(const Directory& directory, std::string_view id_or_name);

}  // namespace reeve::records
