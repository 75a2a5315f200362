#pragma once
// What a target of an agreement may say, of the process that it is about: asked of what administrators send
// and of a demonstration's. Each question is answered with a sentence for who wrote it; empty: it does.

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "process/clock.hpp"
#include "process/model.hpp"

namespace reeve::process {

// The record types with a clock of that name that rests on agreements of the kind.
[[nodiscard]] std::vector<const RecordType*> types_promised(const Process& process, AgreementKind kind,
                                                            std::string_view clock);
// Why there is none.
[[nodiscard]] std::string wrong_clock(const Process& process, AgreementKind kind, std::string_view clock);

// `holder: ROLE`.
[[nodiscard]] std::string wrong_holder(const Process& process, const Json& role);

// `FIELD: value`. Which organisation is meant is not asked here.
[[nodiscard]] std::string wrong_term(const Process& process, const RecordType& type, std::string_view field,
                                     const Json& value);

// The calendar in which a limit counts; without a title its units are not asked.
struct CountedIn {
    std::string title;
    bool always_open = false;
};
[[nodiscard]] std::string wrong_limit(std::string_view limit, std::string_view clock,
                                      const CountedIn& calendar);

[[nodiscard]] std::string wrong_shares(const std::vector<int>& percent);

}  // namespace reeve::process
