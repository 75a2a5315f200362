#pragma once
// What is left open within one step, tried in every way: the step is taken again for each.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "verify/diagram.hpp"

namespace reeve::verify {

class Choices {
public:
    void begin() { used_ = at_ = 0; }
    // Which way it is this time; 0 first.
    std::uint32_t choose(std::uint32_t count) {
        if (count < 2 || at_ == most) return 0;
        if (at_ == used_) tape_[used_++] = {0, count};
        return tape_[at_++].value;
    }
    // Which bit of the mask; it has one at least.
    std::uint32_t among(Mask mask) {
        std::uint32_t left = choose(static_cast<std::uint32_t>(std::popcount(mask)));
        for (; left > 0; --left) mask &= mask - 1;
        return static_cast<std::uint32_t>(std::countr_zero(mask));
    }
    // How many were made by now, and which of them next() turned on.
    [[nodiscard]] std::size_t made() const { return at_; }
    [[nodiscard]] std::size_t turned() const { return used_ - 1; }
    // The next way; false when all were taken. What was chosen behind the last change is chosen anew.
    bool next() {
        used_ = at_ < used_ ? at_ : used_;
        while (used_ > 0 && tape_[used_ - 1].value + 1 == tape_[used_ - 1].count) --used_;
        if (used_ == 0) return false;
        ++tape_[used_ - 1].value;
        at_ = 0;
        return true;
    }

private:
    static constexpr std::size_t most = 128;
    struct Choice {
        std::uint32_t value = 0, count = 0;
    };
    std::array<Choice, most> tape_{};
    std::size_t used_ = 0, at_ = 0;
};

}  // namespace reeve::verify
