#pragma once
// The functions that every expression may call, as the specification and its string and optional extensions
// have them.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cel/budget_internal.hpp"
#include "cel/environment.hpp"
#include "cel/expr_internal.hpp"
#include "cel/value.hpp"

namespace reeve::cel {

struct CallContext {
    Budget& budget;
    const ZoneOffset& zones;
    bool weighs_patterns = true;
};
// The arguments are of the kinds of the overload's parameters, and none is an error.
using Run = Value (*)(CallContext&, std::span<const Value> arguments);

struct Overload {
    std::vector<Type> parameters;  // variables stand for one type each
    Type result;
    Run run = nullptr;  // null for operators, which the evaluator knows
};

struct StandardFunction {
    std::string name;
    std::vector<Overload> overloads;
};

// A member function has its receiver as the first parameter. Null when there is none of that name.
[[nodiscard]] const StandardFunction* find_standard(std::string_view name, bool member);
[[nodiscard]] std::vector<std::string> standard_names(bool member);
// What the operators take; of all but && and ||.
[[nodiscard]] const std::vector<Overload>& operator_overloads(Operator op);

// Runs the overload that takes these arguments, else the error no_overload.
[[nodiscard]] Value call_standard(const StandardFunction& function, CallContext& context,
                                  std::span<const Value> arguments);
// Spends what looking for one text in another may take: in the worst case every place is tried in full.
[[nodiscard]] bool affords_search(CallContext& context, std::string_view text, std::string_view wanted);
[[nodiscard]] Value no_overload(std::string_view name, std::span<const Value> arguments);

// Each adds its share of the table.
class StandardTable {
public:
    void add(std::string_view name, bool member, std::vector<Type> parameters, Type result, Run run);
    [[nodiscard]] const StandardFunction* find(std::string_view name, bool member) const;
    [[nodiscard]] std::vector<std::string> names(bool member) const;

private:
    std::map<std::string, StandardFunction, std::less<>> functions_;
    std::map<std::string, StandardFunction, std::less<>> members_;
};
void add_conversions(StandardTable& table);
void add_optionals(StandardTable& table);
void add_sizes_and_tests(StandardTable& table);  // size, contains, startsWith, endsWith, matches
void add_strings(StandardTable& table);
void add_format(StandardTable& table);
void add_times(StandardTable& table);

// Seconds to add to UTC, or nothing when there is no such zone.
[[nodiscard]] std::optional<int> zone_offset(std::string_view zone, std::int64_t epoch_seconds,
                                             const ZoneOffset& zones);

}  // namespace reeve::cel
