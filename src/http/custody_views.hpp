#pragma once
// Custody as the API tells it: legs with who, why and how long, and what the desk could not do yet.

#include "http/views.hpp"

namespace reeve::http {

// Every leg in order; of the one that lasts, `held_s` is until `now`.
[[nodiscard]] Json legs_json(const Viewer& viewer, const records::Record& record, Instant now);
// Deeds of the desk that were refused and are waited for: [{act, title, clock, at, due, why}].
[[nodiscard]] Json refused_json(const Viewer& viewer, const records::Record& record);
// What a refused deed lacked, in sentences.
[[nodiscard]] Json why_refused_json(const Viewer& viewer, const records::Record& record,
                                    const records::DeedRefused& deed);
// {value, title} of a leg's coded reason.
[[nodiscard]] Json reason_json(const Viewer& viewer, const records::Record& record,
                               const std::string& reason);

}  // namespace reeve::http
