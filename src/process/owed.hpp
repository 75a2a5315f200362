#pragma once

namespace reeve::process {

struct ChecklistStep;
struct Expression;

// What must hold for a record to owe the step; null: it always does. A condition that asks who acts says who
// may tick it, and takes nobody's step away.
[[nodiscard]] const Expression* owed_while(const ChecklistStep& step);

}  // namespace reeve::process
