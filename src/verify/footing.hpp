#pragma once
// What a step stands on: the record as it was before and as it is by now, and what it asked of the state that
// it began with.

#include <vector>

#include "verify/model.hpp"

namespace reeve::verify {

class Footing {
public:
    explicit Footing(const Model& model) : model_(model) {}

    // Forgets what was asked.
    void begin_asking();
    // What was since then, each once and in turn: what was written by then is none of it. Two states that
    // agree in all of it take the same steps.
    [[nodiscard]] const std::vector<Slice>& questions() const { return asked_; }
    // What the last step wrote, a one for each bit.
    [[nodiscard]] const Vector& written() const { return now_.written; }

protected:
    struct Seen {
        Vector at{};
        Vector written{};
    };
    const Model& model_;
    Seen former_, now_;

    void stand_on(const Vector& state) {
        now_.at = state;
        now_.written = {};
    }
    [[nodiscard]] std::uint32_t of(DimensionIndex d, const Seen& seen) const {
        return look(model_.layout[d].at, seen);
    }
    [[nodiscard]] std::uint32_t get(DimensionIndex d) const { return of(d, now_); }
    [[nodiscard]] std::uint32_t was(DimensionIndex d) const { return of(d, former_); }
    void put(DimensionIndex d, std::uint32_t value) {
        const Slice& at = model_.layout[d].at;
        at.set(now_.at, value);
        now_.written[at.word] |= at.bits();
    }
    [[nodiscard]] Mask ask(Root root) const { return evaluate(root, now_, former_); }
    [[nodiscard]] Mask asked_before(Root root) const { return evaluate(root, former_, former_); }
    [[nodiscard]] Mask evaluate(Root root, const Seen& present, const Seen& former) const {
        return model_.diagrams.evaluate(root, [&](const Slice& at, Asked::Of which) {
            return look(at, which == Asked::Of::former ? former : present);
        });
    }

private:
    mutable Vector known_{};  // bits that were asked, or that are none of a state's
    mutable std::vector<Slice> asked_;

    [[nodiscard]] std::uint32_t look(const Slice& at, const Seen& seen) const {
        if ((at.bits() & ~(known_[at.word] | seen.written[at.word])) != 0) {
            known_[at.word] |= at.bits();
            asked_.push_back(at);
        }
        return at.of(seen.at);
    }
};

}  // namespace reeve::verify
