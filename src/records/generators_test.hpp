#pragma once
// Arbitrary changes, events and records for properties. No floating point: skeletons have none.

#include <rapidcheck.h>

#include <string>

#include "records/event.hpp"
#include "records/record.hpp"

namespace reeve::records::testing {

inline rc::Gen<std::string> any_text() {
    return rc::gen::element<std::string>("", "a", "José", "two words", "\"quoted\"\n", std::string("\0x", 2),
                                         "日本", "urgency", "fields.solution");
}
inline rc::Gen<std::string> any_name() {
    return rc::gen::element<std::string>("urgency", "facility", "title", "state", "x", "planned", "tier_2",
                                         "working");
}
inline rc::Gen<Id> any_id() {
    return rc::gen::apply(
        [](std::uint64_t high, std::uint64_t low) {
            return Id{high, low};
        },
        rc::gen::element<std::uint64_t>(0, 1, 0xFFFFFFFFFFFFFFFF), rc::gen::arbitrary<std::uint64_t>());
}
inline rc::Gen<Instant> any_instant() {
    return rc::gen::map(rc::gen::arbitrary<std::int64_t>(),
                        [](std::int64_t micros) { return Instant{micros}; });
}
inline rc::Gen<std::optional<Instant>> maybe_instant() {
    return rc::gen::apply([](bool some, Instant at) { return some ? std::optional(at) : std::nullopt; },
                          rc::gen::arbitrary<bool>(), any_instant());
}
inline rc::Gen<Digest> any_digest() {
    return rc::gen::map(rc::gen::arbitrary<std::uint64_t>(),
                        [](std::uint64_t seed) { return sha256(std::to_string(seed)); });
}
inline rc::Gen<Json> any_json() {
    return rc::gen::apply(
        [](int kind, std::int64_t number, std::string text) {
            switch (kind) {
                case 0: return Json();
                case 1: return Json(number % 2 == 0);
                case 2: return Json(number);
                case 3: return Json(text);
                case 4: return Json(JsonArray{Json(number), Json(text)});
                default: return Json(JsonObject{{"a", Json(text)}, {"b", Json(JsonArray{})}});
            }
        },
        rc::gen::inRange(0, 6), rc::gen::arbitrary<std::int64_t>(), any_text());
}
inline rc::Gen<Holder> any_holder() {
    return rc::gen::apply(
        [](std::string role, Id organisation, Id team, Id person) {
            return Holder{std::move(role), organisation, team, person};
        },
        any_text(), any_id(), any_id(), any_id());
}

[[nodiscard]] rc::Gen<ClockSet> any_clock();
[[nodiscard]] rc::Gen<Change> any_change();
[[nodiscard]] rc::Gen<Record> any_record();
[[nodiscard]] rc::Gen<Event> any_event();

}  // namespace reeve::records::testing
