#pragma once
// What becomes of a clock where a step settles it, by how it stood: found out once for all steps that are
// alike in what that asks. No clock asks how another stands, so that those of a step go each for itself.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "verify/asked_trees.hpp"
#include "verify/model.hpp"
#include "verify/tried.hpp"

namespace reeve::verify {

// Of the record as it is by now, or as it was before the step.
struct AskedByClock : Slice {
    bool former = false;
    bool operator==(const AskedByClock&) const = default;
};

struct ClockCourse {
    struct From {
        std::vector<std::uint32_t> ends;  // one for each way, in turn
        // What shows only once a clock stood so.
        Ran ran;
        std::vector<std::uint32_t> touched;  // leaves
        bool shown = false;
    };
    std::vector<From> from;  // by how it stood
};

class ClockCourses {
public:
    static constexpr std::uint32_t contexts = 128;  // for each act, and for none (Stepper::context_of)

    explicit ClockCourses(const Model& model);

    // Those that are settled one by one, in turn.
    [[nodiscard]] std::span<const Index> clocks() const { return clocks_; }
    // `context`: what of the step is in no record.
    template <class Answer>
    [[nodiscard]] std::optional<std::uint32_t> find(Index clock, std::uint32_t context,
                                                    const Answer& answer) const {
        return trees_.find(tree_of(clock, context), answer);
    }
    template <class Answer>
    std::uint32_t add(Index clock, std::uint32_t context, std::span<const AskedByClock> asked,
                      const Answer& answer, ClockCourse course) {
        const auto known = static_cast<std::uint32_t>(courses_.size());
        trees_.add(tree_of(clock, context), asked, answer, known);
        courses_.push_back(std::move(course));
        return known;
    }
    [[nodiscard]] ClockCourse& operator[](std::uint32_t course) { return courses_[course]; }

    // One number for the courses of all clocks together.
    [[nodiscard]] std::uint32_t together(const std::vector<std::uint32_t>& courses);
    [[nodiscard]] std::span<const std::uint32_t> apart(std::uint32_t together) const {
        return *sets_[together];
    }
    [[nodiscard]] std::size_t sets() const { return sets_.size(); }

    void forget();
    [[nodiscard]] std::size_t bytes() const;

private:
    [[nodiscard]] std::size_t tree_of(Index clock, std::uint32_t context) const {
        return std::size_t{clock} * contexts_ + context;
    }

    std::uint32_t contexts_;
    std::vector<Index> clocks_;
    AskedTrees<AskedByClock> trees_;
    std::vector<ClockCourse> courses_;
    std::map<std::vector<std::uint32_t>, std::uint32_t> known_;
    std::vector<const std::vector<std::uint32_t>*> sets_;
};

}  // namespace reeve::verify
