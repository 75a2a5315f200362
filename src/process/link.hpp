#pragma once
// What a record may be tied to: in its own process, or in another one.

#include <cstddef>
#include <string>
#include <vector>

#include "cel/type.hpp"
#include "process/field.hpp"
#include "process/index.hpp"
#include "process/words.hpp"

namespace reeve::process {

struct Link {
    std::string name;
    Words title;
    Index target_type = 0;       // of the same process; says nothing where it leads to another
    std::string target_process;  // another process, found when the desk activates this one; empty: this one
    std::string target_name;     // the record type's name, there or here
    std::string inverse;         // the link's name seen from the target
    std::size_t max = 200;
    // Of another process: what is read of its records, which it must share.
    std::vector<std::string> outcomes;
    std::vector<Field> reads;
    cel::Type linked;  // of an element of its list in expressions (process/types.hpp)

    [[nodiscard]] bool is_remote() const { return !target_process.empty(); }
};

}  // namespace reeve::process
