#pragma once
// Conditions on free values (semantics section 9): of a text, a number or an instant there are only samples,
// which need not show all that a function of it may come to. Such parts of an expression are asked as what
// they are: they may hold or not.

#include <cstdint>
#include <string>
#include <vector>

#include "process/model.hpp"

namespace reeve::verify {

struct OpenPart {
    std::string text;        // the same part reads the same
    bool condition = false;  // else any value
    bool nullable = false;   // of a value: or none
    bool may_err = false;    // as what converts a text does
    bool each = false;       // asked once for each element of a list
    bool is_told = false;    // the owner is told that it is so
    enum class Compares : std::uint8_t { nothing, two, field_and_former } compares = Compares::nothing;
    bool negated = false;               // of what compares its two arguments: whether they differ
    std::vector<std::uint32_t> tables;  // that it asks
};

// The host is asked for the i-th part by the function first_open_part + i.
inline constexpr int first_open_part = 1 << 20;

struct Opened {
    cel::Program program;
    std::vector<OpenPart> parts;
};
[[nodiscard]] Opened opened(const process::Process& process, const process::RecordType& type,
                            const cel::Program& program);

// What stands for a value of which nothing is known but whether it may be none.
[[nodiscard]] cel::Value any_value(bool nullable);
[[nodiscard]] bool is_any(const cel::Value& value);
[[nodiscard]] bool is_any_or_none(const cel::Value& value);

// Whether the texts and numbers of its cells are among the samples of fields.
[[nodiscard]] bool is_sampled(const process::Table& table);

}  // namespace reeve::verify
