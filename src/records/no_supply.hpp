#pragma once
// For saying what is possible, or for laying before what nobody writes: nothing comes of it, so nothing is
// used up.

#include "records/decide.hpp"

namespace reeve::records {

class NoSupply final : public Supply {
public:
    [[nodiscard]] Id id() override { return {}; }
    [[nodiscard]] std::int64_t number(std::string_view) override { return 0; }
};

}  // namespace reeve::records
