#include "verify/footing.hpp"

#include <algorithm>

namespace reeve::verify {

void Footing::begin_asking() {
    asked_.clear();
    known_ = {};
    const auto kept = static_cast<std::ptrdiff_t>(model_.layout.kept_words());
    std::fill(known_.begin() + kept, known_.end(), ~std::uint64_t{0});
}

void Footing::begin_learning(const Slice& but) {
    learns_ = true;
    learnt_.clear();
    for (Vector& bits : learnt_of_) {
        bits = {};
        bits[but.word] = but.bits();
    }
    now_.written = {};
}

void Footing::learn(const Slice& at, const Seen& seen) {
    const bool former = &seen == &former_;
    std::uint64_t& known = learnt_of_[former ? 1 : 0][at.word];
    if ((at.bits() & ~(known | (former ? 0 : seen.written[at.word]))) == 0) return;
    known |= at.bits();
    learnt_.push_back({at, former});
}

void Footing::stand_on(const Vector& state) {
    now_.at = state;
    now_.written = {};
    if (model_.late.empty()) return;
    forget_what_is_open();
    wanted_ = nullptr;
    untold_ = {};
    for (const LateField& late : model_.late) {
        const Slice& at = model_.layout[model_.fields[late.field]].at;
        if (late.open && model_.of(*late.open, state) != not_open) untold_[at.word] |= at.bits();
    }
}

void Footing::forget_what_is_open() {
    open_ = {};
    left_open_.clear();
    opened_.clear();
    sent_.clear();
}

void Footing::stand_again(const Seen& before) {
    now_ = before;
    for (const LeftOpen& one : left_open_)
        if (one.found) {
            put(model_.fields[one.late->field], *one.found);
            if (one.late->open) put(*one.late->open, not_open);
        }
}

void Footing::leave_open(const LateField& late, std::uint32_t how) {
    put_field(late.field, how == open_to_some && late.none == 0U ? 1 : 0);
    if (late.open) put(*late.open, how);
    const Slice& at = model_.layout[model_.fields[late.field]].at;
    open_[at.word] |= at.bits();
    left_open_.push_back({&late, how, {}});
    opened_.push_back(late.field);
}

bool Footing::is_left_open(Index field) const {
    const Slice& at = model_.layout[model_.fields[field]].at;
    return (open_[at.word] & at.bits()) != 0;
}

const LateField* Footing::late_at(const Slice& at) const {
    const auto found = std::ranges::find_if(model_.late, [&](const LateField& late) {
        return model_.layout[model_.fields[late.field]].at == at;
    });
    return found == model_.late.end() ? nullptr : &*found;
}

void Footing::find_out(const Slice& at) {
    const auto open = std::ranges::find(left_open_, late_at(at), &LeftOpen::late);
    const Index field = open->late->field;
    const bool some = open->how == open_to_some;
    std::uint32_t value = choices_->choose(model_.layout.size(model_.fields[field]) - (some ? 1 : 0));
    if (some && value >= *open->late->none) ++value;
    put(model_.fields[field], value);
    if (open->late->open) put(*open->late->open, not_open);
    open->found = value;
    sent_.emplace_back(field, value);
}

// Whether its value is known is asked before the value itself.
void Footing::ask_whether_open(const Slice& at) {
    const LateField* late = late_at(at);
    if (late == nullptr || !late->open) return;
    const Slice& open = model_.layout[*late->open].at;
    if ((open.bits() & ~known_[open.word]) == 0) return;
    known_[open.word] |= open.bits();
    asked_.push_back(open);
}

void Footing::want(const Slice& at) {
    if (wanted_ == nullptr) wanted_ = late_at(at);
}

void Footing::note_known(Index field) {
    const LateField* late = model_.late_field(field);
    if (late == nullptr) return;
    std::erase_if(left_open_, [&](const LeftOpen& one) { return one.late == late; });
    if (late->open) put(*late->open, not_open);
}

bool Footing::has_open(Index index, const Seen& seen) {
    const LinkModel& link = model_.links[index];
    for (std::uint32_t c = 0; c < link.counts.size(); ++c)
        if (link.classes[c].shown.open && of(link.counts[c], seen) > 0) return true;
    return false;
}

}  // namespace reeve::verify
