#pragma once
// What a field can hold, as far as a process can tell its values apart: a few samples stand for all others.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "cel/value.hpp"
#include "process/model.hpp"

namespace reeve::verify {

inline constexpr std::size_t samples_max = 300;    // of a field of which expressions name values
inline constexpr std::size_t bits_of_values = 60;  // a mask has one for each class of a field

struct Sample {
    std::string word;  // "none", "High", "40 characters"
    Json sent;         // as a command sends it; null where the field has no value
    cel::Value seen;  // as an expression sees it; of an instant, person, team, organisation: null or anything
    std::size_t length = 0;  // code points of a text
};

struct Domain {
    std::vector<Sample> samples;          // one for each class; no value first, where that can be
    std::vector<Sample> all;              // before classes were merged
    std::vector<std::uint32_t> class_of;  // of each of `all`
    bool nullable = false;

    [[nodiscard]] std::vector<std::string> words() const;
    // The class of what an expression gave; nothing when no sample is equal to it.
    [[nodiscard]] std::optional<std::uint32_t> find(const cel::Value& value) const;
    // Whether all that expressions name found room.
    [[nodiscard]] bool is_whole() const { return all.size() < samples_max; }
    // Keeps one sample for each class: `alike[i]` is the first sample that nothing tells from the i-th.
    void merge(const std::vector<std::uint32_t>& alike);
};

// What the expressions of a type were written with.
struct Written {
    std::vector<std::string> texts;
    std::vector<std::int64_t> integers, in_tables;
    std::vector<Duration> durations;
};

// An instant, person, team or organisation: only whether there is one is known of it.
[[nodiscard]] bool is_opaque(const process::Field& field);

[[nodiscard]] Domain domain_of(const process::Process& process, const process::Field& field,
                               const Written& written);

}  // namespace reeve::verify
