#include "process/owed.hpp"

#include <algorithm>

#include "process/constructs.hpp"

namespace reeve::process {

const Expression* owed_while(const ChecklistStep& step) {
    if (!step.act.when) return nullptr;
    const cel::Reads& reads = step.act.when->program.reads();
    const bool asks_who = std::ranges::count(reads.variables, static_cast<int>(Slot::actor)) > 0 ||
                          std::ranges::any_of(reads.functions, [](const cel::FunctionRead& read) {
                              return read.id == static_cast<int>(Function::acting_as);
                          });
    return asks_who ? nullptr : &*step.act.when;
}

}  // namespace reeve::process
