#include "verify/footing.hpp"

#include <algorithm>

namespace reeve::verify {

void Footing::begin_asking() {
    asked_.clear();
    known_ = {};
    const auto kept = static_cast<std::ptrdiff_t>(model_.layout.kept_words());
    std::fill(known_.begin() + kept, known_.end(), ~std::uint64_t{0});
}

}  // namespace reeve::verify
