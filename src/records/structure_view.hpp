#pragma once
// Checklists and dossiers of a record as they stand, for whoever looks at it.

#include <string>
#include <string_view>
#include <vector>

#include "records/decide.hpp"

namespace reeve::records {

struct StepView {
    std::string name, title;
    bool owed = true;  // where its condition does not hold the record can do without
    bool done = false;
    Id by;                         // who ticked it
    Instant at;                    // when
    std::string why_not;           // why she may not tick it, or take the tick back; empty where she may
    bool lacks_documents = false;  // nothing else is in the way, and they may come with the tick
    std::string clock;             // that says by when it is due; empty: nothing does
};
struct ChecklistView {
    std::string name, title;
    bool ordered = false;
    std::vector<StepView> steps;
};

struct DossierView {
    std::string name, title;
    std::string owner;  // the role's title; empty: nobody in particular
    bool complete = false;
    std::vector<NeedView> needs;  // those that count
};

[[nodiscard]] std::vector<ChecklistView> checklists_of(Situation& situation, Id person,
                                                       std::string_view language);
[[nodiscard]] std::vector<DossierView> dossiers_of(Situation& situation, Id person,
                                                   std::string_view language);
// Entries of its time that she may strike.
[[nodiscard]] std::vector<std::int64_t> strikable_time(Situation& situation, Id person);

}  // namespace reeve::records
