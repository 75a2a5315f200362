#pragma once
// What a target of an agreement may say, of the process that it is about: asked of what administrators send
// and of a demonstration's. Each question is answered with a sentence for who wrote it; empty: it does.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "process/clock.hpp"
#include "process/model.hpp"

namespace reeve::calendar {
class WorkingTime;
}

namespace reeve::process {

constexpr std::size_t targets_most = 100;
constexpr std::size_t terms_most = 10;     // of `when`
constexpr std::size_t warnings_most = 10;  // of `warn`

// The days from and until which it holds; one that is no day is not asked for its order.
[[nodiscard]] std::string wrong_day(std::string_view day);
[[nodiscard]] std::string wrong_order(std::string_view from, std::string_view until);

// How many targets there are.
[[nodiscard]] std::string wrong_count(std::size_t targets);

// The record types with a clock of that name that rests on agreements of the kind.
[[nodiscard]] std::vector<const RecordType*> types_promised(const Process& process, AgreementKind kind,
                                                            std::string_view clock);
// Why there is none.
[[nodiscard]] std::string wrong_clock(const Process& process, AgreementKind kind, std::string_view clock);

// `holder: ROLE`.
[[nodiscard]] std::string wrong_holder(const Process& process, const Json& role);
// Whether records of one of the types ever lie with it.
[[nodiscard]] std::string never_holds(const Process& process, const std::vector<const RecordType*>& types,
                                      std::string_view role);

// `FIELD: value`. Which organisation is meant is not asked here.
[[nodiscard]] std::string wrong_term(const Process& process, const RecordType& type, std::string_view field,
                                     const Json& value);

// Of these types the first of which all the terms can be asked, else the first with such fields, else the
// first; null where there is none.
[[nodiscard]] const RecordType* type_asked(const Process& process,
                                           const std::vector<const RecordType*>& types, const Json& terms);

// The calendar in which a limit counts; without a title its units are not asked.
struct CountedIn {
    std::string title;
    bool always_open = false;
    bool has_days = true;  // hours of the week, by which a working day is measured
};
[[nodiscard]] CountedIn counted_in(std::string title, const calendar::WorkingTime& time);
// Whether its units are those of the calendar.
[[nodiscard]] std::string wrong_units(std::string_view limit, const CountedIn& calendar);
[[nodiscard]] std::string wrong_limit(std::string_view limit, std::string_view clock,
                                      const CountedIn& calendar);

[[nodiscard]] std::string wrong_shares(const std::vector<int>& percent);

// Of a target that no record reaches: one before it of the same `clock` asks the same, or less.
[[nodiscard]] std::string said_twice(std::string_view clock);
[[nodiscard]] std::string said_before(std::string_view clock);
template <class Target>
[[nodiscard]] std::string wrong_again(const std::vector<Target>& before, const Target& target) {
    if (target.clock.empty()) return "";
    const auto other = std::ranges::find_if(before, [&](const Target& one) {
        return one.clock == target.clock && std::ranges::includes(target.when, one.when);
    });
    if (other == before.end()) return "";
    return other->when == target.when ? said_twice(target.clock) : said_before(target.clock);
}

}  // namespace reeve::process
