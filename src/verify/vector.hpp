#pragma once
// One state of the finite model: small numbers packed into 64-bit words.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace reeve::verify {

inline constexpr std::size_t words_max = 16;

// All dimensions of one state; only the first words are kept in the set of visited states.
using Vector = std::array<std::uint64_t, words_max>;

// Where in a vector a dimension lies.
struct Slice {
    std::uint8_t word = 0;
    std::uint8_t shift = 0;
    std::uint64_t mask = 0;
    bool operator==(const Slice&) const = default;

    [[nodiscard]] std::uint32_t of(const Vector& vector) const {
        return static_cast<std::uint32_t>((vector[word] >> shift) & mask);
    }
    // Its bits in its word.
    [[nodiscard]] std::uint64_t bits() const { return mask << shift; }
    void set(Vector& vector, std::uint32_t value) const {
        vector[word] = (vector[word] & ~bits()) | ((value & mask) << shift);
    }
};

using DimensionIndex = std::uint32_t;

struct Dimension {
    std::string name;                 // "state", "field urgency", "clock resolve"
    std::vector<std::string> values;  // what each number stands for
    bool kept = true;                 // part of a state; else only within one step
    bool used = true;                 // something depends on it; else it takes no place
    Slice at;
};

// The dimensions of one record type.
class Layout {
public:
    DimensionIndex add(std::string name, std::vector<std::string> values, bool kept = true);
    void keep(DimensionIndex index, bool kept, bool used) {
        dimensions_[index].kept = kept;
        dimensions_[index].used = used;
    }
    // Gives every dimension its place, those that are kept first. False when there are too many.
    [[nodiscard]] bool place();

    [[nodiscard]] const std::vector<Dimension>& dimensions() const { return dimensions_; }
    [[nodiscard]] const Dimension& operator[](DimensionIndex index) const { return dimensions_[index]; }
    [[nodiscard]] std::uint32_t size(DimensionIndex index) const {
        return static_cast<std::uint32_t>(dimensions_[index].values.size());
    }
    [[nodiscard]] std::size_t kept_words() const { return kept_words_; }
    // The kept ones, the one with most values first: "field urgency (4 values)".
    [[nodiscard]] std::vector<std::string> largest(std::size_t count) const;

private:
    std::vector<Dimension> dimensions_;
    std::size_t kept_words_ = 0;
};

}  // namespace reeve::verify
