#pragma once
// What a step stands on: the record as it was before and as it is by now, and what it asked of the state that
// it began with.

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "verify/choices.hpp"
#include "verify/clock_courses.hpp"
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
    // A field of which the state does not say what is in it, and that the last step asked: what it came to
    // stands for the first of its classes only.
    [[nodiscard]] const LateField* wanted() const { return wanted_; }

protected:
    struct Seen {
        Vector at{};
        Vector written{};
    };
    const Model& model_;
    Seen former_, now_;
    Choices* choices_ = nullptr;

    void stand_on(const Vector& state);
    // Back to what it was in this step, but for what was found out of late fields.
    void stand_again(const Seen& before);
    // What is sent in the field is anything, and found out where it is asked for.
    void leave_open(const LateField& late, std::uint32_t how);
    [[nodiscard]] bool is_left_open(Index field) const;
    [[nodiscard]] bool leaves_open() const { return !left_open_.empty(); }
    void forget_what_is_open();
    // Late fields that were left open in this step; those of them that were found out, with their class.
    [[nodiscard]] const std::vector<Index>& opened() const { return opened_; }
    [[nodiscard]] const std::vector<std::pair<Index, std::uint32_t>>& sent() const { return sent_; }
    [[nodiscard]] std::uint32_t of(DimensionIndex d, const Seen& seen) {
        return look(model_.layout[d].at, seen);
    }
    [[nodiscard]] std::uint32_t get(DimensionIndex d) { return of(d, now_); }
    [[nodiscard]] std::uint32_t was(DimensionIndex d) { return of(d, former_); }
    // Whether a linked record is open.
    [[nodiscard]] bool has_open(Index link, const Seen& seen);
    void put(DimensionIndex d, std::uint32_t value) {
        const Slice& at = model_.layout[d].at;
        at.set(now_.at, value);
        now_.written[at.word] |= at.bits();
        open_[at.word] &= ~at.bits();
    }
    // A field: what is written is known.
    void put_field(Index field, std::uint32_t value) {
        put(model_.fields[field], value);
        if (!model_.late.empty()) note_known(field);
    }
    // What is asked from here on, of both records as they are by now, but for the slice.
    void begin_learning(const Slice& but);
    [[nodiscard]] const std::vector<AskedByClock>& learnt() const { return learnt_; }
    void end_learning() { learns_ = false; }
    [[nodiscard]] std::uint32_t answer(const AskedByClock& asked) {
        return look(asked, asked.former ? former_ : now_);
    }
    [[nodiscard]] Mask ask(Root root) { return evaluate(root, now_, former_); }
    [[nodiscard]] Mask asked_before(Root root) { return evaluate(root, former_, former_); }
    [[nodiscard]] Mask evaluate(Root root, const Seen& present, const Seen& former) {
        return model_.diagrams.evaluate(root, [&](const Slice& at, Asked::Of which) {
            return look(at, which == Asked::Of::former ? former : present);
        });
    }

private:
    Vector known_{};  // bits that were asked, or that are none of a state's
    std::vector<Slice> asked_;
    struct LeftOpen {
        const LateField* late = nullptr;
        std::uint32_t how = 0;
        std::optional<std::uint32_t> found;  // its class
    };
    // Of late fields: bits that this step left open, and that the state left open with which it began.
    Vector open_{}, untold_{};
    std::vector<LeftOpen> left_open_;
    std::vector<Index> opened_;
    std::vector<std::pair<Index, std::uint32_t>> sent_;
    const LateField* wanted_ = nullptr;
    bool learns_ = false;
    std::array<Vector, 2> learnt_of_{};  // bits, of the one and the other record
    std::vector<AskedByClock> learnt_;

    std::uint32_t look(const Slice& at, const Seen& seen) {
        if (learns_) {
            learn(at, seen);
            return at.of(seen.at);
        }
        if ((at.bits() & open_[at.word]) != 0 && &seen == &now_) find_out(at);
        if ((at.bits() & ~(known_[at.word] | seen.written[at.word])) != 0) {
            if (!model_.late.empty()) ask_whether_open(at);
            known_[at.word] |= at.bits();
            asked_.push_back(at);
        }
        if ((at.bits() & untold_[at.word] & ~seen.written[at.word]) != 0) want(at);
        return at.of(seen.at);
    }
    void learn(const Slice& at, const Seen& seen);
    [[nodiscard]] const LateField* late_at(const Slice& at) const;
    void find_out(const Slice& at);
    void ask_whether_open(const Slice& at);
    void want(const Slice& at);
    void note_known(Index field);
};

}  // namespace reeve::verify
